namespace Coc.Cases.Domain;

/// <summary>Measures that protect until the committee has decided (R37, P1, P9).</summary>
internal static class Protecting
{
    public static Decision Take(CaseState state, CaseCommand.TakeInterimMeasure c)
    {
        var most = state.Stage < CaseStage.Triaged ? TimeSpan.FromHours(72)
            : state.Panel.Count(p => p.Clean) <= 2 && state.Handling.Seats.Count(s => s.Role == "member") <= 2 ? TimeSpan.FromDays(7)
            : TimeSpan.MaxValue;
        return c.Until - c.At > most
            ? new Refusal("measureTooLong", "P1", $"So few, or so early, may act for at most {most.TotalHours:0} hours.")
            : new CaseEvent.InterimMeasureTaken(c.Measure, c.Person, c.Kind, c.Spaces, c.Until, Texts.Panel(c.Reason), c.Seat, c.At);
    }

    public static Decision Review(CaseState state, CaseCommand.ReviewInterimMeasure c)
    {
        var measure = state.Interim.First(m => m.Id == c.Measure);
        if (measure.By == c.Seat)
        {
            return new Refusal("ownAct", "P9", "Who acted does not review the own act.");
        }

        if (measure.Verdict == "reversed")
        {
            return new Refusal("measureReversed", "R37", "The measure was reversed.");
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
