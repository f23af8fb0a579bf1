using System.Diagnostics;
using Coc.Cases.Domain;
using Coc.Cases.Features.SettingSeatsAside;
using Coc.Cases.Features.Transferring;
using Coc.EventStore;
using Coc.Platform;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Cases.DueWork;

/// <summary>An offer's time passes: reminded, disputed, settled by the rule. While the body that is to have the case has no seat for it, it waits and is tried again.</summary>
internal sealed partial class TransferClock(CaseExecutor executor, CaseFinder finder, ServiceChannel channel, Receivers receivers, DomainClock clock, ILogger<TransferClock> logger)
{
    public async Task DoAsync(StreamKey key, Guid transfer, CancellationToken cancellationToken)
    {
        var state = await finder.LoadAsync(key, cancellationToken);
        Handing? handing = null;
        if (Disputing.HandsOver(state, clock.GetUtcNow()) && (handing = await HandingAsync(state, $"system:{key.Id}", cancellationToken)) is null)
        {
            LogWaits(key.Id);
            return;
        }

        var correlation = Ids.New();
        await executor.ExecuteAsync(
            AnsweringTransfers.ThatMayHandOver(new CaseWork(
                key, now => new EventContext(now, correlation, null, "system", TraceParent: Activity.Current?.Id),
                (_, now) => ValueTask.FromResult<CaseCommand>(new CaseCommand.PassTransferTime(now, transfer, handing)))),
            cancellationToken);
    }

    /// <summary>An arbiter asked about a hand-over was silent: it stays as it is.</summary>
    public async Task ConfirmAsync(StreamKey key, Guid transfer, CancellationToken cancellationToken)
    {
        var correlation = Ids.New();
        await executor.ExecuteAsync(
            ReturningCases.WorkOn(
                await finder.LoadAsync(key, cancellationToken), now => new EventContext(now, correlation, null, "system", TraceParent: Activity.Current?.Id),
                (former, present, now) => ValueTask.FromResult(Returning.Decide(former, present, new HandBack.PassTime(now, transfer)))),
            cancellationToken);
    }

    private async Task<Handing?> HandingAsync(CaseState state, string acting, CancellationToken cancellationToken)
    {
        var to = state.Offer!.To;
        return await receivers.FindAsync(state, to, acting, cancellationToken) is not { } receiver || Receivers.Deciding(receiver) == 0
            ? null
            : new Handing(Ids.New(), receiver, await AnsweringTransfers.CodeNamesOf(state, to, channel, acting, cancellationToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Case {Case} waits: the body a rule gives it to has no seat for it; fill one")]
    private partial void LogWaits(Guid @case);
}
