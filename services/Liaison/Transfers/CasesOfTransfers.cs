using Coc.Contracts.Channel;
using Coc.Liaison.Directory;
using Coc.Liaison.Domain;
using Coc.Liaison.Domain.Transfers;
using Coc.Liaison.Routing;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Liaison.Transfers;

/// <summary>Cases is the authority for ownership: an answer is carried out there first, then recorded here. Both sides bear a repetition.</summary>
internal sealed class CasesOfTransfers(ServiceChannel channel, HandlingBodies handling, DomainClock clock)
{
    public async Task<TransferEvent> AcceptAsync(TransferEvent.TransferListed offer, BodyEntry receiver, Asker asker, CancellationToken cancellationToken)
    {
        var body = await handling.OfAsync(receiver, offer.Reports, clock.GetUtcNow(), asker.Acting(), cancellationToken);
        var outcome = await PostAsync(offer, "accept", new TransferAcceptance(asker.Seat!.Value, asker.Role, asker.Account, body), asker, cancellationToken);
        return new TransferEvent.TransferAccepted(offer.Transfer, offer.Case, outcome.NewCase);
    }

    public async Task<TransferEvent> RefuseAsync(TransferEvent.TransferListed offer, Asker asker, string reason, string? text, CancellationToken cancellationToken)
    {
        var outcome = await PostAsync(offer, "refuse", new TransferRefusal(asker.Seat!.Value, asker.Role, asker.Account, reason, text), asker, cancellationToken);
        return outcome.State == "disputed" // a rule gives the case to this body: the arbiter looks at the refusal
            ? new TransferEvent.TransferDisputed(offer.Transfer, offer.Case)
            : new TransferEvent.TransferRefused(offer.Transfer, offer.Case, reason);
    }

    public async Task<TransferEvent> RecallAsync(TransferEvent.TransferListed offer, Asker asker, CancellationToken cancellationToken)
    {
        await PostAsync(offer, "recall", new TransferRefusal(asker.Seat!.Value, asker.Role, asker.Account, null, null), asker, cancellationToken);
        return new TransferEvent.TransferRecalled(offer.Transfer, offer.Case);
    }

    public async Task<TransferEvent> DisputeAsync(TransferEvent.TransferListed offer, Asker asker, CancellationToken cancellationToken)
    {
        await PostAsync(offer, "dispute", new TransferRefusal(asker.Seat!.Value, asker.Role, asker.Account, null, null), asker, cancellationToken);
        return new TransferEvent.TransferDisputed(offer.Transfer, offer.Case);
    }

    /// <param name="receiver">the body the case moves to; null: it stays with the sender</param>
    public async Task<TransferEvent> SettleAsync(TransferEvent.TransferListed offer, BodyEntry? receiver, Asker asker, CancellationToken cancellationToken)
    {
        var body = receiver is null ? null : await handling.OfAsync(receiver, offer.Reports, clock.GetUtcNow(), asker.Acting(), cancellationToken);
        var outcome = await PostAsync(offer, "settle", new TransferSettlement(asker.Seat!.Value, asker.Role, asker.Account, receiver?.Slug ?? offer.From, body), asker, cancellationToken);
        return new TransferEvent.TransferSettled(offer.Transfer, offer.Case, outcome.State);
    }

    private async Task<TransferOutcome> PostAsync(TransferEvent.TransferListed offer, string what, object body, Asker asker, CancellationToken cancellationToken) =>
        await channel.PostAsync<TransferOutcome>("cases", $"/internal/transfers/{offer.Transfer}/{what}", body, asker.Acting(), cancellationToken)
        ?? throw new ProblemException(Problems.NotFound);
}
