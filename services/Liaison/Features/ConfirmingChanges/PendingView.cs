using Coc.Liaison.Domain;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Domain.Policies;
using Coc.Liaison.Features.ListingSeats;
using Coc.Liaison.Features.NotingOversight;
using Coc.Liaison.Features.StrikingValues;

namespace Coc.Liaison.Features.ConfirmingChanges;

/// <summary>202: somebody else has to confirm.</summary>
/// <param name="PriorViolation">as in <see cref="PendingView"/></param>
internal sealed record PendingAnswer(Guid PendingChange, bool? PriorViolation = null);

/// <summary>A change that waits (P8).</summary>
/// <param name="Kind">seat, seatChange, striking, seatEnd, policy, duty, dutySwap, oversight, oversightEnd</param>
internal sealed record PendingView(Guid Id, string Kind, ProposerView By, DateTimeOffset At, SeatView? Seat, PolicyTerms? Policy, DateTimeOffset? EffectiveFrom)
{
    /// <summary>The rota wanted.</summary>
    public IReadOnlyList<Guid>? Duty { get; init; }

    public DutyTurns? Turns { get; init; }

    /// <summary>Whose turn is to be whose; only the seat it would be confirms it.</summary>
    public DutySwap? Swap { get; init; }

    /// <summary>Who is to be noted, or noted no longer, as standing above seats.</summary>
    public OversightItem? Oversight { get; init; }

    /// <summary>What the seat's holder says never was theirs; only for who may confirm it.</summary>
    public HeldView? NeverHeld { get; init; }

    /// <summary>Whether the candidate of a deciding seat was found to have broken the code in the last 18 months (R35): yes or no, nothing else. Null: not asked, or nobody could say.</summary>
    public bool? PriorViolation { get; init; }

    /// <summary>The seat elsewhere whose holder the candidate is said to be.</summary>
    public Guid? SamePersonAs { get; init; }

    /// <param name="confirms">who asks, if they may confirm; who never held what is struck is nobody else's business</param>
    public static PendingView Of(string body, BodyState state, PendingChange change, Asker? confirms)
    {
        var by = new ProposerView(change.By.Seat, change.By.Role);
        return change switch
        {
            PendingChange.NewSeat n => new(n.Id, "seat", by, n.At, SeatView.Of(body, n.Wanted), null, null) { SamePersonAs = n.SameAs },
            PendingChange.Amendment a => new(a.Id, "seatChange", by, a.At, SeatView.Of(body, state.Seats[a.Seat] with { Terms = a.Terms }), null, null),
            PendingChange.Striking s => new(s.Id, "striking", by, s.At, SeatView.Of(body, state.Seats[s.Seat]), null, null) { NeverHeld = confirms is null ? null : HeldView.Of(s.Values) },
            PendingChange.End e => new(e.Id, "seatEnd", by, e.At, SeatView.Of(body, state.Seats[e.Seat]), null, null),
            PendingChange.Duty d => new(d.Id, "duty", by, d.At, null, null, null) { Duty = d.Seats, Turns = d.Turns },
            PendingChange.Swap s => new(s.Id, "dutySwap", by, s.At, null, null, null) { Swap = s.Wanted },
            PendingChange.Oversight o => new(o.Id, "oversight", by, o.At, null, null, null) { Oversight = OversightItem.Of(o.Entry) },
            PendingChange.OversightEnd o => new(o.Id, "oversightEnd", by, o.At, null, null, null)
            {
                Oversight = state.Oversight.TryGetValue(o.Entry, out var entry) ? OversightItem.Of(entry) : null,
            },
            PendingChange.Policy p => new(p.Id, "policy", by, p.At, null, p.Terms, p.EffectiveFrom),
            _ => throw new InvalidOperationException($"{change.GetType().Name} is not known here."),
        };
    }
}

/// <summary>Who proposed it.</summary>
internal sealed record ProposerView(Guid? Seat, string Role);
