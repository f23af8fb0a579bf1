using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>P10: who somebody under age is, two seats know; chosen on record, changed with a reason.</summary>
public sealed partial class MinorIdentityTests
{
    private static GivenCase Noted() => Opened(Body(5, alternates: 2)).Cleared().Triaged().After(new CaseCommand.NoteMinor(Seat(1), Monday));

    private static CaseCommand.NameMinorsSeats Naming(int by, int[] seats, string? reason = null, Holders? holders = null) => new(Seat(by), Monday, [.. seats.Select(Seat)], reason, holders ?? Holders.None);

    private static Holders HeldBy(int seat, bool minor = true) => new(new Dictionary<Guid, Guid> { [Report] = Seat(seat) }, minor ? new HashSet<Guid> { Report } : []);

    private static int[] Readers(GivenCase given) => [.. Enumerable.Range(1, 7).Where(n => MinorIdentity.Reads(given.State, Seat(n)))];

    [Fact]
    public void Nobody_reads_it_before_somebody_is_named_and_then_those_do()
    {
        Readers(Noted()).ShouldBeEmpty();

        var one = Noted().After(Naming(2, [2]));
        Readers(one).ShouldBe([2]);
        var two = one.After(Naming(3, [2, 4]));
        Readers(two).ShouldBe([2, 4]);
        two.Then<CaseEvent.MinorIdentityEntrusted>().ShouldSatisfyAllConditions(e => e.By.ShouldBe(Seat(3)), e => e.Seats.ShouldBe([Seat(2), Seat(4)]), e => e.Reason.ShouldBeNull());
        two.When(Naming(1, [4, 2])).Events.ShouldBeEmpty("the same two");
        two.State.MinorChoices.Count.ShouldBe(2, "every choice stays on record");
    }

    [Fact]
    public void Only_where_there_is_a_minor_two_at_most_and_of_those_who_take_part()
    {
        Opened().Cleared().When(Naming(1, [1])).ThenRefused("noMinor");
        Noted().When(Naming(1, [1, 2, 3])).ThenRefused("notOnPanel");
        Noted().When(Naming(1, [])).ThenRefused("notOnPanel");
        Noted().Answered(2, Conflict.Hard).When(Naming(1, [2])).ThenRefused("notOnPanel");
        Noted().When(Naming(1, [101])).ThenRefused("notOnPanel");
    }

    [Fact]
    public void Nobody_lent_and_nobody_of_an_events_staff_is_named()
    {
        var lent = Noted().State;
        MinorIdentity.Name(lent with { Panel = [.. lent.Panel.Select(p => p.Seat == Seat(2) ? p with { Role = Lending.Role } : p)] }, Naming(1, [2])).Refusal.ShouldTell("notOnPanel");
        MinorIdentity.Name(lent with { Panel = [.. lent.Panel.Select(p => p.Seat == Seat(2) ? p with { Role = PanelSeat.EventStaff } : p)] }, Naming(1, [2])).Refusal.ShouldTell("notOnPanel");
    }

    [Fact]
    public void Who_is_still_there_keeps_the_place_unless_they_give_it_up()
    {
        var named = Noted().After(Naming(1, [1, 2]));

        named.When(Naming(3, [1, 3], "quicker")).ThenRefused("stillKnows");
        named.When(Naming(2, [1, 3])).ThenRefused("reasonNeeded");
        var given = named.After(Naming(2, [1, 3], "I am away for a month."));
        Readers(given).ShouldBe([1, 3]);
        given.State.MinorChoices[^1].Reason.ShouldBe("I am away for a month.");
    }

    [Fact]
    public void Who_leaves_reads_it_no_more_and_the_place_is_anothers_with_a_reason()
    {
        var left = Noted().After(Naming(1, [1, 2]), new CaseCommand.EndSeat(Monday, Seat(2)));

        Readers(left).ShouldBe([1]);
        left.When(Naming(3, [1, 3])).ThenRefused("reasonNeeded");
        Readers(left.After(Naming(3, [1, 3], "Seat 2 has left."))).ShouldBe([1, 3]);
        Readers(Noted().After(Naming(1, [1, 2])).Answered(2, Conflict.Hard)).ShouldBe([1], "who found a conflict leaves too");
    }

    [Fact]
    public void Who_has_to_answer_again_keeps_the_place_and_does_not_read_meanwhile()
    {
        var given = Noted().After(Naming(1, [1, 2]), new CaseCommand.AddSubject(Seat(1), Monday, Tam, "tern", ["github:tam"], null, null));

        Readers(given).ShouldBe([1]);
        given.When(Naming(1, [1, 1])).ThenRefused("stillKnows");
        Readers(given.Cleared(2)).ShouldBe([1, 2]);
    }

    [Fact]
    public void Whom_the_reporter_told_is_one_of_the_two()
    {
        Noted().When(Naming(1, [1, 2], holders: HeldBy(3))).ThenRefused("holderNeeded");
        Readers(Noted().After(Naming(1, [1], holders: HeldBy(3)))).ShouldBe([1]);
        Readers(Noted().After(Naming(1, [1, 3], holders: HeldBy(3)))).ShouldBe([1, 3]);
        Readers(Noted().Answered(3, Conflict.Hard).After(Naming(1, [1, 2], holders: HeldBy(3)))).ShouldBe([1, 2], "who never came to know");
        var stated = Opened().Cleared().Apply(new CaseEvent.MinorNoted(Monday, Guid.Empty, Monday));
        Readers(stated.After(Naming(1, [1, 2], holders: HeldBy(3, minor: false)))).ShouldBe([1, 2], "that report names nobody under age");
    }

    [Fact]
    public void What_is_held_opens_to_the_same_two()
    {
        var named = Noted().After(Naming(1, [1, 3], holders: HeldBy(1)));
        CaseCommand.AskUnsealing Asking(int recipient) => new(Seat(1), Monday, Id(60), Report, "courtOrder", "order 7", [Seat(recipient)], null, false, Seat(1), true);

        named.When(Asking(2)).ThenRefused("minor");
        named.After(Asking(3), new CaseCommand.AgreeUnsealing(Seat(2), Monday, Id(60), Seat(1), true)).Then<CaseEvent.IdentityUnsealed>();
    }

    [Fact]
    public void Of_two_joint_cases_the_one_that_leads_names_them()
    {
        var other = new GivenCase(Noted().State with { Joint = new JointState(false, "meridian", Id(70)) }, Monday);

        other.When(Naming(1, [1])).ThenRefused("otherBodyLeads");
    }

    [Fact]
    public void It_can_be_said_when_the_case_is_closed()
    {
        var closed = Opened().Ready().Proposed().Voted("yes", 1, 2, 3).MeetingClosed().After(new CaseCommand.NoteMinor(Seat(1), Monday));
        closed = closed with { State = closed.State with { Stage = CaseStage.Closed } };

        Readers(closed.After(Naming(1, [1, 2]))).ShouldBe([1, 2]);
    }

    [Fact]
    public void A_duplicates_two_know_where_its_reports_go_unless_two_are_named_there()
    {
        var into = Opened(urgency: "urgent").Cleared();
        var own = new GivenCase(Duplicate(into.State, Id(801), Monday), Monday).After(new CaseCommand.NoteMinor(Seat(1), Monday), Naming(1, [2, 3]));
        var link = new CaseCommand.LinkReport(Seat(1), Monday, Id(801), own.State, []);

        Readers(into.After(link)).ShouldBe([2, 3]);
        Readers(into.After(new CaseCommand.NoteMinor(Seat(1), Monday), Naming(1, [4, 5])).After(link)).ShouldBe([4, 5]);
    }

    [Fact]
    public void What_a_seat_found_out_is_no_word_about_one_report_only()
    {
        var stated = Opened().Cleared().Apply(new CaseEvent.MinorNoted(Monday, Guid.Empty, Monday));
        stated.State.MinorFound.ShouldBeFalse();

        var found = stated.After(new CaseCommand.NoteMinor(Seat(1), Monday.AddHours(5)));
        found.State.ShouldSatisfyAllConditions(s => s.MinorFound.ShouldBeTrue(), s => s.MinorSince.ShouldBe(Monday, "the days that run, run on"));
        CaseState.None.Apply(Safeguarding.Carried(found.State, stated.State, Monday)).MinorFound.ShouldBeTrue("also for who knows of it from there");
    }
}
