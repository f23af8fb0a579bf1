using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>Several people ask about what is kept of them (P19): each is answered, reminded of and erased by itself.</summary>
public sealed class SeveralRequestsTests
{
    private static readonly Guid Other = Id(801);
    private static readonly Guid First = Id(60);
    private static readonly Guid Second = Id(61);

    private static GivenCase Asked() => Opened().Cleared().Linked(Other).Cleared().Triaged().After(
        new CaseCommand.HearDataRequest(Monday, First, Report, "copy", Monday), new CaseCommand.HearDataRequest(Monday.AddDays(1), Second, Other, "copy", Monday.AddDays(1)));

    private static GivenCase Answered(GivenCase given) =>
        given.After(new CaseCommand.DraftDataAnswer(Seat(1), Monday, First, Id(70), "granted", null, "Here it is."), new CaseCommand.ApproveDataDraft(Seat(2), Monday, First));

    [Fact]
    public void One_is_answered_and_the_other_goes_on_waiting()
    {
        var given = Answered(Asked());

        given.State.DataRequests.Select(r => (r.Id, r.Outcome)).ShouldBe([(First, "granted"), (Second, null)]);
        given.Then<CaseEvent.ReporterMessaged>().Report.ShouldBe(Report);
        given.Then<CaseEvent.DataRequestShown>().Request.ShouldBe(First);
        CaseDue.Of(given.State).Where(d => d.Kind == DataRequests.Due).ShouldBe([new CaseDue(DataRequests.Due, Second, Monday.AddDays(1).AddMonths(1))]);
        given.When(new CaseCommand.PassDataTime(Monday.AddMonths(2), First)).Events.ShouldBeEmpty("it is answered");
        var late = given.After(new CaseCommand.PassDataTime(Monday.AddDays(1).AddMonths(1), Second));
        late.State.DataRequests.Select(r => r.OverdueAt is not null).ShouldBe([false, true]);
        late.When(new CaseCommand.PassDataTime(Monday.AddMonths(2), Second)).Events.ShouldBeEmpty("once");
    }

    [Fact]
    public void What_was_erased_was_erased_when_it_was_and_only_of_who_asked()
    {
        var given = Answered(Asked()).Apply(new CaseEvent.OwnDataErased(First, Report, false, Monday.AddDays(20)));
        given.State.DataRequests.Select(r => r.ErasedAt is not null).ShouldBe([true, false]);
        given.When(new CaseCommand.NoteKeyDestroyed(Monday.AddDays(21), Second)).Events.ShouldBeEmpty();

        var destroyed = given.After(new CaseCommand.NoteKeyDestroyed(Monday.AddDays(21), First));

        destroyed.State.DataRequests[0].ShouldSatisfyAllConditions(r => r.ErasedAt.ShouldBe(Monday.AddDays(20)), r => r.KeyDestroyed.ShouldBeTrue());
        destroyed.State.DataRequests[1].KeyDestroyed.ShouldBeFalse();
        destroyed.When(new CaseCommand.NoteKeyDestroyed(Monday.AddDays(22), First)).Events.ShouldBeEmpty("once");
        Asked().Apply(new CaseEvent.OwnKeyDestroyed(First, Monday.AddDays(22))).State.DataRequests[0].ErasedAt.ShouldBe(Monday.AddDays(22), "it was erased elsewhere");
    }

    [Fact]
    public void The_next_owner_learns_what_each_was_told_and_nothing_twice()
    {
        var given = Answered(Asked());

        var carried = DataRequests.Carried(given.State, CaseState.None, _ => true, Monday).ToList();

        carried.OfType<CaseEvent.DataRequested>().Select(r => (r.Request, r.Party)).ShouldBe([(First, Report), (Second, Other)]);
        carried.OfType<CaseEvent.DataRequestAnswered>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(a => a.Request.ShouldBe(First), a => a.Said!.Text.Value.ShouldBe("Here it is."), a => a.Said!.Text.Owner.ShouldBe($"reporter:{Report}"));
        DataRequests.Carried(given.State, CaseState.None, r => r.Id != First, Monday).OfType<CaseEvent.DataRequestAnswered>().ShouldHaveSingleItem().Said.ShouldBeNull("the words are not theirs to read");
        DataRequests.Carried(given.State, given.State, _ => true, Monday).ShouldBeEmpty();
        DataRequests.Carried(given.State, Asked().State, _ => true, Monday).ShouldHaveSingleItem().ShouldBeOfType<CaseEvent.DataRequestAnswered>();
    }

    [Theory]
    [InlineData("active", true)]
    [InlineData("ended", false)]
    [InlineData("lifted", false)]
    [InlineData("overturned", false)]
    public void As_long_as_one_measure_is_in_force_what_it_rests_on_is_kept(string state, bool kept)
    {
        var closed = Told(2, 2).CarriedOut().After(new CaseCommand.NoticeResolution(Seat(1), Monday.AddDays(3)), new CaseCommand.Close(Seat(1), Monday.AddDays(3), null)).State;
        var now = closed with { Sanctions = [new(Id(90), "ended", 0), closed.Sanctions[0] with { State = state }] };

        DataRequests.KeptForOthers(now, Monday.AddDays(60)).ShouldBeNull();
        (DataRequests.Kept(now, Monday.AddDays(60))?.Detail.Contains("in force", StringComparison.Ordinal)).ShouldBe(kept ? true : null);
        DataRequests.Kept(now, Monday.AddDays(20)).ShouldTell("mustBeKept");
    }

    [Theory]
    [InlineData(5, 2, 35)]
    [InlineData(2, 9, 39)]
    public void It_may_be_contested_until_the_last_of_those_who_may_could(int rex, int reporter, int until) => DataRequests.ContestableUntil(Told(rex, reporter).State).ShouldBe(Monday.AddDays(until));

    [Fact]
    public void It_may_be_contested_as_long_as_it_takes_from_the_decision_also_where_nobody_was_told() =>
        DataRequests.ContestableUntil(Opened().Ready().Proposed().Voted("yes", 1, 2, 3).MeetingClosed().State).ShouldBe(Monday.AddDays(30));

    private static GivenCase Told(int rex, int reporter) => Opened().Ready().Proposed().Voted("yes", 1, 2, 3).MeetingClosed().After(
        new CaseCommand.Draft(Seat(1), Monday, Id(31), "accused", Rex, null, "We have decided."), new CaseCommand.Approve(Seat(2), Monday.AddDays(rex), Id(31)),
        new CaseCommand.Draft(Seat(1), Monday, Id(32), "reporter", null, Report, "We have decided."), new CaseCommand.Approve(Seat(2), Monday.AddDays(reporter), Id(32)));
}
