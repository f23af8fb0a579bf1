using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>Several agreements of one case: what becomes of one becomes of no other, and whoever is cleared is held to nothing they did not agree to anew (P12).</summary>
public sealed class AgreementsApartTests
{
    private static readonly Guid Ana = Id(950);

    private static DecisionContent Both(DateTimeOffset now)
    {
        var one = Moves.Agreeing(now);
        return one with { Findings = [.. one.Findings, one.Findings[0] with { Person = Tam }], Remedies = [.. one.Remedies, one.Remedies[0] with { Person = Tam }] };
    }

    /// <summary>Both are in their rooms, agreed to something, and know of it.</summary>
    private static GivenCase Agreed()
    {
        var given = Opened(subjects: [new(Rex, "heron", Identification.Claimed), new(Tam, "gannet", Identification.Claimed)]).Cleared().Triaged().After(new CaseCommand.MakeAffectedCode(Seat(1), Monday, Ana, Report, false, "yes", false));
        foreach (var (person, id) in new[] { (Rex, 40), (Tam, 50) })
        {
            given = given.After(new CaseCommand.NoticeAccused(Seat(1), Monday, Id(id), person, "w", null, null, null, false, null)) is var told
                ? told.After(new CaseCommand.HearFromAccused(Monday, told.State.Accused.RoomOf(person)!.Id, Id(id + 1), "entered", null)) : null!;
        }

        given = given.Proposed(Both(Monday)).Voted("yes", 1, 2, 3).MeetingClosed();
        return Told(Told(given, Rex, 30), Tam, 31);
    }

    private static GivenCase Told(GivenCase given, Guid person, int id) =>
        given.After(new CaseCommand.Draft(Seat(1), given.Now, Id(id), "accused", person, null, "We have decided."), new CaseCommand.Approve(Seat(2), given.Now, Id(id)));

    private static Agreement Of(GivenCase given, Guid person) => given.State.Agreements.Last(a => a.Person == person);

    private static CaseCommand.CheckStep Check(GivenCase given, Guid person, int step, string state, DateTimeOffset? at = null, DateTimeOffset? until = null) =>
        new(Seat(2), at ?? Monday, Of(given, person).Steps[step].Id, state, until);

    private static CaseCommand.InviteApology Invite(GivenCase given, Guid person, Guid thread, int id) => new(Seat(1), Monday, Id(id), Of(given, person).Id, thread, true, false);

    private static GivenCase Wrote(GivenCase given, Guid person, int apology, int entry) => given.After(new CaseCommand.HearApology(Monday, given.State.Accused.RoomOf(person)!.Id, Id(apology), Id(entry)));

    private static GivenCase DecidedAgain(GivenCase given, DecisionContent content) => given.After(new CaseCommand.Propose(Seat(1), given.Now, Id(721), "meeting", content))
        .After([.. Enumerable.Range(1, 3).Select(n => new CaseCommand.Vote(Seat(n), given.Now, Id(721), "yes"))]).After(new CaseCommand.CloseMeeting(Seat(1), given.Now, Id(721), []));

    [Fact]
    public void What_is_agreed_with_somebody_who_is_cleared_holds_and_what_they_had_agreed_before_does_not()
    {
        var again = Agreed().Later(TimeSpan.FromDays(2));
        again = again.After(new CaseCommand.Reopen(Seat(1), again.Now, "again"));

        again = DecidedAgain(again, Moves.Agreeing(again.Now));

        again.State.Agreements.Select(a => (a.Person, a.State)).ShouldBe([(Rex, "ended"), (Tam, "open"), (Rex, "open")]);
        again.Then<CaseEvent.AgreementReviewed>().Agreement.ShouldBe(again.State.Agreements[0].Id, "what was not open did not end again, and nobody else's");
    }

    [Fact]
    public void What_ended_already_does_not_end_once_more()
    {
        var ended = Agreed() is var agreed ? agreed.After(new CaseCommand.ReviewAgreement(Seat(1), Monday, Of(agreed, Rex).Id, "ended", null)).After(new CaseCommand.Reopen(Seat(1), Monday, "again")) : null!;

        DecidedAgain(ended, FindingNothing).ThenNot<CaseEvent.AgreementReviewed>();
    }

    [Fact]
    public void The_first_missed_step_opens_the_review_and_what_is_done_is_neither_missed_nor_put_off()
    {
        var given = Agreed();
        given = given.After(Check(given, Rex, 0, "missed", Monday.AddDays(10)), Check(given, Rex, 1, "missed", Monday.AddDays(20)));

        Of(given, Rex).ReviewSince.ShouldBe(Monday.AddDays(10));
        Of(given, Tam).ShouldSatisfyAllConditions(a => a.State.ShouldBe("open"), a => a.ReviewSince.ShouldBeNull());
        given.When(Check(given, Rex, 0, "missed")).Events.ShouldBeEmpty("said once");
        given = given.After(Check(given, Rex, 0, "done"));
        Of(given, Rex).ReviewSince.ShouldBe(Monday.AddDays(10), "the other one is still missed");
        given.When(Check(given, Rex, 0, "extended", until: Monday.AddDays(30))).ThenRefused("stepDone");
        given.When(Check(given, Rex, 0, "missed")).ThenRefused("stepDone");
    }

    [Fact]
    public void One_room_for_an_apology_leaves_room_for_another_person_and_for_somebody_else_to_apologise()
    {
        var given = Agreed();
        given = given.After(Invite(given, Rex, Report, 60));

        given.When(Invite(given, Rex, Report, 61)).ThenRefused("apologyOpen");
        given = given.After(Invite(given, Rex, Ana, 61), Invite(given, Tam, Report, 62));
        given.State.Apologies.Select(a => (a.Person, a.Thread)).ShouldBe([(Rex, Report), (Rex, Ana), (Tam, Report)]);
        Availability.Allowed(given.State, Seat(1), Monday).ShouldNotContain(Apologising.Checking, "nobody wrote one");
        Availability.Allowed(Wrote(given, Rex, 60, 70).State, Seat(1), Monday).ShouldContain(Apologising.Checking);
    }

    [Fact]
    public void Where_one_agreement_has_ended_an_apology_is_asked_for_in_the_other_and_what_was_written_goes_nowhere()
    {
        var given = Agreed();
        given = Wrote(given.After(Invite(given, Rex, Report, 60)), Rex, 60, 70);

        var ended = given.After(new CaseCommand.ReviewAgreement(Seat(1), Monday, Of(given, Rex).Id, "ended", null));

        Availability.Allowed(ended.State, Seat(1), Monday).ShouldContain(Apologising.Inviting);
        ended.When(new CaseCommand.CheckApology(Seat(2), Monday, Id(60), true, null)).ThenRefused("apologyOver");
        ended.After(Invite(ended, Tam, Report, 62));
        ended.When(Invite(ended, Rex, Ana, 63)).ThenRefused("agreementEnded");
    }

    [Fact]
    public void With_the_case_each_that_was_not_passed_on_ends_and_no_other_and_once()
    {
        var given = Agreed();
        given = Wrote(given.After(Invite(given, Rex, Report, 60), Invite(given, Tam, Report, 62)), Rex, 60, 70).After(new CaseCommand.CheckApology(Seat(2), Monday, Id(60), true, null));

        var leaving = Apologising.Leaving(given.State, Monday).ToList();

        leaving.OfType<CaseEvent.ApologyEnded>().ShouldHaveSingleItem().Apology.ShouldBe(Id(62));
        given = given.Apply([.. leaving]);
        given.State.Apologies.Select(a => a.Ended).ShouldBe([false, true]);
        Apologising.Leaving(given.State, Monday).ShouldBeEmpty();
        given.When(new CaseCommand.HearApology(Monday, given.State.Accused.RoomOf(Tam)!.Id, Id(62), Id(71))).Events.ShouldBeEmpty("nobody asks for it any more");
    }

    [Fact]
    public void Two_that_travel_come_back_as_two_in_the_order_in_which_they_were_made()
    {
        var later = Agreed().Later(TimeSpan.FromHours(1)) is var given ? DecidedAgain(given.After(new CaseCommand.Reopen(Seat(1), given.Now, "again")), Moves.Agreeing(given.Now)) : null!;
        later = Told(Told(later, Rex, 32), Tam, 33).After(new CaseCommand.Reopen(Seat(1), later.Now, "once more"));
        var (sender, there) = CarryingDecisionsTests.HandOver(later);
        there.State.Agreements.Select(a => a.Id).ShouldBe(later.State.Agreements.Select(a => a.Id));

        there = there.After(new CaseCommand.CheckStep(Seat(2), CarryingDecisionsTests.HandedOver, there.State.Agreements[2].Steps[0].Id, "done", null), new CaseCommand.CheckStep(Seat(2), CarryingDecisionsTests.HandedOver, there.State.Agreements[1].Steps[1].Id, "done", null));
        var back = sender.State.Apply(CarryingDecisions.Carried(there.State, sender.State, true, CarryingDecisionsTests.HandedOver));

        back.Agreements.Select(a => a.Id).ShouldBe(later.State.Agreements.Select(a => a.Id));
        back.Agreements.Select(a => a.Steps.Count(s => s.State == AgreementStep.Done)).ShouldBe([0, 1, 1]);
    }
}
