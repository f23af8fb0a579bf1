using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Coc.Sanctions.Features.CheckingStanding;

/// <summary>
/// How many different accounts one seat or key may ask about in an hour: who tries out names is stopped, who asks about the same people again is not (decision 65). Counted in this process; every check is recorded
/// besides.
/// </summary>
/// <param name="most">different accounts of one asker in one hour</param>
internal sealed class CheckLimit(int most, TimeProvider time)
{
    public const int Usual = 2_000;

    // Whoever measures or tries out the demo.
    public const int Demo = 1_000_000;

    private readonly ConcurrentDictionary<Guid, Hour> hours = new();

    /// <summary>Counts one check; null when it may be answered, otherwise after how many seconds to try again.</summary>
    /// <param name="account">keyed hash</param>
    public int? Refuse(Guid asker, ReadOnlySpan<byte> account)
    {
        var now = time.GetUtcNow();
        var begun = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerHour));
        var hour = hours.GetOrAdd(asker, static _ => new Hour());
        lock (hour)
        {
            if (hour.Begun != begun)
            {
                (hour.Begun, hour.Asked) = (begun, []);
            }

            var key = MemoryMarshal.Read<UInt128>(account);
            if (hour.Asked.Count < most)
            {
                hour.Asked.Add(key);
                return null;
            }

            return hour.Asked.Contains(key) ? null : (int)Math.Ceiling((begun.AddHours(1) - now).TotalSeconds);
        }
    }

    private sealed class Hour
    {
        public DateTimeOffset Begun { get; set; }

        public HashSet<UInt128> Asked { get; set; } = [];
    }
}
