using Coc.Cases.Domain;
using Coc.Cases.Features.SettingSeatsAside;
using Coc.Cases.Features.Transferring;
using Coc.Contracts.Channel;
using Coc.Platform;
using Coc.Platform.Configuration;
using Coc.Platform.Messaging;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Cases.Features.Appealing;

/// <summary>Opens the case of an appeal beside the first one, in one transaction.</summary>
internal sealed class AppealDesk(CaseFinder finder, CaseExecutor executor, ServiceChannel channel, Receivers receivers, ServiceSettings settings, DomainClock clock)
{
    private const int EnoughSeats = 2;

    /// <param name="thing">the room, or the report, it was written in</param>
    /// <param name="writtenAt">when</param>
    public async Task OpenAsync(Guid thing, bool fromRoom, Guid entry, DateTimeOffset writtenAt, Delivery delivery, CancellationToken cancellationToken)
    {
        var cases = await finder.OfThingsAsync([thing], cancellationToken);
        if (cases.Any(s => s.Appeals.Any(a => a.Id == entry)) || FirstOf(cases, thing, fromRoom) is not { } first)
        {
            return;
        }

        var (person, report) = ByOf(first, thing, fromRoom);
        var written = await channel.GetAsync<AppealText>("intake", $"/internal/{(fromRoom ? "rooms" : "reports")}/{thing}/appeals/{entry}", delivery.Acting, cancellationToken)
            ?? throw new InvalidOperationException($"Intake does not know appeal {entry}.");
        var receiver = await receivers.NearestAsync(
            first, Domain.Appealing.Bodies(first), appeal: true, body => Math.Max(EnoughSeats, body.Policy.PanelMinimum), delivery.Acting, cancellationToken)
            ?? throw new InvalidOperationException($"No body has a seat for the appeal of case {first.Id}; fill one.");
        var subjects = await AnsweringTransfers.CodeNamesOf(first, receiver.Slug, channel, delivery.Acting, cancellationToken);
        await executor.ExecuteAsync(
            new CaseWork(new(first.Body, first.Id), delivery.Context, (_, now) => ValueTask.FromResult<CaseCommand>(new CaseCommand.ReceiveAppeal(
                now, entry, fromRoom ? Domain.Appealing.Accused : Domain.Appealing.Reporter, person, report, writtenAt, written.Grounds, written.Text, CaseOf(entry), receiver, subjects)))
            {
                Opens = (before, command) => Domain.Appealing.Begin(before, (CaseCommand.ReceiveAppeal)command),
                Also = (_, _) => [delivery.Inbox(clock.GetUtcNow())],
            },
            cancellationToken);
    }

    /// <summary>Until when what was decided can be appealed by who has this room or reported this, and whether they did.</summary>
    public async Task<AppealStanding> StandingAsync(Guid thing, bool fromRoom, CancellationToken cancellationToken)
    {
        var cases = await finder.OfThingsAsync([thing], cancellationToken);
        IReadOnlyList<Guid> open = [.. cases.Where(s => s is { IsOver: false, HasGone: false }).Select(s => s.AppealOf?.Id).OfType<Guid>()];
        if (FirstOf(cases, thing, fromRoom) is not { } first)
        {
            return new(null, false, open);
        }

        var (person, report) = ByOf(first, thing, fromRoom);
        return new(Domain.Appealing.Until(first, person, report), Domain.Appealing.IsPending(first, person, report), open);
    }

    private static CaseState? FirstOf(IReadOnlyList<CaseState> cases, Guid thing, bool fromRoom) => Domain.Appealing.First(cases, fromRoom ? null : thing, fromRoom ? thing : null);

    private static (Guid? Person, Guid? Report) ByOf(CaseState first, Guid thing, bool fromRoom) => fromRoom ? (first.Accused.Room(thing)?.Person, null) : (null, thing);

    // The first panel knows the entry's id and must not work out the case's.
    private Guid CaseOf(Guid entry) => Ids.V5(entry, Convert.ToHexString(Platform.Security.Codes.Hash(settings.Pepper, "appeal", entry.ToString("N"))));
}
