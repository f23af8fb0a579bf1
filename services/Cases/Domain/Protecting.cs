namespace Coc.Cases.Domain;

/// <summary>Measures that protect until the committee has decided (R37, P1, P9).</summary>
internal static class Protecting
{
    private static readonly TimeSpan ToBeHeard = TimeSpan.FromMinutes(1);

    /// <summary>What one seat takes, or another confirms, without anybody being heard. Longer is for the panel to decide.</summary>
    private static readonly TimeSpan Most = TimeSpan.FromDays(30);

    public static Decision Take(CaseState state, CaseCommand.TakeInterimMeasure c)
    {
        var most = state.Stage < CaseStage.Triaged ? TimeSpan.FromHours(72)
            : MostOf(state);
        return Jointly.Beyond(state, c.Kind, c.Spaces) is { } refusal ? refusal
            : c.Until - c.At > most ? new Refusal("measureTooLong", most == Most ? "R37" : "P1", most == Most ? $"A measure before the decision lasts at most {Most.TotalDays:0} days; it can be reviewed and prolonged." : $"So few, or so early, may act for at most {most.TotalHours:0} hours.")
            : new List<CaseEvent>(
            [
                new CaseEvent.InterimMeasureTaken(c.Measure, c.Person, c.Kind, c.Spaces, c.Until, Texts.Panel(c.Reason), c.Seat, c.At),
                // Where nobody is known there is nobody to order anything about.
                .. c.Person is { } person ? [new CaseEvent.InterimMeasureOrdered(c.Measure, person, c.Kind, Reach(state), c.Spaces, c.Until, c.Seat, c.At, Followed: true)] : Array.Empty<CaseEvent>(),
            ]);
    }

    /// <summary>Measures that protected from this person end, because there is nothing to protect from.</summary>
    public static IEnumerable<CaseEvent> EndFor(CaseState state, Guid person, DateTimeOffset at) =>
        state.Interim.Where(m => m.Person == person && m.Verdict != "reversed" && m.Until > at).Select(m => new CaseEvent.InterimMeasureReviewed(m.Id, "reversed", at, Guid.Empty, at));

    /// <summary>The same measure of somebody else: the one ends, and the other begins as it stood.</summary>
    public static IEnumerable<CaseEvent> Instead(CaseState state, InterimMeasure measure, Guid id, Guid person, DateTimeOffset at) =>
    [
        new CaseEvent.InterimMeasureReviewed(measure.Id, "reversed", at, Guid.Empty, at),
        new CaseEvent.InterimMeasureTaken(id, person, measure.Kind, measure.Spaces, measure.Until, Texts.Panel(measure.Reason ?? ""), measure.By, at),
        new CaseEvent.InterimMeasureOrdered(id, person, measure.Kind, Reach(state), measure.Spaces, measure.Until, measure.By, at, Followed: true),
    ];

    private static TimeSpan MostOf(CaseState state) =>
        Lending.IsSmall(state) ? TimeSpan.FromDays(7) : Most;

    // A project acts in its own spaces; who stands above, in those of the projects it is about.
    private static IReadOnlyList<string> Reach(CaseState state) => state.IsProject ? [state.Body] : [.. state.Projects.Prepend(state.Body).Distinct()];

    /// <summary>It is in force already; the case holds and reviews it.</summary>
    public static Decision Note(CaseState state, CaseCommand.NoteEmergency c) =>
        !state.Exists || state.HasGone || state.Interim.Any(m => m.Id == c.Measure) ? Decision.Nothing
        : new CaseEvent.EmergencyMeasureTaken(c.Measure, c.Report, c.Person, c.Kind, c.Spaces, c.Until, c.AlreadyDone, c.By, c.ByAccount, c.TakenAt, c.At, c.AlreadyDone ? 0 : 1); // the one order it comes with

    public static Decision Review(CaseState state, CaseCommand.ReviewInterimMeasure c)
    {
        var measure = state.Interim.First(m => m.Id == c.Measure);
        if (measure.By == c.Seat || measure.ByAccount == state.SeatOf(c.Seat)!.Account)
        {
            return new Refusal("ownAct", "P9", "Who acted does not review the own act.");
        }

        if (measure.Verdict == "reversed")
        {
            return new Refusal("measureReversed", "R37", "The measure was reversed.");
        }

        // Others hear of a review a moment later; what ends before they do would end all the same, and be ordered back.
        if (measure.Until <= c.At + ToBeHeard && c.Until is not null)
        {
            return new Refusal("measureLapsed", "P9", "The measure has ended, or ends in this minute; take another one, or say only whether it was right.");
        }

        if (c.Until > measure.Until && c.Until - c.At > MostOf(state))
        {
            return new Refusal("measureTooLong", "R37", $"A review prolongs by at most {MostOf(state).TotalDays:0} days; what is to last longer is for the panel to decide.");
        }

        var (verdict, until) = c.Verdict switch
        {
            "confirm" => ("confirmed", c.Until),
            "narrow" => ("narrowed", c.Until is { } shorter && shorter < measure.Until ? shorter : null),
            _ => ("reversed", (DateTimeOffset?)c.At),
        };
        return new CaseEvent.InterimMeasureReviewed(c.Measure, verdict, until, c.Seat, c.At);
    }
}
