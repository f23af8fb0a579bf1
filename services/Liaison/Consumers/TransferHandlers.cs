using Coc.Contracts.Cases;
using Coc.Liaison.Domain.Transfers;
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
        delivery, clock.GetUtcNow(), cancellationToken);
}

/// <summary>The case changed hands, also when Liaison crashed between asking Cases and recording its answer.</summary>
internal sealed class CaseTransferredHandler(TransferExecutor transfers, DomainClock clock) : IHandle<CaseTransferred>
{
    public Task HandleAsync(CaseTransferred message, Delivery delivery, CancellationToken cancellationToken) => transfers.FollowAsync(
        message.Transfer,
        state => state.State == "accepted" ? null : new TransferEvent.TransferSettled(message.Transfer, message.FromCase, "accepted"),
        delivery, clock.GetUtcNow(), cancellationToken);
}

/// <summary>The offer ended without a hand-over.</summary>
internal sealed class TransferEndedHandler(TransferExecutor transfers, DomainClock clock) : IHandle<TransferEnded>
{
    public Task HandleAsync(TransferEnded message, Delivery delivery, CancellationToken cancellationToken) => transfers.FollowAsync(
        message.Transfer,
        state => state.State == message.State ? null : new TransferEvent.TransferSettled(message.Transfer, message.Case, message.State),
        delivery, clock.GetUtcNow(), cancellationToken);
}
