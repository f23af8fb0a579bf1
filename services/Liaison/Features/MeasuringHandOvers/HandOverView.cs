namespace Coc.Liaison.Features.MeasuringHandOvers;

/// <summary>What waited for somebody in a half-year, in sums. A count that differs from another by one to four is left out: it would say how a single report fared.</summary>
/// <param name="Of">slug of the project; of the foundation, where the project alone is too small: then all such projects together</param>
/// <param name="InTime">taken up before the answer was due</param>
/// <param name="Median">withinADay, withinThreeDays, withinAWeek, longer; null when too few were taken up</param>
internal sealed record HandOverView(string Of, DateTimeOffset From, DateTimeOffset Until, int Received, int? TakenUp, int? InTime, string? Median)
{
    private const int Smallest = 5;

    public static HandOverView Showing(string about, DateTimeOffset from, DateTimeOffset until, int received, int takenUp, int inTime, double? medianHours)
    {
        int? shown = Apart(received, takenUp) ? takenUp : null;
        return new(
            about, from, until, received, shown, Apart(received, inTime) && (shown is null || Apart(takenUp, inTime)) ? inTime : null,
            takenUp >= Smallest && medianHours is { } hours ? Band(hours) : null);
    }

    /// <summary>How long, as a band: a single report is not to be found again by its hours.</summary>
    public static string Band(double hours) => hours switch
    {
        <= 24 => "withinADay",
        <= 72 => "withinThreeDays",
        <= 168 => "withinAWeek",
        _ => "longer",
    };

    // Neither the part nor what is left of the whole is a handful.
    private static bool Apart(int whole, int part) => IsNoHandful(part) && IsNoHandful(whole - part);

    private static bool IsNoHandful(int count) => count is 0 or >= Smallest;
}
