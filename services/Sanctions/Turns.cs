using Coc.EventStore;

namespace Coc.Sanctions;

/// <summary>
/// Whoever lost against another writer of a thing waits for a turn with it: a thousand orders of one measure, reported by bots at the same moment, all meet in its stream, and nobody is to lose again and again until
/// nothing but a refusal is left. Of this process; between replicas the store decides.
/// </summary>
internal sealed class Turns
{
    private const int Lines = 64;

    private readonly SemaphoreSlim[] lines = [.. Enumerable.Range(0, Lines).Select(_ => new SemaphoreSlim(1))];

    /// <summary>The turn, until it is disposed of. One at a time for each who asks: who holds one waits for no other.</summary>
    public async Task<IDisposable> TakeAsync(StreamKey thing, CancellationToken cancellationToken)
    {
        var line = lines[(uint)thing.GetHashCode() % Lines];
        await line.WaitAsync(cancellationToken);
        return new Turn(line);
    }

    private sealed class Turn(SemaphoreSlim line) : IDisposable
    {
        public void Dispose() => line.Release();
    }
}
