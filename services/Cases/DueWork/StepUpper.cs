using System.Diagnostics;
using Coc.Cases.Domain;
using Coc.Cases.Features.AskingConsent;
using Coc.Cases.Features.SettingSeatsAside;
using Coc.Cases.Features.Transferring;
using Coc.EventStore;
using Coc.Platform;
using Coc.Platform.Security;

namespace Coc.Cases.DueWork;

/// <summary>Moves a case that nobody took up to the nearest body above that has seats for it, once who reported was told; while there is none, whoever got a seat here since is asked, or it stays and is tried again.</summary>
internal sealed partial class StepUpper(CaseExecutor executor, CaseFinder finder, ServiceChannel channel, Receivers receivers, ReporterConsents consents, ILogger<StepUpper> logger)
{
    /// <summary>A body with fewer counts as having none (J6), unless nobody above has more.</summary>
    public const int EnoughSeats = 2;

    public async Task DoAsync(StreamKey key, CancellationToken cancellationToken)
    {
        var state = await finder.LoadAsync(key, cancellationToken);
        if (await receivers.NearestAsync(state, SteppingUp.Next(state), state.AppealOf is not null, _ => EnoughSeats, $"system:{key.Id}", cancellationToken) is not { } receiver)
        {
            await CallSeatsAsync(key, state, cancellationToken);
            return;
        }

        var subjects = await AnsweringTransfers.CodeNamesOf(state, receiver.Slug, channel, $"system:{key.Id}", cancellationToken);
        var (transfer, newCase, correlation) = (Ids.New(), Ids.New(), Ids.New());
        var outcome = await executor.ExecuteAsync(
            new CaseWork(key, now => new EventContext(now, correlation, null, "system", TraceParent: Activity.Current?.Id), async (present, now) =>
                new CaseCommand.StepUp(now, transfer, newCase, receiver, subjects) { Consents = await consents.OfAsync(present, receiver.Kind, $"system:{key.Id}", cancellationToken) })
            {
                // As after an accepted offer: from the commit on the sender reads nothing but the notice.
                Also = (after, now) => after.HasGone ? [ReturningCases.Closing(after, now)] : [],
                Begins = (before, command) => SteppingUp.Begin(before, (CaseCommand.StepUp)command),
            },
            cancellationToken);
        if (outcome is { Written: true, State.HasGone: true })
        {
            LogMoved(key.Id);
        }
    }

    // Nobody above can have it. Whoever got a seat here since may.
    private async Task CallSeatsAsync(StreamKey key, CaseState state, CancellationToken cancellationToken)
    {
        var own = await receivers.FindAsync(state, state.Body, $"system:{key.Id}", cancellationToken);
        var correlation = Ids.New();
        var outcome = await executor.ExecuteAsync(
            new CaseWork(key, now => new EventContext(now, correlation, null, "system", TraceParent: Activity.Current?.Id), (_, now) => ValueTask.FromResult<CaseCommand>(new CaseCommand.CallSeats(now, own?.Seats ?? []))), cancellationToken);
        if (!outcome.Written)
        {
            LogWaits(key.Id);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Case {Case} moved up: nobody took it")]
    private partial void LogMoved(Guid @case);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Case {Case} waits: neither its body nor one above has a seat for it; fill one")]
    private partial void LogWaits(Guid @case);
}
