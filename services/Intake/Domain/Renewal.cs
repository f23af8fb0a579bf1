namespace Coc.Intake.Domain;

/// <summary>A code made for a lost one (P21): what is new since then, for a while, and nothing of before.</summary>
/// <param name="Taken">the one-time code was exchanged</param>
/// <param name="Halved">the mail holds half of the one-time code</param>
internal sealed record Renewal(Guid Id, int Number, DateTimeOffset At, DateTimeOffset Until, bool Taken, bool Halved)
{
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(14);

    private static readonly TimeSpan HalvesLast = TimeSpan.FromDays(3);

    /// <summary>Whether the one-time code is good for something.</summary>
    public bool IsOpen(DateTimeOffset now) => !Taken && now < Until && (!Halved || now < At + HalvesLast);

    public static bool IsNamed(ReportState report) => report.Filed.Text.Value?.Reporter is { IsNamed: true };

    /// <summary>The report as somebody with a renewed code may see it: where it stands, and what was written since.</summary>
    public static ReportState Since(ReportState report, DateTimeOffset since, DateTimeOffset until) => new(report.Id, report.ReceivedAt, report.Filed)
    {
        Version = report.Version,
        AffectedOf = report.AffectedOf,
        Body = report.Body,
        Word = report.Word,
        AcknowledgeDue = report.AcknowledgeDue,
        AcknowledgedAt = report.AcknowledgedAt,
        Thread = [.. report.Thread.Where(e => e.At >= since && e.Kind == Entry.Message)],
        AskedInAppeal = report.AskedInAppeal, // what is answered goes where it would without a renewed code
        RenewedUntil = until,
    };
}
