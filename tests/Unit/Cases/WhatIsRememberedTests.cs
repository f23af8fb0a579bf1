using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>Of what happened twice, which one counts: the first time, the latest word, or each of them.</summary>
public sealed class WhatIsRememberedTests
{
    private static GivenCase Joint() => new GivenCase(CaseState.None, Monday).After(Moves.OpenJointly());

    private static CaseEvent.JointHandlingChosen Chosen(string? ground, DateTimeOffset? summaryDue, int days = 0) => new(JointState.Alone, ground, "orrery", Id(702), summaryDue, Seat(1), Monday.AddDays(days));

    [Fact]
    public void A_later_choice_of_how_two_bodies_work_leaves_what_it_does_not_name()
    {
        var chosen = Joint().Apply(Chosen(Jointly.ImmediateHarm, Monday.AddDays(3)));

        chosen.Apply(Chosen(null, null, 1)).State.Joint!.ShouldSatisfyAllConditions(j => j.Ground.ShouldBe(Jointly.ImmediateHarm), j => j.SummaryDue.ShouldBe(Monday.AddDays(3)), j => j.ChosenAt.ShouldBe(Monday.AddDays(1)));
        chosen.Apply(Chosen("other", Monday.AddDays(5), 1)).State.Joint!.ShouldSatisfyAllConditions(j => j.Ground.ShouldBe("other"), j => j.SummaryDue.ShouldBe(Monday.AddDays(5)));
    }

    [Fact]
    public void A_summary_is_met_by_the_first_one_of_who_owes_it_and_only_where_one_is_owed()
    {
        var text = Texts.Panel("so far");
        var owed = Joint().Apply(Chosen(null, Monday.AddDays(3)), new CaseEvent.SummaryReceived("orrery", text, Monday));
        owed.State.Joint!.SummaryMetAt.ShouldBeNull("the other body's is none of this one");

        var met = owed.Apply(new CaseEvent.SummarySent(text, Seat(1), Monday.AddDays(1)), new CaseEvent.SummarySent(text, Seat(1), Monday.AddDays(2)));
        met.State.Joint!.ShouldSatisfyAllConditions(j => j.SummaryMetAt.ShouldBe(Monday.AddDays(1)), j => j.Summaries.Count.ShouldBe(3));
        Joint().Apply(Chosen(null, null), new CaseEvent.SummarySent(text, Seat(1), Monday)).State.Joint!.SummaryMetAt.ShouldBeNull();
        owed.Apply(new CaseEvent.SummaryReminded(Monday)).State.Joint!.ShouldSatisfyAllConditions(j => j.Reminded.ShouldBeTrue(), j => j.Overdue.ShouldBeFalse());
        owed.Apply(new CaseEvent.SummaryOverdue(Monday)).State.Joint!.ShouldSatisfyAllConditions(j => j.Reminded.ShouldBeFalse(), j => j.Overdue.ShouldBeTrue());
    }

    [Fact]
    public void Whoever_joined_stays_joined_with_what_was_said_until_then()
    {
        var joined = Opened().Apply(new CaseEvent.JoinedTo("meridian", Id(710), JointState.Together, "ground", Monday.AddDays(3), Monday), new CaseEvent.SummaryReceived("meridian", Texts.Panel("so far"), Monday));
        joined.State.AcknowledgedAt.ShouldBe(Monday, "they hear that once, from the body that leads");

        var again = joined.Apply(new CaseEvent.JoinedTo("meridian", Id(710), JointState.Alone, null, null, Monday.AddDays(1)));

        again.State.AcknowledgedAt.ShouldBe(Monday);
        again.State.Joint!.ShouldSatisfyAllConditions(j => j.Mode.ShouldBe(JointState.Alone), j => j.Ground.ShouldBe("ground"), j => j.SummaryDue.ShouldBe(Monday.AddDays(3)), j => j.Summaries.ShouldHaveSingleItem());
        joined.Apply(new CaseEvent.JoinedTo("meridian", Id(710), JointState.Alone, "harm", Monday.AddDays(4), Monday)).State.Joint!.ShouldSatisfyAllConditions(j => j.Ground.ShouldBe("harm"), j => j.SummaryDue.ShouldBe(Monday.AddDays(4)));
    }

    [Fact]
    public void Only_a_question_to_counsel_about_a_child_says_that_there_is_one()
    {
        var given = Opened().Ready().After(new CaseCommand.RecordRiskFactor(Seat(1), Monday, "threatOfSuit", true), new CaseCommand.AskCounsel(Seat(1), Monday, Id(80), null, "May we?", ["hearings"]));
        var asked = given.Then<CaseEvent.LegalAsked>();
        given.State.LegalRequests.ShouldHaveSingleItem().Include.ShouldBe(["hearings"]);
        (given.State.MinorSince is null, given.State.MinorFound).ShouldBe((true, false));
        var about = asked with { About = Safeguarding.About, At = Monday.AddDays(1) };

        Opened().Apply(about).State.ShouldSatisfyAllConditions(s => s.MinorSince.ShouldBe(Monday.AddDays(1)), s => s.MinorFound.ShouldBeTrue("a seat asked without a report that said so"));
        var stated = Opened().Apply(new CaseEvent.MinorNoted(Monday, Guid.Empty, Monday)).Apply(about);
        stated.State.ShouldSatisfyAllConditions(s => s.MinorSince.ShouldBe(Monday), s => s.MinorFound.ShouldBeFalse("the report said so"));
        Opened().Apply(new CaseEvent.MinorNoted(Monday, Seat(1), Monday), asked).State.MinorFound.ShouldBeTrue();
    }

    [Fact]
    public void Each_time_counsel_sees_exposure_is_a_ground_of_its_own()
    {
        var given = Opened().Ready().After(new CaseCommand.RecordConsultation(Seat(1), Monday, "exposureLikely", null, "a lawyer"));

        given.State.ShouldSatisfyAllConditions(s => s.ExposureLikely.ShouldBeTrue(), s => s.Exposures.ShouldBe([Monday]));
        TransferTriggers.Grounds(given.State, "J5").ShouldHaveSingleItem();
    }

    [Fact]
    public void A_proposal_in_writing_is_a_word_about_how_it_stands_and_one_for_a_meeting_is_not()
    {
        var silent = Opened().Ready().Apply(new CaseEvent.StepUpAnnounced("statusMissed", "orrery", Monday.AddDays(2), Monday));

        silent.Proposed(route: "written").State.MovingUp.ShouldBeNull();
        silent.Proposed().State.MovingUp.ShouldNotBeNull();
    }

    [Fact]
    public void A_draft_that_came_back_says_so_and_an_engagement_ended_when_it_did()
    {
        var given = Opened().Ready().After(
            new CaseCommand.Draft(Seat(1), Monday, Id(30), "reporter", null, Report, "It was Rex."), new CaseCommand.Return(Seat(2), Monday, Id(30), "not so"),
            new CaseCommand.EngageOutside(Seat(1), Monday, new OutsidePerson(new(Id(400), Id(450), "outside", false, "appointed", 0), "Mia", false), "mediator", "t", [], Monday, Monday.AddDays(30)));
        given.State.Communications.ShouldHaveSingleItem().State.ShouldBe("returned");
        var ended = given.After(new CaseCommand.EndEngagement(Seat(2), Monday.AddDays(1), given.State.Engagements[0].Id));

        ended.Apply(new CaseEvent.CaseClosed(null, Seat(1), Monday.AddDays(5))).State.Engagements.ShouldHaveSingleItem().EndedAt.ShouldBe(Monday.AddDays(1));
        given.Apply(new CaseEvent.CaseClosed(null, Seat(1), Monday.AddDays(5))).State.Engagements.ShouldHaveSingleItem().EndedAt.ShouldBe(Monday.AddDays(5));
    }

    [Fact]
    public void To_one_seat_alone_it_was_entrusted_and_only_the_tied_one_is_tied()
    {
        Opened().Apply(new CaseEvent.SeatsEntrusted([Seat(2)], Monday)).State.Handling.Seats.Where(s => s.Entrusted).Select(s => s.Seat).ShouldBe([Seat(2)]);

        var tied = Opened().Cleared().After(new CaseCommand.Identify(Seat(1), Monday, Rex, ["github:rex"], null, null, false) { Soft = [Seat(3)] });
        tied.State.Panel.Where(p => p.SoftTie).ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Seat.ShouldBe(Seat(3)), p => p.SoftConflicts.ShouldBe(1, "it counts like one that was stated"));
    }

    [Fact]
    public void A_first_word_that_was_not_said_in_time_is_not_owed_a_second_time()
    {
        var late = Opened().Cleared();

        late.After(new CaseCommand.PassClock(late.State.AcknowledgeDue)).Then<CaseEvent.ClockBreached>().ShouldSatisfyAllConditions(b => b.Clock.ShouldBe(Clocks.Acknowledge), b => b.Next.ShouldBeNull());
        new GivenCase(CaseState.None, Monday).When(new CaseCommand.PassClock(Monday)).Events.ShouldBeEmpty("there is no such case");
    }

    [Fact]
    public void Comments_ended_are_over_and_each_who_was_asked_stays_asked()
    {
        var (ann, asking) = (Id(810), Id(60));
        var asked = Opened().Ready().After(
            new CaseCommand.MakeAffectedCode(Seat(1), Monday, ann, Report, false, "yes", false), new CaseCommand.RequestComments(Seat(1), Monday, asking, [new(Report, Id(6000)), new(ann, Id(6001))], Monday.AddDays(5), "A month away."),
            new CaseCommand.Approve(Seat(2), Monday, Id(6000)), new CaseCommand.Approve(Seat(2), Monday, Id(6001)));
        asked.State.CommentRequests.ShouldHaveSingleItem().Shown.ShouldBe([Report, ann]);
        asked.After(new CaseCommand.HearComment(Monday, asking, Report, Id(70)), new CaseCommand.HearComment(Monday, asking, ann, Id(71))).State.CommentRequests[0].Comments.Count.ShouldBe(2);

        var decided = asked.Proposed().Voted("yes", 1, 2, 3).MeetingClosed();
        decided.State.CommentRequests[0].ShouldSatisfyAllConditions(r => r.Ended.ShouldBeTrue(), r => r.Shown.ShouldBe([ann, Report], ignoreOrder: true));
        decided.After(new CaseCommand.Draft(Seat(1), Monday, Id(31), "accused", Rex, null, "We have decided.")).ThenNot<CaseEvent.CommentsEnded>();
    }
}
