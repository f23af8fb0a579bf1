using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>What reporters and affected people think of what is proposed, before it is decided (R45).</summary>
public sealed class CommentingTests
{
    private static readonly Guid TheRequest = Id(60);
    private static readonly Guid Ann = Id(810);

    private static CaseCommand.RequestComments Ask(int days = 5, int id = 60, params Guid[] threads) => new(
        Seat(1), Monday, Id(id), [.. (threads.Length == 0 ? [Report] : threads).Select((t, i) => new CommentAsking(t, Id((id * 100) + i)))], Monday.AddDays(days), "We would ask him to stay away for a month.");

    private static CaseCommand.Approve Approve(int draft = 6000, int seat = 2, int days = 0) => new(Seat(seat), Monday.AddDays(days), Id(draft));

    private static GivenCase Asked() => Opened().Ready().After(Ask(), Approve());

    private static CaseCommand.HearComment Said(int entry = 70, Guid? thread = null) => new(Monday, TheRequest, thread ?? Report, Id(entry));

    [Fact]
    public void Nobody_is_asked_before_another_seat_approved_the_text()
    {
        var drafted = Opened().Ready().After(Ask());
        drafted.Then<CaseEvent.CommunicationDrafted>().ShouldSatisfyAllConditions(d => d.To.ShouldBe("reporter"), d => d.Report.ShouldBe(Report));
        drafted.ThenNot<CaseEvent.ReporterMessaged>();
        drafted.ThenNot<CaseEvent.CommentShown>();
        drafted.When(Approve(seat: 1)).ThenRefused("ownDraft");
        drafted.When(Said()).Events.ShouldBeEmpty("who was not asked did not comment");

        var asked = drafted.After(Approve());

        asked.Then<CaseEvent.ReporterMessaged>().Message.ShouldBe(Id(6000));
        asked.Then<CaseEvent.CommentShown>().ShouldBe(new CaseEvent.CommentShown(TheRequest, Report, Id(6000), "open", Monday.AddDays(5), null, Monday));
    }

    [Fact]
    public void An_affected_person_is_asked_on_their_own_page_and_each_text_is_approved_by_itself()
    {
        var drafted = Opened().Ready().After(new CaseCommand.MakeAffectedCode(Seat(1), Monday, Ann, Report, false, "yes", false), Ask(threads: [Report, Ann]));
        drafted.Events.OfType<CaseEvent.CommunicationDrafted>().Select(d => (d.To, d.Report)).ShouldBe([("reporter", Report), ("affected", Ann)]);

        drafted.After(Approve(6001)).Then<CaseEvent.CommentShown>().Thread.ShouldBe(Ann);
    }

    [Fact]
    public void What_was_said_is_on_record_once_and_binds_nobody()
    {
        var said = Asked().After(Said());
        said.Then<CaseEvent.CommentReceived>().ShouldBe(new CaseEvent.CommentReceived(TheRequest, Report, Id(70), Monday));
        said.When(Said()).Events.ShouldBeEmpty();
        said.When(Said(71, Ann)).Events.ShouldBeEmpty("nobody asked that one");
        said.State.CommentRequests[0].Comments.ShouldBe([new Comment(Report, Id(70), Monday)]);
        said.When(new CaseCommand.Propose(Seat(1), Monday, TheProposal, "meeting", said.Suspending(30))).Refusal.ShouldBeNull();
    }

    [Fact]
    public void Silence_holds_nothing_up_and_the_decision_ends_it()
    {
        var decided = Asked().Proposed().Voted("yes", 1, 2, 3).MeetingClosed();

        decided.Then<CaseEvent.DecisionRecorded>();
        decided.Then<CaseEvent.CommentsEnded>().Request.ShouldBe(TheRequest);
        decided.Then<CaseEvent.CommentShown>().State.ShouldBe("ended");
        decided.When(Ask(id: 61)).ThenRefused("alreadyDecided");
        decided.After(Said()).Then<CaseEvent.CommentReceived>(); // said in time, heard later
    }

    [Fact]
    public void A_text_nobody_could_answer_in_time_is_not_sent()
    {
        var drafted = Opened().Ready().After(Ask(days: 1));
        drafted.When(Approve(days: 1)).ThenRefused("commentTimeOver");
        var decided = drafted.Proposed().Voted("yes", 1, 2, 3).MeetingClosed();
        decided.When(Approve()).ThenRefused("commentTimeOver");
        decided.After(new CaseCommand.Return(Seat(2), Monday, Id(6000), "it is decided")).Then<CaseEvent.CommunicationReturned>();
        decided.ThenNot<CaseEvent.CommentShown>();
    }

    [Fact]
    public void With_what_is_off_the_table_what_was_asked_about_it_ends()
    {
        var asked = Opened().Ready().Proposed().After(Ask(threads: [Report]));
        var failed = asked.After(new CaseCommand.Approve(Seat(2), Monday, Id(6000))).Voted("no", 1, 2, 3).MeetingClosed();
        failed.Then<CaseEvent.ProposalFailed>();
        failed.Then<CaseEvent.CommentsEnded>().Request.ShouldBe(TheRequest);
        failed.Then<CaseEvent.CommentShown>().State.ShouldBe("ended");

        var draft = asked.Voted("no", 1, 2, 3).MeetingClosed();
        draft.When(Approve()).ThenRefused("commentTimeOver");
        Asked().Proposed().Voted("no", 1, 2, 3).MeetingClosed().ThenNot<CaseEvent.CommentsEnded>(); // asked before anything was proposed
    }

    [Fact]
    public void Nobody_is_asked_twice_at_once_and_nobody_without_end()
    {
        var drafted = Opened().Ready().After(Ask());
        drafted.When(Ask(id: 61)).ThenRefused("commentOpen");
        Availability.Allowed(drafted.State, Seat(1), Monday).ShouldNotContain("comment-requests");
        drafted.After(new CaseCommand.Return(Seat(2), Monday, Id(6000), "not so"), Ask(id: 61)).Then<CaseEvent.CommentsRequested>();
        Asked().After(Said(), Ask(id: 61)).Then<CaseEvent.CommentsRequested>();
        Asked().After(Ask(id: 61) with { At = Monday.AddDays(5), Until = Monday.AddDays(9) }).Then<CaseEvent.CommentsRequested>();

        var given = Opened().Ready();
        foreach (var n in Enumerable.Range(100, 20))
        {
            given = given.After(Ask(id: n), new CaseCommand.Return(Seat(2), Monday, Id(n * 100), "not so"));
        }

        given.When(Ask(id: 200)).ThenRefused("commentsEnough");
        Availability.Allowed(given.State, Seat(1), Monday).ShouldNotContain("comment-requests");
    }

    [Fact]
    public void Only_after_triage() => Opened().Cleared().When(Ask()).ThenRefused("notTriaged");

    [Fact]
    public void It_does_not_go_along_to_another_body()
    {
        var gone = Asked().After(new CaseCommand.OfferTransfer(Seat(1), Monday, Id(50), "orrery", null, null, "all")).Later(TimeSpan.FromDays(3));
        gone = gone.After(new CaseCommand.AcceptTransfer(gone.Now, Id(50), Id(51), Body(kind: "foundation"), []));

        gone.Then<CaseEvent.CommentsEnded>();
        gone.Then<CaseEvent.CommentShown>().State.ShouldBe("ended");
        gone.When(Said()).Events.ShouldBeEmpty("it is another body's to read");
    }
}
