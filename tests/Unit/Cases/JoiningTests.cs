using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>S3: one incident in two projects becomes one case of the foundation, with the reports of both.</summary>
public sealed partial class JoiningTests
{
    private static readonly Guid Transfer = Id(50);
    private static readonly DateTimeOffset Wednesday = Monday.AddHours(48);

    private static HandlingBody Orrery => Body(5, kind: "foundation");

    private static GivenCase Offered(bool acknowledged = true, string share = "all")
    {
        var cleared = Opened().Cleared();
        return (acknowledged ? cleared.Triaged() : cleared).After(
            new CaseCommand.NameProject(Seat(1), Monday, "astrolabe", true), new CaseCommand.AddNote(Seat(1), Monday, Id(1), "our note"),
            new CaseCommand.OfferTransfer(Seat(1), Monday, Transfer, "orrery", null, "our view", share));
    }

    private static GivenCase There(Guid? person = null) => new GivenCase(CaseState.None, Monday).After(new CaseCommand.Open(
        Monday, Id(750), Id(751), new CaseReport(Id(850), Monday.AddHours(1), null), "normal", ["astrolabe"], null, Orrery, [new CaseSubject(person ?? Rex, "wren", Identification.Claimed)], "J2", "severalProjects"))
        .Cleared().Triaged();

    private static PairDecision Join(GivenCase sender, GivenCase into, DateTimeOffset? at = null, HandlingBody? receiver = null, int seat = 1)
    {
        var joined = Joining.Decide(sender.State, into.State, new CaseCommand.AcceptTransfer(at ?? Wednesday, Transfer, into.State.Id, receiver ?? Orrery, []), Seat(seat));
        Occurrences.Note(joined.Present);
        return joined;
    }

    [Fact]
    public void The_reports_are_linked_and_the_sender_keeps_a_notice_that_leads_there()
    {
        var (sender, into) = (Offered(), There());

        var joined = Join(sender, into);
        var (gone, one) = (sender.State.Apply(joined.Former), into.State.Apply(joined.Present));

        gone.Gone.ShouldBe(new(Transfer, "orrery", Id(750), Wednesday));
        one.ReportIds.ShouldBe([Id(850), Report]);
        one.Projects.ShouldBe(["astrolabe", "sextant"], ignoreOrder: true);
        one.Incident.ShouldBe(Id(751));
        one.Joined.ShouldBe([Id(700)]);
        one.Carried.Select(t => t.Text.Value).ShouldContain("our view");
        one.Carried.Select(t => t.Text.Value).ShouldContain("our note");
        one.Panel.Count(p => p.Clean).ShouldBe(5);
        joined.Present.OfType<CaseEvent.StageReached>().ShouldHaveSingleItem().Reports.ShouldBe([Id(850), Report]);
    }

    [Fact]
    public void Whoever_is_lent_there_stays_unless_the_new_reports_set_them_aside_and_what_is_urgent_is_urgent_there()
    {
        var (sender, into) = (Offered(), There());
        sender = sender with { State = sender.State with { Urgency = CaseState.Urgent, UrgentBecause = "minor" } };
        var handling = into.State.Handling;
        into = into with { State = into.State with { Handling = handling with { Seats = [.. handling.Seats, .. new[] { 301, 302 }.Select(n => new HandlingSeat(Seat(n), Id(n + 500), Lending.Role, false, "elected", n))] } } };

        var joined = Joining.Decide(sender.State, into.State, new CaseCommand.AcceptTransfer(Wednesday, Transfer, into.State.Id, Orrery, []), Seat(1), new Screened([Seat(302)], []));

        joined.Present.OfType<CaseEvent.SeatLeft>().Select(l => l.Seat).ShouldBe([Seat(302)]);
        joined.Present.OfType<CaseEvent.UrgencyRaised>().ShouldHaveSingleItem().Because.ShouldBe("minor");
    }

    [Fact]
    public void Whoever_is_set_aside_for_the_two_together_leaves_and_whoever_is_seen_to_have_a_soft_tie_answers_with_it()
    {
        var (sender, into) = (Offered(), There());

        var joined = Joining.Decide(sender.State, into.State, new CaseCommand.AcceptTransfer(Wednesday, Transfer, into.State.Id, Orrery, []), Seat(1), new Screened([Seat(2)], [Seat(3)]));

        joined.Present.OfType<CaseEvent.SeatLeft>().Select(l => l.Seat).ShouldBe([Seat(2)], "each question alone found one soft tie, both together two");
        joined.Present.OfType<CaseEvent.ConflictAskedAgain>().Select(e => e.Seat).ShouldBe([Seat(3)]);
        into.State.Apply(joined.Present).SeatOf(Seat(3))!.SoftTie.ShouldBeTrue();
    }

    [Fact]
    public void A_summary_brings_the_context_statement_only()
    {
        var into = There();
        into.State.Apply(Join(Offered(share: "summary"), into).Present).Carried.Select(t => t.Text.Value).ShouldBe(["our view"]);
    }

    [Fact]
    public void Whoever_was_not_told_yet_is_told_and_nobody_is_told_twice()
    {
        var into = There();
        var one = new GivenCase(into.State.Apply(Join(Offered(acknowledged: false), into).Present), Wednesday);
        one.State.AcknowledgedAt.ShouldBeNull();
        one.State.AcknowledgeDue.ShouldBe(Monday.AddDays(3), "from first receipt");

        one.After(new CaseCommand.Acknowledge(Seat(1), Wednesday, "We have it.")).Then<CaseEvent.ReporterMessaged>().Report.ShouldBe(Report);

        into.State.Apply(Join(Offered(), into).Present).AcknowledgedAt.ShouldBe(Monday);
    }

    [Theory]
    [InlineData(3, 1, 4)]
    [InlineData(1, 7, 8)]
    public void Where_each_of_them_was_before_is_known_of_the_one(int moved, int movedThere, int hops)
    {
        var (sender, into) = (Offered(), There());
        (sender, into) = (sender with { State = sender.State with { Hops = moved, Formerly = [Id(790)] } }, into with { State = into.State with { Hops = movedThere, Formerly = [Id(791)] } });

        var one = into.State.Apply(Join(sender, into).Present);

        (one.Hops, one.Unacknowledged.Count).ShouldBe((hops, 0));
        one.Formerly.ShouldBe([Id(791), Id(790)]);
    }

    [Fact]
    public void Seats_that_must_not_read_the_new_report_leave_the_case()
    {
        var into = There();
        var without = Orrery with { Seats = [.. Orrery.Seats.Where(s => s.Seat != Seat(3))] };

        into.State.Apply(Join(Offered(), into, receiver: without).Present).Panel.Single(p => p.Seat == Seat(3)).Sees.ShouldBeFalse();
    }

    [Fact]
    public void The_same_waiting_time_and_the_same_persons_or_not_at_all()
    {
        Join(Offered(), There(), Wednesday.AddTicks(-1)).Refusal.ShouldTell("P16");
        Join(Offered(), There(Tam)).Refusal.ShouldTell("otherSubjects");
        Join(Offered(), There(), seat: 99).Refusal.ShouldTell("notOnPanel");
    }

    [Fact]
    public void Who_was_a_mistake_neither_joins_two_cases_nor_is_confirmed_by_it()
    {
        var mistaken = new CaseCommand.MarkMistaken(Seat(1), Monday, Rex, "another account");
        Join(Offered().After(mistaken), There()).Refusal.ShouldTell("otherSubjects");
        Join(Offered(), There().After(mistaken)).Refusal.ShouldTell("otherSubjects");

        GivenCase Confirmed(GivenCase given) => given.After(
            new CaseCommand.Identify(Seat(1), Monday, Tam, ["github:tam"], null, null, true), new CaseCommand.Identify(Seat(2), Monday, Tam, ["github:tam"], null, null, true));
        var add = new CaseCommand.AddSubject(Seat(1), Monday, Tam, "gannet", ["github:tam"], null, null);
        var sender = Confirmed(Offered().After(add).Cleared(2, 3, 4, 5)).After(mistaken with { Person = Tam }, mistaken with { Person = Tam, Seat = Seat(2) });
        var into = There().After(add).Cleared(2, 3, 4, 5);
        var joined = Join(sender, into);
        joined.Refusal.ShouldBeNull("the mistake stands in nobody's way");
        joined.Present.OfType<CaseEvent.SubjectConfirmed>().ShouldBeEmpty();
    }

    [Fact]
    public void What_is_decided_or_under_way_takes_nothing_in()
    {
        var offeredOn = There().After(new CaseCommand.OfferTransfer(Seat(1), Monday, Id(51), "meridian", null, null, "all"));
        Join(Offered(), offeredOn).Refusal.ShouldTell("alreadyOffered");

        var decided = There().Heard().Proposed(FindingNothing).Voted("yes", 1, 2, 3).MeetingClosed();
        decided.State.Decision.ShouldNotBeNull();
        Join(Offered(), decided).Refusal.ShouldTell("alreadyDecided");
    }

    [Fact]
    public void A_case_with_reports_of_two_bodies_is_given_back_to_neither()
    {
        var (sender, into) = (Offered(), There());
        var joined = Join(sender, into);

        Returning.Decide(sender.State.Apply(joined.Former), into.State.Apply(joined.Present), new HandBack.Return(Seat(1), Wednesday.AddDays(1), Transfer, "wrongBody", null, Body()))
            .Refusal.ShouldTell("otherReports");
    }
}
