using Microsoft.Extensions.Caching.Memory;

namespace Coc.Portal.Features.SeeingWhatWaits;

/// <summary>
/// The questions about ties that somebody was shown a few minutes ago. Opening their list is a recorded read, so a queue that looks by itself opens it seldom: the record is to say when somebody read, not that a page
/// stood open.
/// </summary>
internal sealed class AskedLately(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);
    private readonly MemoryCache found = new(new MemoryCacheOptions());

    /// <summary>Null: their list is to be opened.</summary>
    public Gathered? Lately(Guid account) => found.TryGetValue(account, out (Gathered Found, DateTimeOffset Until) kept) && kept.Until > time.GetUtcNow() ? kept.Found : null;

    /// <summary>What could not be asked is asked anew at the next look.</summary>
    public void Keep(Guid account, Gathered gathered)
    {
        if (gathered.Missing.Count > 0)
        {
            found.Remove(account);
            return;
        }

        found.Set(account, (gathered, time.GetUtcNow() + Kept), Kept);
    }

    public void Dispose() => found.Dispose();
}

/// <summary>What one look at the lists found.</summary>
internal sealed record Gathered(IReadOnlyList<WorkItem> Items, IReadOnlyList<string> Missing, bool Partial = false)
{
    public static Gathered Nothing { get; } = new([], []);
}
