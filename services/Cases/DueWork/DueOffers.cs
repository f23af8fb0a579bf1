using System.Diagnostics;
using Coc.Cases.Domain;
using Coc.Cases.Features.AskingConsent;
using Coc.Cases.Features.Transferring;
using Coc.EventStore;
using Coc.Platform;

namespace Coc.Cases.DueWork;

/// <summary>Offers a case that a rule gives to another body, where nobody of the panel did it in time (R15).</summary>
internal sealed class DueOffers(CaseExecutor executor, CaseFinder finder, ReporterConsents consents, BodyDirectory bodies)
{
    public async Task DoAsync(StreamKey key, CancellationToken cancellationToken)
    {
        var state = await finder.LoadAsync(key, cancellationToken);
        if (TransferTriggers.Of(state) is not [var due, ..] || !(await bodies.KindsAsync([due.To], cancellationToken)).TryGetValue(due.To, out var kind))
        {
            return; // a body not known yet: the lease runs out and it is tried again
        }

        var said = await consents.OfAsync(state, kind, $"system:{key.Id}", cancellationToken);
        var (transfer, correlation) = (Ids.New(), Ids.New());
        await executor.ExecuteAsync(
            new CaseWork(key, now => new EventContext(now, correlation, null, "system", TraceParent: Activity.Current?.Id), (_, now) => ValueTask.FromResult<CaseCommand>(new CaseCommand.OfferDue(now, transfer, due.To, said))),
            cancellationToken);
    }
}
