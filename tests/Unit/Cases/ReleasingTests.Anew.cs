using Coc.Cases.Domain;
using Coc.EventStore;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>What a room is given when what was decided is looked at again, and something else is decided.</summary>
public sealed partial class ReleasingTests
{
    private static readonly Finding Violation = new(Rex, Finding.Violation, "harassment");

    private static GivenCase Told(GivenCase given, int id) => given.After(
        new CaseCommand.Draft(Seat(1), given.Now, Id(id), "accused", Rex, null, "We have decided."), new CaseCommand.Approve(Seat(2), given.Now, Id(id)));

    private static GivenCase Reopened(GivenCase given) => given.Later(TimeSpan.FromDays(5)) is var later
        ? later.After(new CaseCommand.Reopen(Seat(1), later.Now, "it happened again"))
        : throw new InvalidOperationException();

    private static GivenCase DecidedAnew(GivenCase given, int id)
    {
        given = given.After(
            new CaseCommand.Hear(Seat(1), given.Now, Id(id), Rex, null, false, "cannot be reached"), new CaseCommand.Propose(Seat(1), given.Now, Id(id + 1), "meeting", given.Suspending(60)));
        return new[] { 1, 2, 3 }.Aggregate(given, (g, n) => g.After(new CaseCommand.Vote(Seat(n), g.Now, Id(id + 1), "yes"))).After(new CaseCommand.CloseMeeting(Seat(1), given.Now, Id(id + 1), []));
    }

    private static IEnumerable<Guid> Shows(GivenCase given, string kind) => given.State.Accused.RoomOf(Rex)!.Released.Where(r => r.Kind == kind).Select(r => r.Item);

    private static Guid EndOf(GivenCase given) => Releasing.Due(given.State with { Stage = CaseStage.Closed }, given.Now).OfType<CaseEvent.RoomItemReleased>().Single(r => r.Kind == "end" && r.Room == given.State.Accused.RoomOf(Rex)!.Id).Item;

    [Fact]
    public void Who_was_told_of_no_decision_is_told_of_the_second_one_and_not_that_there_was_another()
    {
        var reopened = Reopened(Decided(Full(), Violation));
        reopened.Events.OfType<CaseEvent.RoomItemReleased>().ShouldBeEmpty();

        var told = Told(DecidedAnew(reopened, 710), 95);

        Shows(told, "decision").ShouldBe([told.State.Decision!.Id]);
        Shows(told, "reopened").ShouldBeEmpty();
        Shows(told, "measure").ShouldBe(told.State.Decision.Measures.Select(m => m.Sanction));
    }

    [Fact]
    public void Each_time_it_is_looked_at_again_and_each_time_it_ends_the_room_says_so_anew()
    {
        var told = Told(Decided(Full(), Violation));
        var reopened = Reopened(told);
        reopened.Events.OfType<CaseEvent.RoomItemReleased>().Where(r => r.Kind == "reopened").ShouldHaveSingleItem().Room.ShouldBe(told.State.Accused.RoomOf(Rex)!.Id, "the other person was told nothing");
        var again = Told(DecidedAnew(reopened, 710), 95);
        Shows(again, "reopened").Count().ShouldBe(1, "that it was is not said again with what was decided");
        var third = Told(DecidedAnew(Reopened(again), 712), 96);

        Shows(third, "reopened").Distinct().Count().ShouldBe(2);
        new[] { EndOf(told), EndOf(again), EndOf(third) }.Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void What_was_decided_anew_and_told_to_nobody_is_not_shown_when_it_is_looked_at_once_more_and_what_they_know_is_followed()
    {
        var told = Told(Decided(Full(), Violation));
        var first = told.State.Decision!.Measures.ShouldHaveSingleItem().Sanction;

        var third = Reopened(DecidedAnew(Reopened(told), 710));

        Shows(third, "measure").ShouldBe([first]);
        third.State.Earlier.Count.ShouldBe(2);
        third.After(new CaseCommand.FollowSanction(third.Now, first, "ended", 0)).Events.OfType<CaseEvent.RoomItemReleased>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Item.ShouldBe(first), r => r.State.ShouldBe("ended"));
    }

    [Fact]
    public void Where_the_room_was_given_nothing_here_it_still_knows_what_another_body_told()
    {
        var told = Told(Decided(Full(), Violation));
        var reopened = Reopened(told).State;
        var room = reopened.Accused.RoomOf(Rex)!;
        var emptied = reopened with { Accused = reopened.Accused with { Rooms = [.. reopened.Accused.Rooms.Select(r => r.Id == room.Id ? r with { Released = [] } : r)] } };

        Releasing.Due(emptied, told.Now).OfType<CaseEvent.RoomItemReleased>().Where(r => r.Room == room.Id).Select(r => r.Kind).ShouldContain("reopened");
        Releasing.Due(emptied with { Gone = new Departure(Id(64), "orrery", Id(70), Monday) }, told.Now).ShouldBeEmpty("the next owner does that");
    }

    [Fact]
    public void A_step_is_shown_once_what_was_agreed_is_told_and_ends_with_the_agreement()
    {
        var given = Opened().Cleared().Triaged().After(new CaseCommand.NoticeAccused(Seat(1), Monday, Id(82), Rex, "w", null, null, null, false, null));
        given = given.After(new CaseCommand.HearFromAccused(Monday, given.State.Accused.RoomOf(Rex)!.Id, Id(92), "entered", null)).Heard().Proposed(Moves.Agreeing(Monday) with
        {
            Remedies = [Moves.Agreeing(Monday).Remedies[0] with { Steps = Sensitive.Of(Agreeing.Write([new ProposedStep("Rex", "writes to us", Monday.AddDays(10), null, ["accused"])]), "panel") }],
        }).Voted("yes", 1, 2, 3).MeetingClosed();
        Shows(given, "step").ShouldBeEmpty("nobody told them yet");

        var told = Told(given);
        Shows(told, "step").Count().ShouldBe(1);

        told.After(new CaseCommand.ReviewAgreement(Seat(1), told.Now, told.State.Agreements[0].Id, "ended", null)).Events.OfType<CaseEvent.RoomItemReleased>().Where(r => r.Kind == "step").ShouldHaveSingleItem().State.ShouldBe("end");
    }
}
