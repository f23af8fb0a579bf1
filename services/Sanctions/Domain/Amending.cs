using Coc.EventStore;

namespace Coc.Sanctions.Domain;

/// <summary>What two seats change in a measure without a new decision: shorter, fewer spaces, a way back by itself; and spaces where it was decided for already (R47). Longer or harder is a new decision.</summary>
internal static class Amending
{
    /// <summary>The way back opens by itself at the end.</summary>
    public const string Automatic = "automatic";

    public static Decision<SanctionEvent> Decide(SanctionCommand.AskAmendment c, SanctionState state)
    {
        if ((Refusing(c.Wanted, state) ?? TooSoon(c, state)) is { } refusal)
        {
            return refusal;
        }

        if (state.Amendments.TryGetValue(c.Seat, out var mine) && mine.IsLike(c.Wanted))
        {
            return Decision<SanctionEvent>.Nothing;
        }

        var asked = new SanctionEvent.AmendmentAsked(c.Seat, c.Wanted, Sensitive.OfOptional(c.Reason, $"panel:{state.Imposed!.Sanction}"));
        if (!state.Amendments.Any(a => a.Key != c.Seat && a.Value.IsLike(c.Wanted)))
        {
            return Decision<SanctionEvent>.Of(asked);
        }

        var after = After(c.Wanted, state);
        var open = state.Orders.Count(o => !o.Settled && !c.Withdrawn.Contains(o.Order)) + c.Orders.Count;
        var progress = state.Progress(state.State, open);
        var amended = new SanctionEvent.SanctionAmended(
            after.Imposed!.Term.Until, after.Imposed.Scope.Spaces, after.Imposed.Term.Readmission, c.Wanted.Because ?? "milder", c.Withdrawn, c.At, progress);
        return c.Orders.Count == 0
            ? Decision<SanctionEvent>.Of(asked, amended)
            : Decision<SanctionEvent>.Of(asked, amended, new SanctionEvent.OrdersIssued(c.Orders, progress));
    }

    /// <summary>A copy that rests on it follows, and is never harder than its body made it.</summary>
    public static Decision<SanctionEvent> Follow(SanctionCommand.FollowTerm c, SanctionState state)
    {
        if (state.Over || state.OnOwnGrounds)
        {
            return Decision<SanctionEvent>.Nothing;
        }

        var mine = state.Imposed!.Term;
        return new(
            [
                .. c.Origin.Until is { } until && !(mine.Until <= until) ? [new SanctionEvent.TermMoved(until)] : Array.Empty<SanctionEvent>(),
                .. c.Origin.Readmission == Automatic && mine.Readmission != Automatic ? [new SanctionEvent.ReadmissionEased()] : Array.Empty<SanctionEvent>(),
            ],
            null);
    }

    /// <summary>The measure as it would be.</summary>
    public static SanctionState After(Amendment wanted, SanctionState state)
    {
        var imposed = state.Imposed!;
        return state with
        {
            Imposed = imposed with
            {
                Term = imposed.Term with { Until = wanted.Until ?? imposed.Term.Until, Readmission = wanted.Automatic ? Automatic : imposed.Term.Readmission },
                Scope = imposed.Scope with { Spaces = wanted.Spaces ?? imposed.Scope.Spaces },
            },
        };
    }

    /// <summary>Spaces it would take hold of; none where it covers every space.</summary>
    public static IReadOnlyList<string> Added(Amendment wanted, SanctionState state) =>
        wanted.Spaces is { } spaces && state.Imposed!.Scope.Spaces is { Count: > 0 } now ? [.. spaces.Except(now)] : [];

    private static Refusal? Refusing(Amendment wanted, SanctionState state)
    {
        var (imposed, added) = (state.Imposed!, Added(wanted, state));
        return state.Over ? new Refusal("ended", "R51", "It is over already.")
            : imposed.Basis.Kind == SanctionBasis.Interim ? new Refusal("interim", "P9", "A measure taken before the decision is reviewed in its case.")
            : imposed.Term.Until is { } until && wanted.Until > until ? new Refusal("longer", "P2", "A longer measure is a new decision.")
            : added.Count > 0 && state.State != SanctionState.Active ? new Refusal("notInForce", "R47", "Spaces are added to a measure in force.")
            : added.Count > 0 && wanted.Because is null ? new Refusal("untold", "P2", "Before a measure takes hold in more spaces the person is told, or there is a ground not to.")
            : state.Orders.Any(o => added.Contains(o.Space)) ? new Refusal("takenOutBefore", "R47", "A space that was taken out of the measure comes back by a new decision only.")
            : Same(After(wanted, state).Imposed!, imposed) ? new Refusal("nothingChanges", "R47", "The measure is like that already.")
            : null;
    }

    // Whoever it happened to and wished so is told seven days ahead, by whatever way it becomes milder (P14).
    private static Refusal? TooSoon(SanctionCommand.AskAmendment c, SanctionState state)
    {
        var now = state.Imposed!.Scope.Spaces;
        var takesOut = c.Wanted.Spaces is { } spaces && (now.Count == 0 || now.Except(spaces).Any());
        return c.NotBefore is { } earliest && (c.Wanted.Until < earliest || takesOut || (c.Wanted.Automatic && state.State == SanctionState.ReadmissionPending))
            ? new Refusal("tooSoon", "P14", $"Somebody this happened to wishes to be told seven days ahead: let it end on {earliest:yyyy-MM-ddTHH:mm:ssZ} or later, lift it, or let the person return in steps.")
            : null;
    }

    private static bool Same(SanctionEvent.SanctionImposed one, SanctionEvent.SanctionImposed other) => one.Term == other.Term && one.Scope.Spaces.ToHashSet().SetEquals(other.Scope.Spaces);
}

/// <param name="Until">an earlier end; null: as it is</param>
/// <param name="Spaces">all spaces it is for from now on; null: as it is</param>
/// <param name="Automatic">the way back opens by itself at the end</param>
/// <param name="Because">why it may take hold in more spaces: told, danger, tampering, notReachable; null: it does not</param>
internal sealed record Amendment(DateTimeOffset? Until, IReadOnlyList<string>? Spaces, bool Automatic, string? Because)
{
    public bool IsLike(Amendment other) =>
        (Until, Automatic, Because) == (other.Until, other.Automatic, other.Because)
        && (Spaces is null) == (other.Spaces is null) && (Spaces ?? []).ToHashSet().SetEquals(other.Spaces ?? []);
}
