using Coc.Cases.Domain;
using Coc.Cases.Publishing;
using static Coc.Unit.Cases.CarryingDecisionsTests;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>Whoever has a case that was taken up again goes on with what was agreed in it (P12, R54, R17).</summary>
public sealed class CarryingAgreementsTests
{
    private static GivenCase Agreed()
    {
        var given = Opened().Cleared().Triaged().After(new CaseCommand.NoticeAccused(Seat(1), Monday, Id(62), Rex, "why", null, null, null, false, null));
        given = given.After(new CaseCommand.HearFromAccused(Monday, given.State.Accused.Rooms[0].Id, Id(63), "entered", null));
        return given.Proposed(Moves.Agreeing(Monday)).Voted("yes", 1, 2, 3).MeetingClosed().After(
            new CaseCommand.Draft(Seat(1), Monday, Id(65), "accused", Rex, null, "We have decided."), new CaseCommand.Approve(Seat(2), Monday, Id(65)),
            new CaseCommand.Draft(Seat(1), Monday, Id(66), "reporter", null, Report, "We have decided."), new CaseCommand.Approve(Seat(2), Monday, Id(66)));
    }

    private static GivenCase Again(GivenCase given) => given.After(new CaseCommand.Reopen(Seat(1), Monday.AddDays(2), "it happened again"));

    private static CaseCommand.CheckStep Check(GivenCase given, int step, string state, int seat) => new(Seat(seat), HandedOver, given.State.Agreements[0].Steps[step].Id, state, null);

    private static bool Waits(GivenCase given, string kind, Guid thing) => Waiting.Is(given.State, kind, thing, [new(Seat(1), "orrery", "member", false)]);

    [Fact]
    public void Its_steps_are_known_there_as_far_as_they_are_kept_with_their_times()
    {
        var agreed = Agreed();
        var first = Again(agreed.After(Check(agreed, 0, "done", 2)));
        var (sender, there) = HandOver(first);

        there.State.Agreements.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            a => a.Person.ShouldBe(Rex), a => a.At.ShouldBe(first.State.Agreements[0].At), a => a.State.ShouldBe("open"),
            a => a.Steps.Select(s => (s.Id, s.Who, s.What, s.Due, s.Checks, s.State, s.By)).ShouldBe(first.State.Agreements[0].Steps.Select(s => (s.Id, s.Who, s.What, s.Due, s.Checks, s.State, s.By))));
        CaseDue.Of(there.State).ShouldContain(new CaseDue(Agreeing.Due, first.State.Agreements[0].Steps[1].Id, Monday.AddDays(20)));
        CaseDue.Of(sender.State).ShouldNotContain(d => d.Kind == Agreeing.Due);
        there.State.Accused.Rooms[0].Released.ShouldContain(r => r.Item == first.State.Agreements[0].Steps[1].Id && r.State == "open");
        there.State.Accused.Rooms[0].Released.ShouldNotContain(r => r.Item == first.State.Agreements[0].Steps[0].Id, "that one is the panel's");
    }

    [Fact]
    public void They_are_checked_there_and_what_was_missed_is_looked_at()
    {
        var agreed = Agreed();
        var (_, there) = HandOver(Again(agreed.After(Check(agreed, 0, "missed", 2))));

        there.State.Agreements[0].ReviewSince.ShouldBe(agreed.After(Check(agreed, 0, "missed", 2)).State.Agreements[0].ReviewSince.ShouldNotBeNull());
        Waits(there, Waiting.Approval, Waiting.ReviewOf(there.State.Agreements[0].Id, there.State.Agreements[0].ReviewSince!.Value)).ShouldBeTrue();
        Availability.Allowed(there.State, Seat(1), HandedOver).ShouldContain("agreements/review");
        there.After(new CaseCommand.ReviewAgreement(Seat(1), HandedOver, there.State.Agreements[0].Id, "ended", null)).State.Agreements[0].IsOpen.ShouldBeFalse();

        there = there.After(Check(there, 1, "done", 3));
        there.After(new CaseCommand.ReviewAgreement(Seat(1), HandedOver, there.State.Agreements[0].Id, "goesOn", null)).State.Agreements[0].IsOpen.ShouldBeFalse();
    }

    [Fact]
    public void Nobody_checking_it_there_in_time_opens_a_review_there()
    {
        var (_, there) = HandOver(Again(Agreed()));
        var step = there.State.Agreements[0].Steps[1];

        there.After(new CaseCommand.PassStepTime(step.Due, step.Id)).State.Agreements[0].ReviewSince.ShouldBe(step.Due);
    }

    [Fact]
    public void Whoever_is_cleared_there_owes_nothing_any_more()
    {
        var (_, there) = HandOver(Again(Agreed()));
        there = there.After(new CaseCommand.Triage(Seat(1), HandedOver, "medium", "medium", null), new CaseCommand.Propose(Seat(1), HandedOver, Id(721), "meeting", FindingNothing))
            .After([.. Enumerable.Range(1, 3).Select(n => new CaseCommand.Vote(Seat(n), HandedOver, Id(721), "yes"))]).After(new CaseCommand.CloseMeeting(Seat(1), HandedOver, Id(721), []));

        there.State.Agreements[0].State.ShouldBe("ended");
    }

    [Fact]
    public void What_was_kept_there_is_known_when_it_comes_back_and_an_apology_that_was_passed_on_is_not_asked_for_twice()
    {
        var agreed = Agreed();
        agreed = agreed.Apply(
            new CaseEvent.ApologyInvited(Id(90), agreed.State.Agreements[0].Id, Rex, Report, Seat(1), Monday), new CaseEvent.ApologyWritten(Id(90), Id(91), Monday),
            new CaseEvent.ApologyPassedOn(Id(90), Id(91), agreed.State.Accused.Rooms[0].Id, Report, Seat(2), Monday));
        var (sender, there) = HandOver(Again(agreed));
        there.State.Apologies.ShouldHaveSingleItem().ShouldSatisfyAllConditions(a => a.IsPassedOn.ShouldBeTrue(), a => a.PassedOnBy.ShouldBe(Seat(2)), a => a.Thread.ShouldBe(Report));
        CarryingDecisions.Carried(there.State, sender.State, true, HandedOver).ShouldBeEmpty();

        var done = there.After(Check(there, 1, "done", 3));
        var back = sender.State.Apply(CarryingDecisions.Carried(done.State, sender.State, true, HandedOver));

        back.Agreements.ShouldHaveSingleItem().Steps.Select(s => s.State).ShouldBe(["open", "done"]);
        back.Apologies.ShouldHaveSingleItem();
    }

    [Fact]
    public void What_is_due_of_them_is_announced_there()
    {
        var (_, there) = HandOver(Again(Agreed()));
        var step = there.State.Agreements[0].Steps[1];

        Waits(there, Waiting.Clock, Waiting.BreachOf(there.State.Id, Agreeing.Due, step.Due)).ShouldBeTrue();
        var carried = CarryingAgreements.Of(Agreed().State, CaseState.None);
        var published = CaseWaiting.Agreed(there.State.Id, carried[0], HandedOver).Select(w => w.Thing).ToList();
        published.ShouldContain(Waiting.BreachOf(there.State.Id, Agreeing.Due, step.Due));
        CaseWaiting.Agreed(there.State.Id, carried[0] with { Ended = true }, HandedOver).ShouldBeEmpty();
        CaseWaiting.Agreed(there.State.Id, carried[0] with { ReviewSince = Monday }, HandedOver).Select(w => w.Thing).ShouldContain(Waiting.ReviewOf(carried[0].Agreement, Monday));
    }
}
