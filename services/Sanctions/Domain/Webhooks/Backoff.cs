namespace Coc.Sanctions.Domain.Webhooks;

/// <summary>When a receiver that failed is tried again: soon at first, then ever more seldom, for days; and never all at the same instant.</summary>
internal static class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    // Nobody who answers nothing holds up for longer than that whatever else is to be sent there.
    private static readonly TimeSpan LongestForAll = TimeSpan.FromMinutes(5);
    private const int Factor = 3;
    private const double Spread = 0.2;

    /// <summary>Some five days.</summary>
    public const int MostAttempts = 28;

    /// <summary>A receiver that took nothing for so long is stopped.</summary>
    public static readonly TimeSpan GivenUpAfter = TimeSpan.FromDays(5);

    /// <param name="attempts">that failed, at least one</param>
    /// <param name="chance">0 to 1</param>
    /// <param name="asked">how long the receiver asked to be left alone</param>
    public static TimeSpan After(int attempts, double chance, TimeSpan? asked = null)
    {
        var pause = First * Math.Min(Math.Pow(Factor, Math.Max(attempts, 1) - 1), Longest / First);
        var spread = pause * (1 - Spread + (2 * Spread * chance));
        return asked is { } wait && wait > spread ? wait < Longest ? wait : Longest : spread;
    }

    /// <summary>For everything that waits for a receiver which does not answer.</summary>
    public static TimeSpan OfReceiver(int failures, double chance) => After(failures, chance) is var pause && pause < LongestForAll ? pause : LongestForAll;
}
