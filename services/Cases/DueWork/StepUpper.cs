using System.Diagnostics;
using Coc.Cases.Domain;
using Coc.Cases.Features.AskingConsent;
using Coc.Cases.Features.Transferring;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform;
using Coc.Platform.Security;

namespace Coc.Cases.DueWork;

/// <summary>Moves a case that nobody took up to the nearest body above that has seats for it; while there is none, it stays and is tried again.</summary>
internal sealed partial class StepUpper(CaseExecutor executor, CaseFinder finder, ServiceChannel channel, ReporterConsents consents, ILogger<StepUpper> logger)
{
    private const int EnoughSeats = 2;

    public async Task DoAsync(StreamKey key, CancellationToken cancellationToken)
    {
        var state = await finder.LoadAsync(key, cancellationToken);
        if (await ReceiverAsync(state, $"system:{key.Id}", cancellationToken) is not { } receiver)
        {
            LogWaits(key.Id);
            return;
        }

        var subjects = await AnsweringTransfers.CodeNamesOf(state, receiver.Slug, channel, $"system:{key.Id}", cancellationToken);
        var said = await consents.OfAsync(state, receiver.Kind, $"system:{key.Id}", cancellationToken);
        var (transfer, newCase, correlation) = (Ids.New(), Ids.New(), Ids.New());
        var outcome = await executor.ExecuteAsync(
            new CaseWork(key, now => new EventContext(now, correlation, null, "system", TraceParent: Activity.Current?.Id), (_, now) => ValueTask.FromResult<CaseCommand>(
                new CaseCommand.StepUp(now, transfer, newCase, receiver, subjects) { Consents = said }))
            {
                // As after an accepted offer: from the commit on the sender reads nothing but the notice.
                Also = (after, now) => [ReturningCases.Closing(after, now)],
                Begins = (before, command) => SteppingUp.Begin(before, (CaseCommand.StepUp)command),
            },
            cancellationToken);
        if (outcome.Written)
        {
            LogMoved(key.Id);
        }
    }

    // Seats set aside for one of the reports are left out by Liaison; a body with fewer than two counts as having none (J6) unless nobody above has more.
    private async Task<HandlingBody?> ReceiverAsync(CaseState state, string acting, CancellationToken cancellationToken)
    {
        HandlingBody? best = null;
        var asked = state.AppealOf is null ? null : await finder.HandlersOfAsync(Appealing.Things(state), cancellationToken);
        foreach (var slug in SteppingUp.Above(state))
        {
            var body = await channel.PostAsync<HandlingBody>("liaison", $"/internal/handling/{slug}", new HandlingQuestion([.. state.ThreadIds], OpeningByCommittee.FoundOut(state)), acting, cancellationToken);
            body = body is null || asked is null ? body : Appealing.Fresh(body, asked);
            var seats = body is null ? 0 : Deciding(body);
            if (seats >= EnoughSeats)
            {
                return body;
            }

            best = seats > 0 ? best ?? body : best;
        }

        return best;
    }

    private static int Deciding(HandlingBody body) => body.Seats.Count(s => s is { Role: "member" or "alternate", Overseen: false });

    [LoggerMessage(Level = LogLevel.Information, Message = "Case {Case} moved up: nobody took it")]
    private partial void LogMoved(Guid @case);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Case {Case} waits: no body above it has a seat for it; fill one")]
    private partial void LogWaits(Guid @case);
}
