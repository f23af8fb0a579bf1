using Coc.Cases.Domain;
using Coc.Platform;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

public sealed class DecidingTests
{
    private static CaseCommand.Propose Proposing(GivenCase given, DecisionContent content, string route = "meeting") => new(Seat(1), given.Now, TheProposal, route, content);

    private static GivenCase Try(GivenCase given, Func<GivenCase, DecisionContent> content) => given.When(Proposing(given, content(given)));

    [Fact]
    public void Rules_refuse_in_their_order()
    {
        var untriaged = Opened(subjects: [new CaseSubject(Rex, "heron", Identification.Unknown)]).Cleared();
        Try(untriaged.After(new CaseCommand.RecordRiskFactor(Seat(1), Monday, Factors.SuspectedLawViolation, true)), g => g.Suspending(30)).ThenRefused("R15");
        Try(untriaged, g => g.Suspending(30)).ThenRefused("R40");
        Try(untriaged, g => g.Suspending(30, violation: false)).ThenRefused("P22");
        Try(untriaged, g => g.Suspending(30, Tam, violation: false)).ThenRefused("P22"); // whom the case does not have
        Try(untriaged, _ => FindingNothing).ThenRefused("notTriaged");
        Try(Opened(), g => g.Suspending(30)).ThenRefused("notOnPanel");
    }

    [Fact]
    public void A_reason_for_none_counts_as_a_hearing_record() =>
        Opened().Cleared().Triaged().After(new CaseCommand.Hear(Seat(1), Monday, Id(1), Rex, null, false, "cannot be reached")).Proposed()
            .State.Stage.ShouldBe(CaseStage.Deliberating);

    [Fact]
    public void Each_person_has_to_be_heard() =>
        Try(Opened(subjects: [new(Rex, "heron", Identification.Claimed), new(Tam, "finch", Identification.Claimed)]).Cleared().Triaged().Heard(Rex), g => g.Suspending(30, Tam)).ThenRefused("R40");

    [Fact]
    public void A_measure_needs_a_violation_and_a_project_decides_for_itself()
    {
        var confirmed = Opened().Cleared().Triaged().Heard().After(new CaseCommand.Identify(Seat(1), Monday, Rex, [], null, null, true), new CaseCommand.Identify(Seat(2), Monday, Rex, [], null, null, true));
        Try(confirmed, g => g.Suspending(30, violation: false)).ThenRefused("remedyWithoutViolation");
        Try(confirmed, g => g.Suspending(30, bodies: ["sextant", "astrolabe"])).ThenRefused("P18");
        Try(confirmed, g => g.Suspending(30) with { Offer = new Offer(null, "safety", g.Now.AddDays(7)) }).ThenRefused("P18");
        confirmed.Proposed(confirmed.Suspending(30) with { Offer = new Offer(["astrolabe"], "safety", confirmed.Now.AddDays(7)) });
        var foundation = Opened(Body(kind: "foundation")).Ready();
        foundation.Proposed(foundation.Suspending(30, bodies: ["sextant", "astrolabe"]) with { Offer = new Offer(null, "safety", foundation.Now.AddDays(7)) });
    }

    [Fact]
    public void A_case_has_one_decision()
    {
        var other = Id(721);
        var given = Opened().Ready().Proposed();
        given = given.After(
            new CaseCommand.Propose(Seat(2), given.Now, other, "meeting", given.Suspending(45)), new CaseCommand.Vote(Seat(1), given.Now, other, "yes"),
            new CaseCommand.Vote(Seat(2), given.Now, other, "yes"), new CaseCommand.Vote(Seat(3), given.Now, other, "yes"));
        given = given.Voted("yes", 1, 2, 3).MeetingClosed();
        given.Then<CaseEvent.ProposalVoided>().Proposal.ShouldBe(other);
        given.When(new CaseCommand.CloseMeeting(Seat(1), given.Now, other, [])).ThenRefused("proposalClosed");
    }

    [Fact]
    public void A_meeting_decides_when_it_is_closed_not_when_the_last_votes()
    {
        var given = Opened().Ready().Proposed().Voted("yes", 1, 2, 3);
        given.ThenNot<CaseEvent.ProposalAdopted>();

        given = given.MeetingClosed();
        given.Then<CaseEvent.ProposalAdopted>();
        var decision = given.Then<CaseEvent.DecisionRecorded>();
        decision.Measures.ShouldHaveSingleItem().Sanction.ShouldBe(Ids.V5(decision.Decision, "0"));
        decision.Binding.ShouldBeFalse();
        given.State.Stage.ShouldBe(CaseStage.Decided);
        given.When(new CaseCommand.Vote(Seat(4), given.Now, TheProposal, "no")).ThenRefused("proposalAdopted");
        given.When(Proposing(given, FindingNothing)).ThenRefused("alreadyDecided");
    }

    [Fact]
    public void An_adopted_violation_confirms_the_person_and_notifies_the_foundation_with_its_category()
    {
        var given = Opened().Ready().Proposed().Voted("yes", 1, 2, 3).MeetingClosed();
        given.Then<CaseEvent.SubjectConfirmed>().Cause.ShouldBe("decision");
        given.Then<CaseEvent.IncidentNoticed>().Category.ShouldBe("harassment");
    }

    [Fact]
    public void Without_quorum_or_majority_it_fails()
    {
        Opened().Ready().Proposed().Voted("yes", 1, 2).MeetingClosed().Then<CaseEvent.ProposalFailed>();
        Opened().Ready().Proposed().Voted("yes", 1).Voted("no", 2, 3).MeetingClosed().Then<CaseEvent.ProposalFailed>();
        Opened().Ready().Proposed().Voted("yes", 1, 2).MeetingClosed(3).Then<CaseEvent.ProposalAdopted>();
    }

    [Fact]
    public void Fewer_than_the_panels_minimum_decide_nothing()
    {
        var three = Opened(Body(5)).Cleared(1, 2).Answered(3, Conflict.Hard).Answered(4, Conflict.Hard);
        three.Triaged().Heard().Proposed().Voted("yes", 1, 2).MeetingClosed().Then<CaseEvent.ProposalFailed>();
        var small = Opened(Body(3, policy: Policy(minimum: 2))).Ready().Proposed().Voted("yes", 1, 2).MeetingClosed();
        small.Then<CaseEvent.ProposalAdopted>();
    }

    [Fact]
    public void S11_a_permanent_measure_needs_the_majority_of_all_non_conflicted()
    {
        var given = Opened(Body(5, appointed: 2, kind: "foundation")).Answered(5, Conflict.Hard).Cleared(1, 2, 3, 4).Triaged().Heard();
        given = given.Proposed(given.BanningForEver());
        given.Voted("yes", 1, 2).Voted("no", 3).MeetingClosed().Then<CaseEvent.ProposalFailed>().Eligible.ShouldBe(4);
        given.Voted("yes", 1, 2, 3).MeetingClosed().Then<CaseEvent.ProposalAdopted>();
    }

    [Fact]
    public void Three_at_least_decide_for_ever()
    {
        var given = Opened(Body(3, policy: Policy(minimum: 2))).Ready();
        given.Proposed(given.BanningForEver()).Voted("yes", 1, 2).MeetingClosed().Then<CaseEvent.ProposalFailed>();
        given.Proposed(given.BanningForEver()).Voted("yes", 1, 2, 3).MeetingClosed().Then<CaseEvent.ProposalAdopted>();
    }

    [Theory]
    [InlineData("majority", "majority", 3, 1, 1, true)]
    [InlineData("twoThirds", "majority", 3, 2, 0, false)]
    [InlineData("twoThirds", "majority", 4, 1, 0, true)]
    [InlineData("unanimous", "majority", 4, 1, 0, false)]
    [InlineData("unanimous", "majority", 5, 0, 0, true)]
    [InlineData("majority", "4", 3, 0, 0, false)]
    [InlineData("majority", "4", 3, 1, 0, true)]
    public void The_bodys_own_rule_counts(string rule, string quorum, int yes, int no, int abstain, bool adopted)
    {
        var given = Opened(Body(policy: Policy(voteRule: rule, quorum: quorum))).Ready().Proposed()
            .Voted("yes", [.. Enumerable.Range(1, yes)]).Voted("no", [.. Enumerable.Range(1 + yes, no)]).Voted("abstain", [.. Enumerable.Range(1 + yes + no, abstain)]).MeetingClosed();
        given.Events.OfType<CaseEvent.ProposalAdopted>().Any().ShouldBe(adopted);
    }

    [Fact]
    public void A_vote_of_a_seat_that_turned_hard_counts_no_more() =>
        Opened().Ready().Proposed().Voted("yes", 1, 2, 3).Answered(3, Conflict.Hard).MeetingClosed().Then<CaseEvent.ProposalFailed>();

    [Theory]
    [InlineData(2, 2, 0)]
    [InlineData(2, 2, 1)]
    [InlineData(1, 1, 2)]
    public void A_tie_is_no_majority_and_no_chair_breaks_it(int yes, int no, int abstain) =>
        Opened(Body(yes + no + abstain, policy: Policy(minimum: 2))).Ready().Proposed()
            .Voted("yes", [.. Enumerable.Range(1, yes)]).Voted("no", [.. Enumerable.Range(1 + yes, no)]).Voted("abstain", [.. Enumerable.Range(1 + yes + no, abstain)]).MeetingClosed().Then<CaseEvent.ProposalFailed>();

    [Fact]
    public void Who_joins_during_a_vote_counts_from_then_on()
    {
        var given = Opened(Body(3, alternates: 1)).Ready().Proposed().Voted("yes", 1, 2).Answered(3, Conflict.Hard).Cleared(101);

        given.MeetingClosed().Then<CaseEvent.ProposalFailed>();
        given.After(new CaseCommand.Vote(Seat(101), given.Now, TheProposal, "no")).MeetingClosed().Then<CaseEvent.ProposalAdopted>().ShouldSatisfyAllConditions(a => a.Yes.ShouldBe(2), a => a.Eligible.ShouldBe(3));
    }

    [Fact]
    public void A_later_vote_replaces_the_earlier() =>
        Opened().Ready().Proposed().Voted("no", 2).Voted("yes", 1, 2, 3).MeetingClosed().Then<CaseEvent.ProposalAdopted>();

    [Fact]
    public void A_written_proposal_is_adopted_by_time_only()
    {
        var given = Opened().Ready().Proposed(route: "written").Voted("yes", 1, 2, 3);
        given.When(new CaseCommand.CloseMeeting(Seat(1), given.Now, TheProposal, [])).ThenRefused("writtenByTime");
        given.When(new CaseCommand.EndWindow(given.Now.AddHours(23), TheProposal)).Events.ShouldBeEmpty();

        given.After(new CaseCommand.EndWindow(given.Now.AddHours(24), TheProposal)).Then<CaseEvent.DecisionRecorded>();
        given.When(new CaseCommand.Vote(Seat(4), given.Now.AddHours(24), TheProposal, "no")).ThenRefused("windowEnded");
    }

    [Fact]
    public void In_writing_silence_is_not_consent() =>
        Opened().Ready().Proposed(route: "written").Voted("yes", 1, 2).When(new CaseCommand.EndWindow(Monday.AddHours(24), TheProposal)).Then<CaseEvent.ProposalFailed>();

    [Theory]
    [InlineData("objection")]
    [InlineData("meetingRequested")]
    public void One_objection_voids_a_written_proposal(string kind)
    {
        var given = Opened().Ready().Proposed(route: "written").Voted("yes", 1, 2, 3).Later(TimeSpan.FromHours(20));
        given = given.After(new CaseCommand.Object(Seat(4), given.Now, TheProposal, kind));
        given.Then<CaseEvent.ProposalVoided>();
        given.When(new CaseCommand.EndWindow(given.Now.AddHours(24), TheProposal)).Events.ShouldBeEmpty();
        given.When(new CaseCommand.Vote(Seat(1), given.Now, TheProposal, "yes")).ThenRefused("proposalClosed");
        Opened().Ready().Proposed().When(new CaseCommand.Object(Seat(4), Monday, TheProposal, kind)).ThenRefused("voteInMeeting");
    }

    [Fact]
    public void Without_a_violation_the_notice_is_struck()
    {
        var given = Opened().Cleared().Triaged().After(new CaseCommand.Identify(Seat(1), Monday, Rex, [], null, null, true), new CaseCommand.Identify(Seat(2), Monday, Rex, [], null, null, true));
        given.Proposed(FindingNothing).Voted("yes", 1, 2, 3).MeetingClosed().Then<CaseEvent.IncidentNoticeStruck>();
    }

    [Fact]
    public void A_measure_begins_no_earlier_than_its_decision()
    {
        var given = Opened().Ready().Proposed().Voted("yes", 1, 2, 3).Later(TimeSpan.FromHours(5)).MeetingClosed();
        given.Then<CaseEvent.DecisionRecorded>().Measures[0].From.ShouldBe(given.Now);
    }
}
