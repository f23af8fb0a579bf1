using System.Diagnostics;
using Coc.Cases.Domain;
using Coc.Cases.Features.AskingConsent;
using Coc.Cases.Features.SettingSeatsAside;
using Coc.Cases.Features.Transferring;
using Coc.EventStore;
using Coc.Platform;

namespace Coc.Cases.DueWork;

/// <summary>Offers a case that a rule gives to another body, where nobody of the panel did it in time (R15).</summary>
internal sealed class DueOffers(CaseExecutor executor, CaseFinder finder, ReporterConsents consents, BodyDirectory bodies, Receivers receivers)
{
    public async Task DoAsync(StreamKey key, CancellationToken cancellationToken)
    {
        var state = await finder.LoadAsync(key, cancellationToken);
        if (TransferTriggers.Of(state) is not [var due, ..] dues || await ToAsync(state, [.. dues.Where(d => d.Rule == due.Rule).Select(d => d.To).Distinct()], key, cancellationToken) is not { } to
            || !(await bodies.KindsAsync([to], cancellationToken)).TryGetValue(to, out var kind))
        {
            return; // a body not known yet, or none with a seat for it: the lease runs out and it is tried again
        }

        var said = await consents.OfAsync(state, kind, $"system:{key.Id}", cancellationToken);
        var (transfer, correlation) = (Ids.New(), Ids.New());
        await executor.ExecuteAsync(
            new CaseWork(key, now => new EventContext(now, correlation, null, "system", TraceParent: Activity.Current?.Id), (_, now) => ValueTask.FromResult<CaseCommand>(new CaseCommand.OfferDue(now, transfer, to, said))),
            cancellationToken);
    }

    // Where the rule leaves it to several bodies, to the nearest that has seats for it; those it was not to go to are asked last.
    private async Task<string?> ToAsync(CaseState state, IReadOnlyList<string> bodies, StreamKey key, CancellationToken cancellationToken) => bodies is [var only] ? only
        : (await receivers.NearestAsync(state, [.. bodies.OrderBy(b => state.Declined.Any(d => d.Body == b))], state.AppealOf is not null, _ => StepUpper.EnoughSeats, $"system:{key.Id}", cancellationToken))?.Slug;
}
