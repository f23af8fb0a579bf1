namespace Coc.Sanctions.Domain;

/// <summary>
/// Before a measure ends, or gives anything back, who it happened to is told seven days ahead, if they wished so (P14). The registry knows when; who wished is the case's to know. What was wrong does not wait: it is
/// overturned at once, and they are told at once.
/// </summary>
internal static class Ahead
{
    public static readonly TimeSpan Of = TimeSpan.FromDays(7);

    /// <summary>When the next end is to be told that was not yet; null: none is known. Of a copy nobody is told: the case of its origin tells of that one.</summary>
    public static DateTimeOffset? TellAt(SanctionState state) => Untold(state) is { Count: > 0 } ends ? ends.Min() - Of : null;

    public static Decision<SanctionEvent> Announce(SanctionCommand.AnnounceEnds c, SanctionState state) =>
        new([.. Untold(state).Where(ends => ends - Of <= c.At).Order().Select(ends => new SanctionEvent.EndAnnounced(ends))], null);

    private static IReadOnlyList<DateTimeOffset> Untold(SanctionState state) => state is not { Holds: true, Imposed: { Basis.Kind: "own", Term: var term } } ? []
        :
        [
            .. new[] { term.Readmission == "onRequest" ? null : term.Until, state.LiftFrom }.OfType<DateTimeOffset>()
                .Concat(state.WayBack.Running is { } running ? running.Answer!.Steps.Skip(running.Taken).Select(s => s.From) : [])
                .Distinct().Except(state.Announced),
        ];
}
