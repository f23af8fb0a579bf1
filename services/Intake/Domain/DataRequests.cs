namespace Coc.Intake.Domain;

/// <summary>What somebody asked about what is kept of them, as they see it (P19).</summary>
/// <param name="Kind">copy, correction, erasure, restriction</param>
/// <param name="Text">what they wrote with it; null when erased, or when nothing was written</param>
/// <param name="State">open, extended, granted, partly, refused</param>
/// <param name="Ground">why not, or not all of it</param>
/// <param name="Due">by when it is answered</param>
/// <param name="Answer">in a room: what the committee wrote; on a receipt that is a message</param>
internal sealed record OwnDataRequest(Guid Id, string Kind, DateTimeOffset At, string? Text, string State, string? Ground, DateTimeOffset Due, string? Answer)
{
    public const string Open = "open";
    public const string Extended = "extended";

    /// <summary>Nobody has taken it up yet.</summary>
    public static OwnDataRequest New(Guid id, string kind, DateTimeOffset at, string? text) => new(id, kind, at, text, Open, null, at.AddMonths(1), null);

    public bool IsOpen => State is Open or Extended;
}

internal static class DataRequests
{
    public const string Entry = "dataRequest";
    public const string Copy = "copy";
    private const string Access = "access"; // as the law calls it
    private const string Correction = "correction";

    private static readonly string[] Kinds = [Copy, Access, Correction, "erasure", "restriction"];

    public static IReadOnlyList<string> Named => Kinds;

    public static string Of(string kind) => kind == Access ? Copy : kind;

    public static bool NeedsText(string? kind) => kind == Correction;

    public static RoomRefusal? Refused(IReadOnlyList<OwnDataRequest> all, string kind) =>
        all.Any(r => r.Kind == kind && r.IsOpen) ? new("alreadyAsked", "P19", "You have asked for this already; the date by which you get an answer stands beside it.") : null;
}
