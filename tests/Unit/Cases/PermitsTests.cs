using Coc.Cases.Domain;
using Coc.EventStore;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>What the majority lets a seat with a soft conflict do, it may do, and nothing else (R27).</summary>
public sealed class PermitsTests
{
    private static readonly string[] Some = ["notes", "evidence", "witnesses", "hearing", "messages"];

    public static TheoryData<string> Each => [.. Some];

    [Theory]
    [MemberData(nameof(Each))]
    public void Permitted_one_thing_it_does_that_and_nothing_else(string code)
    {
        var given = Judged("read", code);

        given.State.SeatOf(Seat(4))!.Sees.ShouldBeTrue();
        Availability.Allowed(given.State, Seat(4), Monday).Intersect(Some).ShouldBe([code]);
        Permits.Codes.ShouldBe(["read", .. Some], ignoreOrder: true);
    }

    [Fact]
    public void Whoever_is_permitted_nothing_neither_reads_nor_writes()
    {
        var seat = Judged().State.SeatOf(Seat(4))!;

        (seat.Confirmed, seat.Sees).ShouldBe((true, false));
        seat.Permitted.ShouldBeEmpty();
    }

    [Fact]
    public void What_was_once_permitted_in_own_words_was_to_read_and_to_take_notes()
    {
        var state = Opened().Cleared(1, 2, 3).Answered(4, Conflict.Soft, "same company").State;

        state.Apply([new CaseEvent.SoftConflictConfirmed(Seat(4), true, Sensitive.Of<IReadOnlyList<string>>(["sit with us"], "panel"), Monday)]).SeatOf(Seat(4))!.Permitted.ShouldBe(["read", "notes"]);
    }

    private static GivenCase Judged(params string[] permitted) => Opened().Cleared(1, 2, 3).Answered(4, Conflict.Soft, "same company")
        .After([.. new[] { 1, 2 }.Select(n => new CaseCommand.JudgeConflict(Seat(n), Monday, Seat(4), true, null, permitted))]).Triaged();
}
