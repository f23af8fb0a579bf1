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
        await PostAsync(offer, "refuse", new TransferRefusal(asker.Seat!.Value, asker.Role, asker.Account, reason, text), asker, cancellationToken);
        return new TransferEvent.TransferRefused(offer.Transfer, offer.Case, reason);
    }

    public async Task<TransferEvent> RecallAsync(TransferEvent.TransferListed offer, Asker asker, CancellationToken cancellationToken)
    {
        await PostAsync(offer, "recall", new TransferRefusal(asker.Seat!.Value, asker.Role, asker.Account, null, null), asker, cancellationToken);
        return new TransferEvent.TransferRecalled(offer.Transfer, offer.Case);
    }

    private async Task<TransferOutcome> PostAsync(TransferEvent.TransferListed offer, string what, object body, Asker asker, CancellationToken cancellationToken) =>
        await channel.PostAsync<TransferOutcome>("cases", $"/internal/transfers/{offer.Transfer}/{what}", body, asker.Acting(), cancellationToken)
        ?? throw new ProblemException(Problems.NotFound);
}
