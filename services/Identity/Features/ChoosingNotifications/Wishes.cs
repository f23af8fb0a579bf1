using System.Globalization;
using System.Text.Json.Serialization;

namespace Coc.Identity.Features.ChoosingNotifications;

/// <summary>What somebody wants mail about and when.</summary>
/// <param name="TimeZone">IANA name; the hours below are meant there</param>
/// <param name="DigestHour">0 to 23: when what is chosen as a digest goes, once a day</param>
/// <param name="Quiet">no mail then, unless a case is urgent</param>
/// <param name="Kinds">by kind: atOnce, digest, off</param>
internal sealed record Wishes(string TimeZone, int DigestHour, QuietHours? Quiet, IReadOnlyDictionary<string, string> Kinds)
{
    public const string AtOnce = "atOnce";
    public const string Digest = "digest";
    public const string Off = "off";

    public static readonly string[] Choices = [AtOnce, Digest, Off];

    /// <summary>What mail can be about.</summary>
    public static readonly string[] AllKinds = ["conflictRequest", "clock", "approval", "answer", "transfer", "notice", "order", "change"];

    /// <summary>Of who has chosen nothing.</summary>
    public static Wishes Usual { get; } = new("UTC", 8, null, AllKinds.ToDictionary(k => k, _ => AtOnce));

    public string ChoiceOf(string kind) => Kinds.GetValueOrDefault(kind, AtOnce);

    /// <summary>When a mail about it may go; null: never.</summary>
    /// <param name="collected">the next instant at which mail that is not urgent goes</param>
    public DateTimeOffset? DueAt(string kind, bool urgent, DateTimeOffset now, Func<DateTimeOffset, DateTimeOffset> collected) => ChoiceOf(kind) switch
    {
        Off => null,
        _ when urgent => now,
        Digest => AfterQuiet(Next(now, new TimeOnly(DigestHour, 0))),
        _ => AfterQuiet(collected(now)),
    };

    /// <summary>The instant itself, or the end of the quiet hours it lies in.</summary>
    public DateTimeOffset AfterQuiet(DateTimeOffset at)
    {
        if (Quiet is not { } quiet)
        {
            return at;
        }

        var (from, to, local) = (quiet.Begin, quiet.End, TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime));
        return local.IsBetween(from, to) ? Next(at, to) : at;
    }

    private TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    // The next time a clock on the wall there shows it. An hour that a change of time leaves out comes an hour later.
    private DateTimeOffset Next(DateTimeOffset after, TimeOnly time)
    {
        var zone = Zone;
        for (var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(after, zone).DateTime); ; day = day.AddDays(1))
        {
            var local = day.ToDateTime(time);
            local = zone.IsInvalidTime(local) ? local.AddHours(1) : local;
            if (new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime() is var next && next > after)
            {
                return next;
            }
        }
    }
}

/// <summary>From one time of day to another, perhaps over midnight; <c>HH:mm</c>.</summary>
internal sealed record QuietHours(string From, string To)
{
    [JsonIgnore]
    public TimeOnly Begin => Parse(From)!.Value;

    [JsonIgnore]
    public TimeOnly End => Parse(To)!.Value;

    public static TimeOnly? Parse(string? text) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
