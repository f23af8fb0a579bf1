using System.Collections.Concurrent;
using System.Text.Json;
using Coc.EventStore;
using Coc.Platform.Http;

namespace Coc.FaultProcess;

/// <summary>
/// Appends without end, several at once, and says on standard output what it tries and what it was answered. On standard input it gets what its
/// predecessor left unanswered, then a line when to begin; when the input ends, it finishes what is open and ends too.
/// </summary>
internal sealed class Writer(IEventStore store) : IDisposable
{
    private const int Lanes = 3;

    // Six lanes of these are few enough for one consumer that is killed all the time.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(125);
    private readonly ConcurrentQueue<Attempt> open = new();
    private readonly ConcurrentQueue<Attempt> done = new();
    private readonly Lock mouth = new();
    private readonly StreamWriter output = new(Console.OpenStandardOutput(), bufferSize: 8192) { AutoFlush = true };
    private volatile bool finishing;

    public static async Task RunAsync(int seed)
    {
        await using var source = EventStoreConnections.Open(Setting("Database__Service"));
        await using var store = new PostgresEventStore(source, Notes.Types, Notes.Master(Setting("Keys__Master")));
        using var writer = new Writer(store);
        await writer.RunLanesAsync(seed);

        static string Setting(string name) => Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set.");
    }

    public void Dispose() => output.Dispose();

    private async Task RunLanesAsync(int seed)
    {
        while (await Console.In.ReadLineAsync() is { Length: > 0 } line)
        {
            open.Enqueue(JsonSerializer.Deserialize<Attempt>(line)!);
        }

        var lanes = Enumerable.Range(0, Lanes).Select(lane => RunLaneAsync(new Random(seed + lane))).ToList();
        await Console.In.ReadToEndAsync();
        finishing = true;
        await Task.WhenAll(lanes);
    }

    private async Task RunLaneAsync(Random random)
    {
        var plans = new Plans(random);
        using var tick = new PeriodicTimer(Pace);
        while (await tick.WaitForNextTickAsync())
        {
            if (open.TryDequeue(out var attempt) || (random.Next(8) == 0 && done.TryDequeue(out attempt)))
            {
                await TryAsync(attempt);
            }
            else if (!finishing)
            {
                await TryAsync(plans.Next());
            }
            else
            {
                return;
            }
        }
    }

    private async Task TryAsync(Attempt attempt)
    {
        Say(new Saying(Said.Trying, attempt));
        try
        {
            var appended = await store.AppendAsync(attempt.ToAppend(TimeProvider.System.GetUtcNow()));
            Say(new Saying(Said.Acknowledged, attempt, [.. appended.Events.Select(e => e.Version)], appended.Repeated));
            done.Enqueue(attempt);
            foreach (var e in appended.Events)
            {
                Plans.Learn(e.Stream, e.Version);
            }
        }
        catch (StreamConflictException conflict)
        {
            Say(new Saying(Said.Refused, attempt));
            Plans.Learn(conflict.Stream, conflict.Actual);
        }
        catch (Exception e)
        {
            Say(new Saying(Said.Lost, attempt, Error: e.ToString() is var text && text.Length > 1500 ? text[..1500] : text, Outage: ProblemWriter.IsOutage(e)));
            if (!attempt.Abandoned)
            {
                open.Enqueue(attempt);
            }
        }
    }

    // One short write for a line: a kill leaves it whole or not at all.
    private void Say(Saying saying)
    {
        var line = JsonSerializer.Serialize(saying) + '\n';
        lock (mouth)
        {
            output.Write(line);
        }
    }
}
