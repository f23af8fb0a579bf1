using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform.Security;

namespace Coc.Intake.Features.KeepingEvidence;

/// <summary>
/// Takes away what nobody will ask for: uploads whose sender, or whose process, went away; blocks whose key is destroyed; what a seat brought and its case did not take.
/// Several processes may do it at once.
/// </summary>
internal sealed partial class EvidenceClearing(Vault vault, IEventStore store, ServiceChannel channel, TimeProvider time, ILogger<EvidenceClearing> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>Once.</summary>
    public async Task ClearAsync(CancellationToken cancellationToken)
    {
        if (await vault.ClearAsync(cancellationToken) is > 0 and var cleared)
        {
            LogCleared(cleared);
        }

        foreach (var piece in await vault.UnclaimedAsync(cancellationToken))
        {
            // Only a plain no takes something away.
            var answer = await channel.GetAsync<EvidenceHeld>("cases", $"/internal/cases/{piece.Case}/evidence/{piece.Evidence}", $"system:{piece.Evidence}", cancellationToken);
            if (answer is { Held: true })
            {
                await vault.HoldAsync(piece.Evidence, cancellationToken);
            }
            else if (answer is { Held: false })
            {
                await store.DestroyKeyAsync(Reports.Key(piece.Stream), null, cancellationToken);
                await vault.RemoveAsync(piece.Evidence, cancellationToken);
                LogUnclaimed(piece.Evidence);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ClearAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(e.GetType().Name); // the next minute tries again
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} unfinished or unreadable pieces and blocks were cleared from the vault")]
    private partial void LogCleared(int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "Evidence {Evidence} was brought and taken by no case: cleared")]
    private partial void LogUnclaimed(Guid evidence);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The vault could not be cleared: {Kind}")]
    private partial void LogFailed(string kind);
}
