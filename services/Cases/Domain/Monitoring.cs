using Coc.Platform;

namespace Coc.Cases.Domain;

/// <summary>One look at whether what was decided is kept.</summary>
/// <param name="State">waiting; due; kept, breached, notSeen: what was found; passed: a later look was taken</param>
internal sealed record LookBack(Guid Id, DateTimeOffset Due, string State)
{
    public const string Waiting = "waiting";
    public const string IsDue = "due";
}

/// <summary>What a seat saw.</summary>
internal sealed record LookTaken(Guid Look, string Outcome, string? Note, Guid By, DateTimeOffset At);

/// <summary>
/// After a violation somebody looks again after a week, two weeks, a month and three (R53). The panel of a closed case looks too. What it finds does nothing by itself: after a breach the case is
/// taken up again by its own act (R54).
/// </summary>
internal static class Monitoring
{
    public const string Command = "monitoring";

    public static readonly string[] Outcomes = ["kept", "breached", "notSeen"];

    /// <summary>The looks of the decision that stands, as of an instant.</summary>
    public static IReadOnlyList<LookBack> Looks(CaseState state, DateTimeOffset now)
    {
        if (state is not { MonitoredSince: { } since, Decision: { } decision } || !decision.Findings.Any(f => f.IsViolation && Stands(state, decision, f.Person)))
        {
            return [];
        }

        var times = Times(since);
        var ids = times.Select((_, i) => Ids.V5(decision.Id, $"look:{i}")).ToList();
        var last = ids.FindLastIndex(id => state.LooksTaken.Any(l => l.Look == id));
        return [.. times.Select((due, i) => new LookBack(
            ids[i], due, state.LooksTaken.LastOrDefault(l => l.Look == ids[i])?.Outcome ?? (i < last ? "passed" : due <= now ? LookBack.IsDue : LookBack.Waiting)))];
    }

    private static bool Stands(CaseState state, RecordedDecision decision, Guid? person) =>
        (person is not { } id || state.SubjectOf(id) is not { Mistaken: true })
        && !state.Appeals.Any(a => a.Outcome == "overturn" && a.At >= decision.At && (a.Person is null || a.Person == person));

    public static IReadOnlyList<DateTimeOffset> Times(DateTimeOffset since) => [since.AddDays(7), since.AddDays(14), since.AddMonths(1), since.AddMonths(3)];

    /// <summary>What still waits to be looked at, now or later.</summary>
    public static IEnumerable<LookBack> Open(CaseState state, DateTimeOffset now) => Looks(state, now).Where(l => l.State is LookBack.IsDue or LookBack.Waiting);

    public static Decision Take(CaseState state, CaseCommand.TakeLook c)
    {
        var look = Looks(state, c.At).FirstOrDefault(l => l.Id == c.Look);
        return look is null ? new Refusal("lookGone", "R53", "What was watched does not stand any more.")
            : look.State == c.Outcome ? Decision.Nothing
            : look.State switch
            {
                LookBack.IsDue => new CaseEvent.LookTaken(c.Look, c.Outcome, Texts.OptionalPanel(c.Note), c.Seat, c.At),
                LookBack.Waiting => new Refusal("tooEarly", "R53", $"Look at {look.Due:yyyy-MM-ddTHH:mm:ssZ} or later. What is broken before is taken up at once: reopen the case."),
                _ => new Refusal("lookTaken", "R53", "Somebody has looked already."),
            };
    }
}
