using Coc.Contracts;
using Coc.Contracts.Ledger;
using Coc.EventMaintenance.Attesting;
using Coc.EventStore.Forwarding;
using Coc.Platform.Configuration;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Coc.Platform.Messaging;

/// <summary>
/// Signs on schedule where the log has come to, and hands every head to the Ledger with publisher confirms. Which one it has is kept beside the log, so
/// heads signed while the broker was away follow later; a head sent twice is one message.
/// </summary>
internal sealed partial class HeadKeeper(
    [FromKeyedServices(ServiceHost.DaemonDatabase)] NpgsqlDataSource daemon, ServiceSettings settings, PublishingBus bus, TimeProvider time, ILogger<HeadKeeper> logger) : BackgroundService
{
    private const string Published = "HeadsPublished";
    private readonly HeadStore heads = new(daemon, time);
    private readonly ProgressStore progress = new(daemon);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(settings.HeadsEvery, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await using var lease = await progress.TryLeaseAsync(HeadStore.Job, stoppingToken);
                if (lease is not null)
                {
                    await SignAsync(stoppingToken);
                    await PublishAsync(stoppingToken);
                }
            }
            catch (HeadContradictedException e)
            {
                LogContradicted(e.Stream.Id);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogPaused(e.GetType().Name); // database or broker away: nothing is skipped, it is tried again
            }
        }
    }

    private async Task SignAsync(CancellationToken cancellationToken)
    {
        using var key = SigningKey.FromFile(settings.SigningKey);
        if (await heads.SignNextAsync(settings.Service, key, cancellationToken) is { } head)
        {
            LogSigned(head.Number, head.Sequence);
        }
    }

    private async Task PublishAsync(CancellationToken cancellationToken)
    {
        var done = await progress.GetAsync(Published, cancellationToken);
        foreach (var head in await heads.ReadAsync(done, cancellationToken))
        {
            var message = MessageOf(head);
            await bus.PublishAsync((now, within) => now.Publish(message, context =>
            {
                context.MessageId = Ids.V5(message.Origin.Event, nameof(HeadPublished));
                context.CorrelationId = message.Origin.Correlation;
            }, within), cancellationToken);
            if (!await progress.TryAdvanceAsync(Published, done, head.Number, cancellationToken))
            {
                return; // another process has the lease now
            }

            done = head.Number;
        }
    }

    /// <summary>A head is no stored event: its origin is made up from its hash, always the same.</summary>
    internal static HeadPublished MessageOf(SignedHead head)
    {
        var id = Ids.V5(Guid.Empty, $"head:{head.Hash()}");
        var origin = new Origin(
            id, Ids.V5(Guid.Empty, $"heads:{head.Service}"), head.Number, new Dictionary<string, long>(), "*heads*", null, id, null, "system", null, null, null,
            head.SignedAt, head.Hash());
        return new(origin, head.Service, head.Number, head.Sequence, head.Events, head.Streams, head.Root, head.SignedAt, head.Previous, head.Key, head.Signature);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Signed head {Number} up to event {Sequence}")]
    private partial void LogSigned(long number, long sequence);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Stream {Stream} no longer holds what was signed: no head is signed any more; run coc verify")]
    private partial void LogContradicted(Guid stream);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Signing heads pauses: {Kind}")]
    private partial void LogPaused(string kind);
}
