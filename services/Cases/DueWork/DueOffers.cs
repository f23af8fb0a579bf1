using System.Diagnostics;
using Coc.Cases.Domain;
using Coc.Cases.Features.AskingConsent;
using Coc.Cases.Features.SettingSeatsAside;
using Coc.EventStore;
using Coc.Platform;

namespace Coc.Cases.DueWork;

/// <summary>
/// Offers a case that a rule gives to another body, where nobody of the panel did it in time (R15): to the nearest that has seats for it. While none has, the case stays, the lease runs out and it is tried again.
/// </summary>
internal sealed partial class DueOffers(CaseExecutor executor, CaseFinder finder, ReporterConsents consents, Receivers receivers, ILogger<DueOffers> logger)
{
    public async Task DoAsync(StreamKey key, CancellationToken cancellationToken)
    {
        var state = await finder.LoadAsync(key, cancellationToken);
        var (named, further) = TransferTriggers.Receivers(state);
        if (named.Count == 0)
        {
            return; // the rule no longer holds
        }

        if (await receivers.NearestAsync(state, [.. named, .. further], state.AppealOf is not null, _ => StepUpper.EnoughSeats, $"system:{key.Id}", cancellationToken) is not { } receiver)
        {
            LogWaits(key.Id);
            return;
        }

        var (transfer, correlation) = (Ids.New(), Ids.New());
        await executor.ExecuteAsync(
            new CaseWork(key, now => new EventContext(now, correlation, null, "system", TraceParent: Activity.Current?.Id), async (present, now) => new CaseCommand.OfferDue(
                now, transfer, receiver.Slug, await consents.OfAsync(present, receiver.Kind, $"system:{key.Id}", cancellationToken))),
            cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Case {Case} waits: no body a rule gives it to, and none above, has a seat for it; fill one")]
    private partial void LogWaits(Guid @case);
}
