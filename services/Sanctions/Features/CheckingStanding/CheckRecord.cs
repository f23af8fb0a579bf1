using System.Collections.Concurrent;
using Coc.EventStore;
using Coc.Platform.Http;
using Npgsql;

namespace Coc.Sanctions.Features.CheckingStanding;

/// <summary>Records checks as counts per asker, account and minute. Counted in memory and written every two seconds: a check must stay one query.</summary>
internal sealed partial class CheckRecord(NpgsqlDataSource database, TimeProvider time, ILogger<CheckRecord> logger) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);
    private ConcurrentDictionary<Checked, int> counts = new();

    public void Count(string body, Guid asker, byte[] account)
    {
        var now = time.GetUtcNow();
        counts.AddOrUpdate(new Checked(body, asker, now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute)), Convert.ToHexString(account)), 1, static (_, n) => n + 1);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await WriteAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            await WriteAsync(CancellationToken.None); // what was asked before the stop
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        if (counts.IsEmpty)
        {
            return;
        }

        var taken = Interlocked.Exchange(ref counts, new ConcurrentDictionary<Checked, int>());
        foreach (var body in taken.GroupBy(c => c.Key.Body))
        {
            try
            {
                await WriteAsync(body.Key, [.. body], cancellationToken);
            }
            catch (Exception e) when (ProblemWriter.IsOutage(e))
            {
                LogKept(e.GetType().Name);
                foreach (var (check, count) in body)
                {
                    counts.AddOrUpdate(check, count, (_, n) => n + count);
                }
            }
        }
    }

    private async Task WriteAsync(string body, IReadOnlyList<KeyValuePair<Checked, int>> checks, CancellationToken cancellationToken)
    {
        await using var batch = database.AsTenant(body).Add(
            """
            insert into app.standing_checks (tenant_id, asker, minute, account_hash, checks)
            select $1, c.asker, c.minute, c.account_hash, c.checks from unnest($2, $3, $4, $5) as c (asker, minute, account_hash, checks)
            on conflict (tenant_id, asker, minute, account_hash) do update set checks = app.standing_checks.checks + excluded.checks
            """,
            body, checks.Select(c => c.Key.Asker).ToArray(), checks.Select(c => c.Key.Minute).ToArray(),
            checks.Select(c => Convert.FromHexString(c.Key.Account)).ToArray(), checks.Select(c => c.Value).ToArray());
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The record of standing checks waits: {Kind}")]
    private partial void LogKept(string kind);

    private readonly record struct Checked(string Body, Guid Asker, DateTimeOffset Minute, string Account);
}
