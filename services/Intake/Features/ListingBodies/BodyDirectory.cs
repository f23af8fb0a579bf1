using System.Collections.Frozen;
using Coc.Platform.Http;
using Npgsql;

namespace Coc.Intake.Features.ListingBodies;

/// <summary>
/// The bodies a report may name, in memory: filing asks the database for nothing. Fed by BodyListed and read again every few seconds,
/// because the message may have gone to another process of this service.
/// </summary>
internal sealed partial class BodyDirectory(NpgsqlDataSource database, TimeProvider time, ILogger<BodyDirectory> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(200);
    private readonly SemaphoreSlim reading = new(1, 1);
    private Snapshot? current;

    /// <summary>The directory, read again when <paramref name="covers"/> misses something in it.</summary>
    /// <exception cref="ProblemException">503 when it could never be read: then no project can be called unknown</exception>
    public async ValueTask<KnownNames> KnownAsync(Func<KnownNames, bool> covers, CancellationToken cancellationToken)
    {
        if (current is not { } known || !covers(known.Names))
        {
            await RefreshAsync(cancellationToken);
        }

        return current?.Names ?? throw new ProblemException(Problems.Unavailable);
    }

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await reading.WaitAsync(cancellationToken); // many unknown names at once are one read
        try
        {
            if (current is null || time.GetUtcNow() - current.At > Fresh)
            {
                var at = time.GetUtcNow();
                var kinds = new Dictionary<string, string>();
                var events = new HashSet<string>();
                await using var command = database.CreateCommand("select slug, kind from app.bodies union all select slug, 'event' from app.events");
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                while (await reader.ReadAsync(cancellationToken))
                {
                    var (slug, kind) = (reader.GetString(0), reader.GetString(1));
                    _ = kind == "event" ? events.Add(slug) : kinds.TryAdd(slug, kind);
                }

                current = new(at, new KnownNames(kinds.ToFrozenDictionary(), events.ToFrozenSet()));
            }
        }
        finally
        {
            reading.Release();
        }
    }

    public override void Dispose()
    {
        reading.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await RefreshAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogStale(e.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The directory of bodies could not be read again: {Kind}")]
    private partial void LogStale(string kind);

    private sealed record Snapshot(DateTimeOffset At, KnownNames Names);
}
