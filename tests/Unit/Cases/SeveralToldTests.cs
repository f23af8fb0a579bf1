using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>A decision about several persons, or with several measures: each is told of theirs, and the case goes on when all were (R39, R49, P2).</summary>
public sealed class SeveralToldTests
{
    private static GivenCase Decided(DecisionContent content) =>
        Opened(subjects: [new(Rex, "heron", Identification.Claimed), new(Tam, "gannet", Identification.Claimed)]).Cleared().Triaged().Heard().Heard(Tam).Proposed(content).Voted("yes", 1, 2, 3).MeetingClosed();

    private static DecisionContent BothSuspended()
    {
        var (rex, tam) = (Opened().Suspending(30), Opened().Suspending(30, Tam));
        return rex with { Findings = [.. rex.Findings, .. tam.Findings], Remedies = [.. rex.Remedies, .. tam.Remedies] };
    }

    private static GivenCase Told(GivenCase given, Guid person, int id, int days = 0) => given.After(
        new CaseCommand.Draft(Seat(1), Monday.AddDays(days), Id(id), "accused", person, null, "We have decided."), new CaseCommand.Approve(Seat(2), Monday.AddDays(days), Id(id)));

    private static GivenCase Followed(GivenCase given, int measure, string state, int open) => given.After(new CaseCommand.FollowSanction(Monday, given.State.Sanctions[measure].Id, state, open));

    [Fact]
    public void Each_is_told_of_their_own_measure_and_it_is_carried_out_as_long_as_an_order_of_any_is_open()
    {
        var given = Told(Decided(BothSuspended()), Rex, 31);
        given.Then<CaseEvent.PersonTold>().Sanctions.ShouldBe([given.State.Sanctions[0].Id]);
        given.State.Stage.ShouldBe(CaseStage.Decided);
        given = Told(given, Tam, 32);
        given.Then<CaseEvent.PersonTold>().Sanctions.ShouldBe([given.State.Sanctions[1].Id]);
        given.State.Stage.ShouldBe(CaseStage.Communicated);

        given = Followed(given, 0, "active", 2);
        given.State.Stage.ShouldBe(CaseStage.Executing, "the other one has still to go out");
        given = Followed(given, 1, "active", 0);
        (given.State.Stage, given.Events.OfType<CaseEvent.StageReached>().Count()).ShouldBe((CaseStage.Executing, 0));
        given = Followed(given, 0, "active", 1);
        given.ThenNot<CaseEvent.StageReached>();
        Followed(given, 0, "active", 0).State.Stage.ShouldBe(CaseStage.Monitoring);
    }

    [Fact]
    public void What_was_carried_out_before_the_last_was_told_is_watched_only_when_nothing_waits()
    {
        var first = Followed(Told(Decided(BothSuspended()), Rex, 31), 0, "active", 0);

        var both = Told(first, Tam, 32);
        both.State.Stage.ShouldBe(CaseStage.Communicated, "the second measure has not gone out");
        Followed(both, 1, "active", 0).State.Stage.ShouldBe(CaseStage.Monitoring);
        Told(Followed(first, 1, "active", 0), Tam, 32).State.Stage.ShouldBe(CaseStage.Monitoring, "nobody says so again");
    }

    [Fact]
    public void An_agreement_beside_a_measure_does_not_let_the_measure_go_unseen_and_one_that_is_kept_is_enough_to_watch()
    {
        var (measure, agreed) = (Opened().Suspending(30), Moves.Agreeing(Monday));
        var mixed = measure with { Findings = [.. measure.Findings, agreed.Findings[0] with { Person = Tam }], Remedies = [.. measure.Remedies, agreed.Remedies[0] with { Person = Tam }] };
        Told(Told(Decided(mixed), Rex, 31), Tam, 32).State.Stage.ShouldBe(CaseStage.Communicated);

        var two = Decided(agreed with { Findings = [.. agreed.Findings, agreed.Findings[0] with { Person = Tam }], Remedies = [.. agreed.Remedies, agreed.Remedies[0] with { Person = Tam }] });
        two = two.After(new CaseCommand.ReviewAgreement(Seat(1), Monday, two.State.Agreements[0].Id, "ended", null));
        Told(Told(two, Rex, 31), Tam, 32).State.Stage.ShouldBe(CaseStage.Monitoring);
    }

    [Fact]
    public void Of_what_an_earlier_decision_imposed_only_what_has_not_gone_out_waits_for_the_word()
    {
        var suspending = Opened().Suspending(30);
        var given = Decided(suspending with { Remedies = [.. suspending.Remedies, suspending.Remedies[0] with { Type = "roleRemoval" }] });
        given = Followed(given, 0, "active", 0).After(new CaseCommand.Reopen(Seat(1), Monday, "again"), new CaseCommand.Propose(Seat(1), Monday, Id(721), "meeting", FindingNothing with { Findings = [new Finding(Tam, "noViolation", null)] }))
            .After([.. Enumerable.Range(1, 3).Select(n => new CaseCommand.Vote(Seat(n), Monday, Id(721), "yes"))]).After(new CaseCommand.CloseMeeting(Seat(1), Monday, Id(721), []));

        Told(given, Rex, 31).Then<CaseEvent.PersonTold>().Sanctions.ShouldBe([given.State.Sanctions[1].Id]);
    }

    [Theory]
    [InlineData(2, 1, 2)]
    [InlineData(1, 3, 3)]
    public void Everybody_knows_since_the_last_of_them_was_told(int rex, int reporter, int known)
    {
        var given = Told(Opened().Ready().Proposed().Voted("yes", 1, 2, 3).MeetingClosed(), Rex, 31, rex);
        Communicating.KnownAt(given.State).ShouldBeNull();

        given = given.After(new CaseCommand.Draft(Seat(1), Monday.AddDays(reporter), Id(33), "reporter", null, Report, "We have decided."), new CaseCommand.Approve(Seat(2), Monday.AddDays(reporter), Id(33)));

        Communicating.KnownAt(given.State).ShouldBe(Monday.AddDays(known));
    }

    [Fact]
    public void What_came_of_the_first_decision_is_still_what_came_of_it_after_the_second()
    {
        var twice = Opened().Ready().Proposed().Voted("yes", 1, 2, 3).MeetingClosed().After(new CaseCommand.Reopen(Seat(1), Monday, "again"), new CaseCommand.Propose(Seat(1), Monday, Id(721), "meeting", FindingNothing))
            .After([.. Enumerable.Range(1, 3).Select(n => new CaseCommand.Vote(Seat(n), Monday, Id(721), "yes"))]).After(new CaseCommand.CloseMeeting(Seat(1), Monday, Id(721), [])).State;

        twice.Decisions.ShouldAllBe(d => Communicating.IsOutcome(twice, Communicating.OutcomeFor(d, Report), Report));
        Communicating.IsOutcome(twice, Communicating.OutcomeFor(twice.Decision!, Id(801)), Report).ShouldBeFalse();
        twice.Decisions.Select(d => Communicating.OutcomeFor(d, Report)).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void Whoever_is_asked_already_is_asked_with_nobody_else_and_what_is_asked_ends_with_the_last_proposal_it_is_about()
    {
        var ann = Id(810);
        var given = Opened().Ready().After(
            new CaseCommand.MakeAffectedCode(Seat(1), Monday, ann, Report, false, "yes", false), new CaseCommand.Propose(Seat(1), Monday, TheProposal, "meeting", Opened().Suspending(30)), new CaseCommand.Propose(Seat(1), Monday, Id(722), "meeting", FindingNothing));
        CaseCommand.RequestComments Ask(int id, params Guid[] threads) => new(Seat(1), Monday, Id(id), [.. threads.Select((t, i) => new CommentAsking(t, Id((id * 100) + i)))], Monday.AddDays(5), "A month away.");

        var asked = given.After(Ask(60, Report), new CaseCommand.Approve(Seat(2), Monday, Id(6000)));
        asked.When(Ask(61, ann, Report)).ThenRefused("commentOpen");
        Availability.Allowed(asked.State, Seat(1), Monday).ShouldContain("comment-requests", "the other one is not asked yet");
        asked.After(Ask(61, ann)).When(Ask(62, ann)).ThenRefused("commentOpen");

        var failed = asked.Voted("no", 1, 2, 3).MeetingClosed();
        failed.Then<CaseEvent.ProposalFailed>();
        failed.ThenNot<CaseEvent.CommentsEnded>();
        failed.After([.. Enumerable.Range(1, 3).Select(n => new CaseCommand.Vote(Seat(n), Monday, Id(722), "no"))]).After(new CaseCommand.CloseMeeting(Seat(1), Monday, Id(722), [])).Then<CaseEvent.CommentsEnded>();
    }
}
