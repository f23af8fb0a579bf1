using Coc.Cases.Domain;
using Coc.Cases.Features.AskingConsent;
using Coc.Contracts.Channel;
using Coc.Contracts.Intake;
using Coc.EventStore;
using Coc.Platform.Messaging;
using Coc.Platform.Security;

namespace Coc.Cases.Consumers;

/// <summary>
/// The reporter sent something; the case notes that, the text stays with Intake. Whom the reporter excludes leaves the panel: Liaison answers the
/// seats anew without them, and nobody learns why (P11).
/// </summary>
internal sealed class ReporterWroteHandler(CaseMessages cases, CaseFinder finder, ServiceChannel channel, ReporterConsents consents) : IHandle<ReporterWrote>
{
    public async Task HandleAsync(ReporterWrote message, Delivery delivery, CancellationToken cancellationToken)
    {
        var keys = await finder.ByThingAsync(message.Report, cancellationToken);
        if (message.Kind == "consent")
        {
            var answers = await consents.OfAsync(message.Report, delivery.Acting, cancellationToken);
            await cases.RunAllAsync(keys, delivery, now => new CaseCommand.NoteConsents(now, message.Report, answers), cancellationToken);
            return;
        }

        if (message.Kind != "exclusion")
        {
            await cases.RunAllAsync(keys, delivery, now => new CaseCommand.HearFromReporter(now, message.Report, message.Entry, message.Kind), cancellationToken);
            return;
        }

        foreach (var key in keys)
        {
            await SetAsideAsync(key, message.Report, delivery, cancellationToken);
        }
    }

    private async Task SetAsideAsync(StreamKey key, Guid report, Delivery delivery, CancellationToken cancellationToken)
    {
        var state = await finder.LoadAsync(key, cancellationToken);
        if (state.IsOver)
        {
            return;
        }

        var handling = await channel.GetAsync<HandlingBody>("liaison", $"/internal/routings/{report}/{key.Tenant}", delivery.Acting, cancellationToken)
            ?? throw new InvalidOperationException($"Liaison does not know the routing of report {report}.");
        foreach (var seat in state.Handling.Seats.Where(s => handling.Seats.All(h => h.Seat != s.Seat)))
        {
            await cases.RunAllAsync([key], delivery, now => new CaseCommand.EndSeat(now, seat.Seat), cancellationToken);
        }
    }
}
