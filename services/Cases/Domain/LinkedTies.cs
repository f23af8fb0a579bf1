namespace Coc.Cases.Domain;

/// <summary>
/// Soft ties that a duplicate brought (P1) go with it when it is unlinked, unless something else holds them. The record of the link and of its end says so, because an event of its own would tell everybody that
/// somebody has one (decision 52). What the seat said itself is never lowered; whom the tie alone made soft answers anew, about what stays.
/// </summary>
internal static class LinkedTies
{
    /// <summary>Seats that are tied here already and stated a tie there: that one holds them when the first is gone.</summary>
    public static IReadOnlyList<Guid>? AlsoStated(CaseState own, CaseState state, IReadOnlyCollection<Guid> left) =>
        own.Panel.Where(p => p.Conflict == Conflict.Soft).Select(p => p.Seat).Except(left)
            .Intersect(state.Handling.Seats.Where(s => s.SoftTie).Select(s => s.Seat)).ToList() is { Count: > 0 } seats ? seats : null;

    /// <summary>Those whose tie nothing holds any more.</summary>
    /// <param name="still">seats tied to somebody in what stays, as asked now</param>
    public static IReadOnlyList<Guid> Gone(CaseState state, LinkedCase linked, IReadOnlyCollection<Guid> still) =>
        [.. linked.Tying.Intersect(state.TiedByLinks).Except(still).Except(state.LinkedHere.Where(l => l.Case != linked.Case).SelectMany(l => l.Tying))];

    /// <summary>Whom the tie alone made soft.</summary>
    public static bool MadeSoft(PanelSeat seat) => seat is { Conflict: Conflict.Soft, Said: < Conflict.Soft };

    public static CaseState Without(CaseState state, IReadOnlyList<Guid>? seats) => seats is null ? state : state with
    {
        TiedByLinks = [.. state.TiedByLinks.Except(seats)],
        Handling = state.Handling with { Seats = [.. state.Handling.Seats.Select(s => seats.Contains(s.Seat) ? s with { SoftTie = false } : s)] },
        Panel = [.. state.Panel.Select(p => seats.Contains(p.Seat) ? Untied(p) : p)],
    };

    private static PanelSeat Untied(PanelSeat seat) => seat with
    {
        SoftTie = false,
        SoftConflicts = seat.Said < Conflict.Soft ? 0 : seat.SoftConflicts,
        Conflict = MadeSoft(seat) ? Conflict.None : seat.Conflict,
    };
}

internal sealed partial record CaseState
{
    /// <summary>Seats with a soft tie that only a duplicate brought.</summary>
    public IReadOnlyList<Guid> TiedByLinks { get; init; } = [];
}
