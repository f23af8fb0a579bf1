namespace Coc.Liaison.Domain.Bodies;

/// <summary>How often one may be told that people elsewhere speak against a seat: who tries out addresses and accounts waits, like who tries out passwords.</summary>
internal static class RefusedSeats
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    /// <summary>How long whoever wants another seat has to wait; null: not at all.</summary>
    /// <param name="all">of every body</param>
    /// <param name="most">so many in a day</param>
    public static TimeSpan? Wait(IEnumerable<BodyEvent.SeatRefused> all, Guid account, int most, DateTimeOffset now)
    {
        List<DateTimeOffset> told = [.. all.Where(r => r.ProposedBy.Account == account && r.At > now - Remembered).Select(r => r.At).Order()];
        return told.Count < most ? null : told[^most] + Remembered - now;
    }
}
