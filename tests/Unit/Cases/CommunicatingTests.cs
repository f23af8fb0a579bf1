using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

public sealed class CommunicatingTests
{
    private static readonly Guid Draft = Id(40);

    private static GivenCase Decided() => Opened().Ready().Proposed().Voted("yes", 1, 2, 3).MeetingClosed();

    private static GivenCase ToRex(GivenCase given) => given.After(new CaseCommand.Draft(Seat(1), given.Now, Draft, "accused", Rex, null, "We have decided."));

    [Fact]
    public void Another_seat_approves_and_then_the_person_is_told()
    {
        var given = ToRex(Decided());
        given.When(new CaseCommand.Approve(Seat(1), given.Now, Draft)).ThenRefused("ownDraft");

        given = given.After(new CaseCommand.Approve(Seat(2), given.Now, Draft));
        given.Then<CaseEvent.PersonTold>().Person.ShouldBe(Rex);
        given.State.Stage.ShouldBe(CaseStage.Communicated);
        given.When(new CaseCommand.Approve(Seat(3), given.Now, Draft)).ThenRefused("notADraft");
    }

    [Fact]
    public void Approved_before_the_decision_tells_nothing_of_it()
    {
        var given = ToRex(Opened().Ready());
        given.After(new CaseCommand.Approve(Seat(2), given.Now, Draft)).ThenNot<CaseEvent.PersonTold>();
    }

    [Theory]
    [InlineData("accused")]
    [InlineData("reporter")]
    public void What_was_written_before_the_decision_does_not_go_out_after_it(string to)
    {
        var given = Opened().Ready();
        given = given.After(new CaseCommand.Draft(Seat(1), given.Now.AddMinutes(-1), Draft, to, to == "accused" ? Rex : null, to == "accused" ? null : Report, "Please answer by Friday."));
        var decided = given.Proposed().Voted("yes", 1, 2, 3).MeetingClosed();

        decided.When(new CaseCommand.Approve(Seat(2), decided.Now, Draft)).ThenRefused("decidedSince");
        decided.After(new CaseCommand.Return(Seat(2), decided.Now, Draft, "older than the decision")).Then<CaseEvent.CommunicationReturned>();
        given.After(new CaseCommand.Approve(Seat(2), given.Now, Draft)).Then<CaseEvent.CommunicationApproved>();
    }

    [Fact]
    public void Nothing_is_written_or_sent_to_the_accused_before_who_does_not_know_was_thought_of()
    {
        var (given, unaware) = (Decided(), new AffectedThought(true, null));
        var draft = new CaseCommand.Draft(Seat(1), Monday, Draft, "accused", Rex, null, "We have decided.");
        given.When(draft with { Thought = unaware }).ThenRefused("P4");

        var thought = given.After(draft with { Thought = new(true, ("She works in the same office.", "Nobody could ask her yet.")) });
        thought.Then<CaseEvent.AffectedConsidered>().Safety.Owner.ShouldBe("panel");
        thought.After(new CaseCommand.Approve(Seat(2), Monday, Draft) { Thought = unaware }).Then<CaseEvent.PersonTold>();

        var drafted = ToRex(given); // a report was linked since, of somebody who does not know
        drafted.When(new CaseCommand.Approve(Seat(2), Monday, Draft) { Thought = unaware }).ThenRefused("P4");
        drafted.After(new CaseCommand.Approve(Seat(2), Monday, Draft) { Thought = new(true, ("None known.", "Not known.")) }).Then<CaseEvent.PersonTold>();
    }

    [Fact]
    public void What_an_organiser_is_told_of_the_venue_is_no_word_to_who_reported()
    {
        var decided = ToRex(Decided()).After(new CaseCommand.Approve(Seat(2), Monday, Draft)).State;
        Communication sent = new(Id(41), Communicating.Organiser, null, Report, "For your event", Seat(1), Monday) { State = "sent", SentAt = Monday.AddDays(1) };

        Communicating.WithoutWord(decided with { Communications = [.. decided.Communications, sent] }).ShouldBe([Report]);
        var told = decided with { Communications = [.. decided.Communications, sent with { To = "reporter", SentAt = Monday }, sent] };
        Communicating.KnownAt(told).ShouldBe(Monday);
    }

    [Fact]
    public void A_returned_draft_is_not_sent()
    {
        var given = ToRex(Decided()).After(new CaseCommand.Return(Seat(2), Monday, Draft, "too harsh"));
        given.When(new CaseCommand.Approve(Seat(3), Monday, Draft)).ThenRefused("notADraft");
    }

    [Fact]
    public void What_is_approved_for_the_reporter_goes_to_the_thread()
    {
        var given = Decided().After(new CaseCommand.Draft(Seat(1), Monday, Draft, "reporter", null, Report, "We have decided."), new CaseCommand.Approve(Seat(2), Monday, Draft));
        given.Then<CaseEvent.ReporterMessaged>().ShouldSatisfyAllConditions(m => m.Message.ShouldBe(Draft), m => m.Text.Value.ShouldBe("We have decided."));
        given.ThenNot<CaseEvent.PersonTold>();
    }

    [Fact]
    public void The_case_follows_its_measures_and_closes_when_nothing_is_open()
    {
        var given = Decided();
        var sanction = given.State.Sanctions[0].Id;
        given.When(new CaseCommand.Close(Seat(1), Monday, null)).ThenRefused("notTold");
        given = ToRex(given).After(new CaseCommand.Approve(Seat(2), Monday, Draft));
        given.When(new CaseCommand.Close(Seat(1), Monday, null)).ThenRefused("reporterNotTold");
        given = given.WithWord();
        given.When(new CaseCommand.Close(Seat(1), Monday, null)).ThenRefused("awaitingNotice");
        given = given.After(new CaseCommand.FollowSanction(Monday, sanction, "active", 2));
        given.State.Stage.ShouldBe(CaseStage.Executing);
        given.When(new CaseCommand.Close(Seat(1), Monday, null)).ThenRefused("ordersOpen");
        given.When(new CaseCommand.FollowSanction(Monday, sanction, "active", 2)).Events.ShouldBeEmpty();
        given.When(new CaseCommand.FollowSanction(Monday, Id(1), "active", 2)).Events.ShouldBeEmpty();

        given = given.After(new CaseCommand.FollowSanction(Monday, sanction, "active", 0));
        given.State.Stage.ShouldBe(CaseStage.Monitoring);
        given.When(new CaseCommand.Close(Seat(1), Monday, null)).ThenRefused("R25");
        given = given.After(new CaseCommand.NoticeResolution(Seat(2), Monday));
        given.Then<CaseEvent.ResolutionNoticed>().ShouldSatisfyAllConditions(r => r.To.ShouldBe("orrery"), r => r.Outcome.ShouldBe("violation"), r => r.Notices.ShouldBe(given.State.Notices.Select(n => n.Id)));
        given.When(new CaseCommand.NoticeResolution(Seat(2), Monday)).Events.ShouldBeEmpty();
        given = given.After(new CaseCommand.Close(Seat(1), Monday, null));
        given.State.Stage.ShouldBe(CaseStage.Closed);
        given.When(new CaseCommand.AddNote(Seat(1), Monday, Id(1), "late")).ThenRefused("caseClosed");
        Opened().Ready().When(new CaseCommand.Close(Seat(1), Monday, null)).ThenRefused("notDecided");
    }
}
