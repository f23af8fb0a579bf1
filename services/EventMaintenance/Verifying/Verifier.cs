using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Coc.EventMaintenance.Verifying;

/// <summary>Hashes on all processors, walks in order: what is in memory is a few hundred events, whatever the log's size.</summary>
internal sealed class Verifier(ChainWalk walk, IProgress<long>? progress)
{
    private const int Portion = 256;
    private const long Tell = 50_000;

    /// <summary>Passes the entries on behind the walk; the last one has been passed when the walk has ended.</summary>
    public async IAsyncEnumerable<LogEntry> CheckAsync(IAsyncEnumerable<LogEntry> log, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var portions = Channel.CreateBounded<Task<Proven[]>>(2 * Environment.ProcessorCount);
        var reading = ReadAsync(log, portions.Writer, ending.Token);
        try
        {
            await foreach (var portion in portions.Reader.ReadAllAsync(cancellationToken))
            {
                foreach (var proven in await portion)
                {
                    walk.Take(proven.Entry, proven.Proof);
                    Report(proven.Entry);
                    yield return proven.Entry;
                }
            }

            walk.End();
        }
        finally
        {
            await ending.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Report(LogEntry entry)
    {
        if (progress is not null && entry is EventEntry && walk.Events % Tell == 0)
        {
            progress.Report(walk.Events);
        }
    }

    private static async Task ReadAsync(IAsyncEnumerable<LogEntry> log, ChannelWriter<Task<Proven[]>> portions, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            var portion = new List<LogEntry>(Portion);
            await foreach (var entry in log.WithCancellation(cancellationToken))
            {
                portion.Add(entry);
                if (portion.Count == Portion)
                {
                    await SendAsync(portion.ToArray());
                    portion.Clear();
                }
            }

            await SendAsync(portion.ToArray());
        }
        catch (Exception e)
        {
            failure = e; // thrown again where the portions are taken
        }

        portions.Complete(failure);

        ValueTask SendAsync(LogEntry[] entries) => portions.WriteAsync(
            Task.Run(() => Array.ConvertAll(entries, e => new Proven(e, e is EventEntry stored ? EventProof.Of(stored.Row) : default)), cancellationToken), cancellationToken);
    }

    private readonly record struct Proven(LogEntry Entry, EventProof Proof);
}
