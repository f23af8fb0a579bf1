namespace Coc.Intake.Domain;

/// <summary>When the reporter is asked how they fare: two, six and twelve weeks after the decision, because from then on people know (P21).</summary>
internal static class CheckIns
{
    public static IReadOnlyList<TimeSpan> After { get; } = [TimeSpan.FromDays(14), TimeSpan.FromDays(42), TimeSpan.FromDays(84)];

    /// <summary>The next one, or the one that is open now; null before a decision and after the last answer. One not answered gives way to the next.</summary>
    public static CheckIn? Next(ReportState report, DateTimeOffset now)
    {
        if (report.DecidedAt is not { } decided)
        {
            return null;
        }

        var due = After.Select(a => decided + a).ToList();
        var open = due.LastOrDefault(d => d <= now);
        return open != default && !(report.CheckedInAt >= open) ? new(open, true)
            : due.Where(d => d > now).Select(d => new CheckIn(d, false)).FirstOrDefault();
    }
}

/// <param name="Open">it is due and not answered; an answer is taken at any time</param>
internal sealed record CheckIn(DateTimeOffset Due, bool Open);
