using System.Collections.Immutable;

namespace Coc.Sanctions.Domain;

/// <summary>A sanction as its events tell it.</summary>
internal sealed record SanctionState
{
    public const string AwaitingNotice = "awaitingNotice";
    public const string Active = "active";
    public const string ReadmissionPending = "readmissionPending";

    /// <summary>It should never have been imposed: it is no prior violation (P13).</summary>
    public const string Overturned = "overturned";

    /// <summary>Cause of an end: it was somebody else. Nobody has grounds of their own against them, so that copies end at once.</summary>
    public const string Mistaken = "mistaken";

    /// <summary>An order's outcome that is none.</summary>
    public const string OpenAgain = "open";

    public static SanctionState None { get; } = new();

    public SanctionEvent.SanctionImposed? Imposed { get; init; }

    public string State { get; init; } = "";

    public DateTimeOffset? ReleasedAt { get; init; }

    public DateTimeOffset? Told { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it is over, as its last end says.</summary>
    public string? EndedBecause { get; init; }

    public IReadOnlyList<Guid> ReleaseSeats { get; init; } = [];

    public IReadOnlyList<Guid> LiftSeats { get; init; } = [];

    /// <summary>What each seat wants changed.</summary>
    public ImmutableDictionary<Guid, Amendment> Amendments { get; init; } = ImmutableDictionary<Guid, Amendment>.Empty;

    /// <summary>When somebody looks at it again; null: it ends before, or is over.</summary>
    public DateTimeOffset? ReviewDue { get; init; }

    /// <summary>It fell due, and nobody has looked yet.</summary>
    public bool ReviewIsDue { get; init; }

    public IReadOnlyList<NoticeOutcome> Notices { get; init; } = [];

    public IReadOnlyList<KnownOrder> Orders { get; init; } = [];

    /// <summary>Orders about accounts that turned out not to be the person's: whatever was carried out of them was given back.</summary>
    public ImmutableHashSet<Guid> Left { get; init; } = [];

    /// <summary>Orders of other measures that ended, which this one gives back at its end.</summary>
    public IReadOnlyList<TakenOver> TakenOver { get; init; } = [];

    /// <summary>A copy that does not rest on its origin any more.</summary>
    public bool OnOwnGrounds { get; init; }

    /// <summary>It is lifted then (P14).</summary>
    public DateTimeOffset? LiftFrom { get; init; }

    /// <summary>Ends that were told ahead.</summary>
    public IReadOnlyList<DateTimeOffset> Announced { get; init; } = [];

    /// <summary>What the person asks and is asked (P14).</summary>
    public WayBack WayBack { get; init; } = WayBack.None;

    public bool Exists => Imposed is not null;

    public bool Over => EndedAt is not null;

    /// <summary>Released and not over: it counts, and what it orders is to be so.</summary>
    public bool Holds => ReleasedAt is not null && !Over;

    public int OpenOrders => Orders.Count(o => !o.Settled);

    /// <summary>The case that shows it; another body's case does not show copies. A measure taken before the decision is found by its own id: its case may have another by now, or none yet.</summary>
    public Guid? CaseToTell => CaseOf(Imposed!.Basis);

    public Progress Progress(string state, int openOrders) => ProgressOf(Imposed!.Basis, state, openOrders);

    public static Progress ProgressOf(SanctionBasis basis, string state, int openOrders) => new(CaseOf(basis), state, openOrders, basis.Kind == SanctionBasis.Interim);

    private static Guid? CaseOf(SanctionBasis basis) => basis.Kind == "own" ? basis.Case : null;

    public static SanctionState Evolve(SanctionState state, SanctionEvent happened) => happened switch
    {
        SanctionEvent.SanctionImposed e => state with { Imposed = e, State = AwaitingNotice },
        SanctionEvent.EmergencyTaken => state,
        SanctionEvent.TermMoved e => state with { Imposed = state.Imposed! with { Term = state.Imposed.Term with { Until = e.Until } } },
        SanctionEvent.ReadmissionEased => state with { Imposed = state.Imposed! with { Term = state.Imposed.Term with { Readmission = Amending.Automatic } } },
        SanctionEvent.LiftPlanned e => state with { LiftFrom = e.From },
        SanctionEvent.EndAnnounced e => state with { Announced = [.. state.Announced, e.Ends] },
        SanctionEvent.ReleaseAsked e => state with { ReleaseSeats = [.. state.ReleaseSeats, e.Seat] },
        SanctionEvent.LiftAsked e => state with { LiftSeats = [.. state.LiftSeats, e.Seat] },
        SanctionEvent.AmendmentAsked e => state with { Amendments = state.Amendments.SetItem(e.Seat, e.Wanted) },
        SanctionEvent.SanctionAmended e => state with
        {
            Imposed = state.Imposed! with
            {
                Term = state.Imposed.Term with { Until = e.Until, Readmission = e.Readmission }, Scope = state.Imposed.Scope with { Spaces = e.Spaces },
            },
            Orders = Settle(state.Orders, e.Withdrawn),
            ReviewDue = state.State != ReadmissionPending && e.Until <= state.ReviewDue ? null : state.ReviewDue,
            Amendments = ImmutableDictionary<Guid, Amendment>.Empty,
        },
        SanctionEvent.SanctionReleased e => state with { State = Active, ReleasedAt = e.At, Told = e.Because == "told" ? e.At : null, ReviewDue = Reviewing.DueAfter(e.At, state.Imposed!.Term.Until) },
        SanctionEvent.ReviewFellDue => state with { ReviewIsDue = true },
        SanctionEvent.SanctionReviewed e => state with { ReviewDue = e.Next, ReviewIsDue = false },
        SanctionEvent.PersonInformed e => state with { Told = e.At },
        SanctionEvent.NoticesSent e => state with { Notices = [.. state.Notices, .. e.Notices.Select(n => new NoticeOutcome(n.Notice, n.Body, NoticeState.Open, null))] },
        SanctionEvent.NoticeAnswered e => state with { Notices = [.. state.Notices.Select(n => n.Notice == e.Notice ? n with { State = e.Outcome, Copy = e.Copy } : n)] },
        SanctionEvent.OrdersIssued e => state with
        {
            Orders = [.. state.Orders, .. e.Orders.Select(o => new KnownOrder(o.Order, o.Body, o.Space, o.Undo, false))],
            TakenOver = [.. state.TakenOver.ExceptBy(e.Orders.Select(o => o.Order), t => OrderDecider.UndoOf(t.Order))],
        },
        SanctionEvent.AccountsLeft e => state with { Orders = Settle(state.Orders, e.Withdrawn), Left = state.Left.Union(e.Left ?? e.Withdrawn) },
        SanctionEvent.OrdersTakenOver e => state with { TakenOver = [.. state.TakenOver, .. e.Orders] },
        SanctionEvent.OrderSettled e => state with { Orders = Settle(state.Orders, [e.Order], e.Outcome != OpenAgain) },
        SanctionEvent.ReadmissionFellDue => state with { State = ReadmissionPending, ReviewDue = state.ReviewDue ?? state.Imposed!.Term.Until + Reviewing.Yearly },
        SanctionEvent.SanctionEnded e => state with
        {
            State = e.Progress.State, EndedAt = e.At, EndedBecause = e.Cause, ReviewDue = null, ReviewIsDue = false, Orders = Settle(state.Orders, e.Withdrawn),
        },
        SanctionEvent.KeptOnOwnGrounds => state with { OnOwnGrounds = true },
        SanctionEvent.OverturnedAfterwards e => state with { State = e.Progress.State, EndedBecause = e.Cause ?? Overturned },
        _ => state with { WayBack = WayBack.Evolve(state.WayBack, happened) },
    };

    private static KnownOrder[] Settle(IReadOnlyList<KnownOrder> orders, IReadOnlyList<Guid> which, bool settled = true) =>
        [.. orders.Select(o => which.Contains(o.Order) ? o with { Settled = settled } : o)];
}

internal sealed record NoticeOutcome(Guid Notice, string Body, string State, Guid? Copy);

internal sealed record KnownOrder(Guid Order, string Body, string Space, bool Undo, bool Settled);
