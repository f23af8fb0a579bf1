using Coc.EventStore;
using Microsoft.Extensions.Caching.Memory;

namespace Coc.Platform.Streams;

/// <summary>
/// States of streams folded lately, held open in this process, for streams that are read again and again while somebody works on them. Each reading still asks
/// for the stream's row, its keys and its last events, in the one round trip that a read takes: a state is used only where folding anew would come to the same, which is when the
/// event it ends with is there with its hash and the keys are those it was opened with. Forgetting costs a whole read. For many threads at once.
/// </summary>
/// <param name="none">the state before the first event</param>
/// <param name="evolve">pure; the state must be immutable, for many use it at once</param>
/// <param name="least">shorter streams are not worth it</param>
public sealed class RecentStates<TState>(IEventStore store, TState none, Func<TState, StoredEvent, TState> evolve, int least = 20) : IDisposable
    where TState : class
{
    // What the store remembers of a stream, so that the append that usually follows need not look again.
    private const int Last = 20;
    private const long MostEvents = 200_000;

    // Opened text is not held for longer than somebody works on it.
    private static readonly TimeSpan Unused = TimeSpan.FromMinutes(5);

    private readonly MemoryCache states = new(new MemoryCacheOptions { SizeLimit = MostEvents, ExpirationScanFrequency = TimeSpan.FromMinutes(1) });

    /// <summary>The stream's state and version; <paramref name="stream"/> that does not exist has version 0. Fails as a read does.</summary>
    public async Task<(TState State, long Version)> ReadAsync(StreamKey stream, CancellationToken cancellationToken)
    {
        if (states.TryGetValue<Kept>(stream, out var kept))
        {
            var behind = await store.ReadAsync(stream, Math.Max(1, kept!.Version - Last + 1), cancellationToken);
            if (ReferenceEquals(behind.Keys, kept.Keys) && behind.Events.Any(e => e.Version == kept.Version && e.Hash == kept.Hash))
            {
                return Keep(behind, behind.Events.Where(e => e.Version > kept.Version).Aggregate(kept.State, evolve));
            }

            states.Remove(stream);
        }

        var whole = await store.ReadAsync(stream, cancellationToken: cancellationToken);
        return Keep(whole, whole.Events.Aggregate(none, evolve));
    }

    /// <inheritdoc />
    public void Dispose() => states.Dispose();

    private (TState, long) Keep(EventStream read, TState state)
    {
        if (read.Version >= least && read.Events is [.., { Hash: { } hash } last])
        {
            using var entry = states.CreateEntry(read.Key);
            entry.Value = new Kept(last.Version, hash, read.Keys, state);
            entry.Size = last.Version;
            entry.SlidingExpiration = Unused;
        }

        return (state, read.Version);
    }

    private sealed record Kept(long Version, string Hash, object? Keys, TState State);
}
