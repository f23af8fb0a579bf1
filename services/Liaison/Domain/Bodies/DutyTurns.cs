using System.Text.Json.Serialization;

namespace Coc.Liaison.Domain.Bodies;

/// <summary>How the seats of a rota take turns (R11): the first of its order from a day on, then the next, and after the last the first again. Days are those of the body's own calendar.</summary>
/// <param name="Every">day, week</param>
/// <param name="From">the first day of the first turn</param>
/// <param name="TimeZone">IANA name: a day begins at midnight there</param>
internal sealed record DutyTurns(string Every, DateOnly From, string TimeZone)
{
    public const string Daily = "day";
    public const string Weekly = "week";

    public static readonly string[] Lengths = [Daily, Weekly];

    [JsonIgnore]
    public int Days => Every == Weekly ? 7 : 1;

    public static bool IsZone(string? name) => name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);

    public DateOnly DayAt(DateTimeOffset now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(TimeZone)).DateTime);

    /// <summary>Which turn a day lies in; below zero before the first.</summary>
    public int TurnOf(DateOnly day) => (int)Math.Floor((day.DayNumber - From.DayNumber) / (double)Days);

    public DateOnly FirstDayOf(int turn) => From.AddDays(turn * Days);

    /// <summary>When a day begins there. A midnight that a change of time leaves out comes an hour later.</summary>
    public DateTimeOffset BeginOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        var at = new DateTimeOffset(midnight, TimeZoneInfo.FindSystemTimeZoneById(TimeZone).GetUtcOffset(midnight)).ToUniversalTime();
        return DayAt(at) < day ? at.AddHours(1) : at;
    }
}

/// <summary>Days on which a seat watches nothing, both included; said by its holder.</summary>
internal sealed record DutyAbsence(DateOnly From, DateOnly To)
{
    public bool Covers(DateOnly day) => From <= day && day <= To;
}
