namespace Coc.Sanctions.Domain;

/// <summary>
/// What organisers are told of who comes (R59; decision 65): that somebody is kept out, or that the committee is to be asked. Neither what is behind it nor until when; and nothing of offers that nobody answered.
/// </summary>
internal static class AtEvents
{
    public const string Banned = "banned";
    public const string Flagged = "flagged";

    /// <summary>The word for the measures that hold during the event, the worst counts; null when nothing is said.</summary>
    public static string? WordOf(IEnumerable<AtEvent> holding)
    {
        var levels = holding.Where(h => h.Level > Standings.Flagged).ToList();
        return levels.Count == 0 ? null : levels.Any(KeepsOut) ? Banned : Flagged;
    }

    /// <summary>From when until when a measure counts: not what is over when the event begins.</summary>
    /// <returns>null when the event is over</returns>
    public static (DateTimeOffset From, DateTimeOffset To)? Window(DateTimeOffset now, DateTimeOffset from, DateTimeOffset to) => to < now ? null : (now > from ? now : from, to);

    // A suspension of accounts is carried out on platforms, not at doors (OrderPlan), unless the decision names the event.
    private static bool KeepsOut(AtEvent measure) => measure.Level >= 4 || (measure.Level == 3 && measure.NamesIt);
}

/// <param name="NamesIt">its scope is this event, not every space of a body</param>
internal sealed record AtEvent(int Level, bool NamesIt);
