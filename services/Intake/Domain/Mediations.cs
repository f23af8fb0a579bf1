namespace Coc.Intake.Domain;

/// <summary>A mediation as one of the two sees it: never what the other answered (P6).</summary>
/// <param name="State">asked, takesPlace, agreement, ended</param>
/// <param name="Until">asked: to be answered by; takesPlace: its end</param>
/// <param name="Answer">the own last one: yes, no, stop</param>
internal sealed record MediationView(Guid Id, string State, DateTimeOffset? Until, string? Answer)
{
    public bool IsOpen => State is "asked" or "takesPlace";

    /// <summary>When its time is over it is, whether that was said yet or not: a no given in time is told by nothing.</summary>
    public MediationView AsOf(DateTimeOffset now) => IsOpen && Until <= now ? this with { State = "ended", Until = null } : this;
}

/// <summary>Which mediation an answer is about, and whether it can still be given. Silence is no.</summary>
internal static class Mediations
{
    public static readonly string[] Answers = ["yes", "no", "stop"];

    public static readonly RoomRefusal Over = new("mediationOver", "P6", "The time for this is over.");

    /// <summary>The one named, or the only open one; null: there is none, or more than one.</summary>
    public static MediationView? Meant(IReadOnlyList<MediationView> all, Guid? named) =>
        named is { } id ? all.FirstOrDefault(m => m.Id == id) : all.Where(m => m.IsOpen).ToList() is [var only] ? only : null;

    public static RoomRefusal? Refused(MediationView mediation, DateTimeOffset now) => mediation.IsOpen && !(mediation.Until <= now) ? null : Over;

    /// <summary>Who has this report or page is somebody it happened to.</summary>
    public static bool IsAffected(ReportState report) => report.AffectedOf is not null || report.Filed.Affected.Any(a => a.Value is { Self: true });
}
