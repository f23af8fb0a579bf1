using Coc.Contracts.Cases;
using Coc.Liaison.Domain.Transfers;
using Coc.Liaison.Features.MeasuringHandOvers;
using Coc.Liaison.Transfers;
using Coc.Platform.Messaging;
using Coc.Platform.Time;

namespace Coc.Liaison.Consumers;

/// <summary>A case is offered: it appears in both bodies' lists.</summary>
internal sealed class TransferOfferedHandler(TransferExecutor transfers, DomainClock clock) : IHandle<TransferOffered>
{
    public Task HandleAsync(TransferOffered message, Delivery delivery, CancellationToken cancellationToken) => transfers.FollowAsync(
        message.Transfer,
        state => state.Offer is not null
            ? null
            : new TransferEvent.TransferListed(
                message.Transfer, message.Case, message.Reports, message.From, message.To, message.Rule, message.CodeName, message.Origin.At, message.NotBefore, message.AnswerBy),
        delivery, clock.GetUtcNow(), cancellationToken, HandOverRows.Offered(message));
}

/// <summary>The case changed hands, also when Liaison crashed between asking Cases and recording its answer. That it went back, TransferEnded tells.</summary>
internal sealed class CaseTransferredHandler(TransferExecutor transfers, DomainClock clock) : IHandle<CaseTransferred>
{
    public Task HandleAsync(CaseTransferred message, Delivery delivery, CancellationToken cancellationToken) => transfers.FollowAsync(
        message.Transfer,
        state => message.To == message.Origin.Body || state.IsBeyond("accepted") ? null : new TransferEvent.TransferSettled(message.Transfer, message.FromCase, "accepted"),
        delivery, clock.GetUtcNow(), cancellationToken, message.To == message.Origin.Body ? [] : [HandOverRows.Taken(message)]);
}

/// <summary>Cases reminds the receiver.</summary>
internal sealed class TransferRemindedHandler(TransferExecutor transfers, DomainClock clock) : IHandle<TransferReminded>
{
    public Task HandleAsync(TransferReminded message, Delivery delivery, CancellationToken cancellationToken) => transfers.FollowAsync(
        message.Transfer,
        state => state.RemindedAt is not null ? null : new TransferEvent.TransferReminded(message.Transfer, message.Case, message.Origin.At),
        delivery, clock.GetUtcNow(), cancellationToken);
}

/// <summary>A third body settles it, before or after the case changed hands: it appears in the arbiter's list too.</summary>
internal sealed class TransferDisputedHandler(TransferExecutor transfers, DomainClock clock) : IHandle<TransferDisputed>
{
    public Task HandleAsync(TransferDisputed message, Delivery delivery, CancellationToken cancellationToken) => transfers.FollowAsync(
        message.Transfer,
        state => Known(state, message.Because)
            ? null
            : new TransferEvent.TransferDisputed(message.Transfer, message.Case, message.Because, message.Outcome, message.To, message.SettleBy),
        delivery, clock.GetUtcNow(), cancellationToken);

    private static bool Known(TransferState state, string because) => because == TransferState.AfterAcceptance
        ? state.Dispute?.Because == because || state.IsBeyond("returned")
        : state.Dispute is not null || state.IsBeyond("accepted");
}

/// <summary>The case stays with the sender; where it moves, CaseTransferred tells.</summary>
internal sealed class TransferSettledHandler(TransferExecutor transfers, DomainClock clock) : IHandle<TransferSettled>
{
    public Task HandleAsync(TransferSettled message, Delivery delivery, CancellationToken cancellationToken) => transfers.FollowAsync(
        message.Transfer,
        state => message.To != message.Origin.Body || state.IsBeyond("settled") ? null : new TransferEvent.TransferSettled(message.Transfer, message.Case, "settled"),
        delivery, clock.GetUtcNow(), cancellationToken, message.To == message.Origin.Body ? [HandOverRows.Dropped(message.Transfer)] : []);
}

/// <summary>The transfer is over: without a hand-over, undone, or confirmed.</summary>
internal sealed class TransferEndedHandler(TransferExecutor transfers, DomainClock clock) : IHandle<TransferEnded>
{
    public Task HandleAsync(TransferEnded message, Delivery delivery, CancellationToken cancellationToken) => transfers.FollowAsync(
        message.Transfer,
        state => state.IsBeyond(message.State) ? null : new TransferEvent.TransferSettled(message.Transfer, message.Case, message.State),
        delivery, clock.GetUtcNow(), cancellationToken, HandOverRows.Dropped(message.Transfer));
}
