using Coc.EventStore;

namespace Coc.Sanctions.Domain;

/// <summary>Nothing lasts unlooked-at: what has no end, or a far one, comes up for review every year, or earlier where the panel wants it so (R53).</summary>
internal static class Reviewing
{
    public static readonly TimeSpan Yearly = TimeSpan.FromDays(365);

    public static Decision<SanctionEvent> Decide(SanctionCommand.Review c, SanctionState state)
    {
        if (!state.Holds)
        {
            return new Refusal(state.Over ? "ended" : "notInForce", "R53", "Only what is in force is reviewed.");
        }

        if (c.Next is { } next && (next > c.At + Yearly || next >= EndOf(state)))
        {
            return new Refusal("tooFar", "R53", "The next review is within a year, and before the measure ends.");
        }

        return Decision<SanctionEvent>.Of(new SanctionEvent.SanctionReviewed(
            c.Seat, c.Next ?? DueAfter(c.At, EndOf(state)), Sensitive.OfOptional(c.Note, $"panel:{state.Imposed!.Sanction}"), c.At));
    }

    public static Decision<SanctionEvent> FallDue(SanctionCommand.ReviewFallDue c, SanctionState state) => state is { Holds: true, ReviewIsDue: false } && state.ReviewDue <= c.At
        ? Decision<SanctionEvent>.Of(new SanctionEvent.ReviewFellDue(state.ReviewDue!.Value))
        : Decision<SanctionEvent>.Nothing;

    // Past its term it lasts until the way back is decided.
    private static DateTimeOffset? EndOf(SanctionState state) => state.State == SanctionState.ReadmissionPending ? null : state.Imposed!.Term.Until;

    /// <summary>Null where it ends before.</summary>
    public static DateTimeOffset? DueAfter(DateTimeOffset at, DateTimeOffset? until) => until <= at + Yearly ? null : at + Yearly;
}
