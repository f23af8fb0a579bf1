using Coc.Cases.Domain;
using Coc.Cases.Features.Transferring;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform;
using Coc.Platform.Configuration;
using Coc.Platform.Messaging;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Cases.Features.Appealing;

/// <summary>Opens the case of an appeal beside the first one, in one transaction.</summary>
internal sealed class AppealDesk(CaseFinder finder, CaseExecutor executor, ServiceChannel channel, ServiceSettings settings, DomainClock clock)
{
    private const int EnoughSeats = 2;

    /// <param name="thing">the room, or the report, it was written in</param>
    /// <param name="writtenAt">when</param>
    public async Task OpenAsync(Guid thing, bool fromRoom, Guid entry, DateTimeOffset writtenAt, Delivery delivery, CancellationToken cancellationToken)
    {
        if (await FirstAsync(thing, cancellationToken) is not { } first)
        {
            return;
        }

        var (person, report) = fromRoom ? (first.State.Accused.Room(thing)?.Person, (Guid?)null) : (null, thing);
        if (first.State.Appeals.Any(a => a.Id == entry))
        {
            return;
        }

        var written = await channel.GetAsync<AppealText>("intake", $"/internal/{(fromRoom ? "rooms" : "reports")}/{thing}/appeals/{entry}", delivery.Acting, cancellationToken)
            ?? throw new InvalidOperationException($"Intake does not know appeal {entry}.");
        var receiver = await ReceiverAsync(first.State, delivery.Acting, cancellationToken);
        var subjects = await AnsweringTransfers.CodeNamesOf(first.State, receiver.Slug, channel, delivery.Acting, cancellationToken);
        await executor.ExecuteAsync(
            new CaseWork(first.Key, delivery.Context, (_, now) => ValueTask.FromResult<CaseCommand>(new CaseCommand.ReceiveAppeal(
                now, entry, fromRoom ? Domain.Appealing.Accused : Domain.Appealing.Reporter, person, report, writtenAt, written.Grounds, written.Text, CaseOf(entry), receiver, subjects)))
            {
                Opens = (before, command) => Domain.Appealing.Begin(before, (CaseCommand.ReceiveAppeal)command),
                Also = (_, _) => [delivery.Inbox(clock.GetUtcNow())],
            },
            cancellationToken);
    }

    /// <summary>The case whose decision is appealed.</summary>
    public async Task<(StreamKey Key, CaseState State)?> FirstAsync(Guid thing, CancellationToken cancellationToken)
    {
        foreach (var key in await finder.ByThingAsync(thing, cancellationToken))
        {
            if (await finder.LoadAsync(key, cancellationToken) is { HasGone: false, AppealOf: null, Decision: not null } state)
            {
                return (key, state);
            }
        }

        return null;
    }

    // The first panel knows the entry's id and must not work out the case's.
    private Guid CaseOf(Guid entry) => Ids.V5(entry, Convert.ToHexString(Platform.Security.Codes.Hash(settings.Pepper, "appeal", entry.ToString("N"))));

    // Seats set aside for one of the reports are left out by Liaison, who was asked about the first case by us.
    private async Task<HandlingBody> ReceiverAsync(CaseState first, string acting, CancellationToken cancellationToken)
    {
        HandlingBody? best = null;
        var asked = await finder.HandlersOfAsync(Domain.Appealing.Things(first), cancellationToken);
        foreach (var slug in Domain.Appealing.Bodies(first))
        {
            var body = await channel.PostAsync<HandlingBody>("liaison", $"/internal/handling/{slug}", new HandlingQuestion([.. first.ReportIds]), acting, cancellationToken);
            var fresh = body is null ? null : Domain.Appealing.Fresh(body, asked);
            var seats = fresh?.Seats.Count(s => s is { Role: "member" or "alternate", Overseen: false }) ?? 0;
            if (fresh is not null && seats >= Math.Max(EnoughSeats, fresh.Policy.PanelMinimum))
            {
                return fresh;
            }

            best = seats > 0 ? best ?? fresh : best;
        }

        return best ?? throw new InvalidOperationException($"No body has a seat for the appeal of case {first.Id}; fill one.");
    }
}
