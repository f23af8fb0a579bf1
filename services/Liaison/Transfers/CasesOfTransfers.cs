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
internal sealed class CasesOfTransfers(ServiceChannel channel, HandlingBodies handling, CasesSetAside setAside, DomainClock clock)
{
    public async Task<TransferEvent> AcceptAsync(TransferEvent.TransferListed offer, BodyEntry receiver, Guid? into, Asker asker, CancellationToken cancellationToken)
    {
        var body = await BodyAsync(offer, receiver, asker, cancellationToken);
        var outcome = await PostAsync(offer, "accept", new TransferAcceptance(asker.Seat!.Value, asker.Role, asker.Account, body, into), asker, cancellationToken);
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

    /// <summary>The case changed hands and goes back: given by the receiver, or taken by the sender as long as nobody there has taken it up.</summary>
    public async Task<TransferEvent> BackAsync(TransferEvent.TransferListed offer, string what, BodyEntry sender, Asker asker, string? reason, string? text, CancellationToken cancellationToken)
    {
        var body = await BodyAsync(offer, sender, asker, cancellationToken);
        var outcome = await PostAsync(offer, what, new TransferReturn(asker.Seat!.Value, asker.Role, asker.Account, reason, text, body), asker, cancellationToken);
        return new TransferEvent.TransferSettled(offer.Transfer, offer.Case, outcome.State);
    }

    /// <summary>One side says that the hand-over was wrong; who settles it, Cases tells by message.</summary>
    public async Task<TransferEvent> ContestAsync(TransferEvent.TransferListed offer, Asker asker, CancellationToken cancellationToken)
    {
        var outcome = await PostAsync(offer, "contest", new TransferRefusal(asker.Seat!.Value, asker.Role, asker.Account, null, null), asker, cancellationToken);
        return new TransferEvent.TransferSettled(offer.Transfer, offer.Case, outcome.State);
    }

    /// <summary>Cases of the receiver that this seat sees and that are about the same persons.</summary>
    public async Task<IReadOnlyList<JoinableCase>> JoinableAsync(TransferEvent.TransferListed offer, BodyEntry receiver, Asker asker, CancellationToken cancellationToken) =>
        (await channel.PostAsync<JoinableAnswer>(
            "cases", $"/internal/transfers/{offer.Transfer}/joinable", new JoinableQuestion(asker.Seat!.Value, asker.Role, receiver.Profile.ActingSlug), asker.Acting(), cancellationToken))?.Cases ?? [];

    /// <param name="receiver">the body the case moves to, or back to; null: it stays with the sender, or with the receiver once that has it</param>
    /// <param name="owner">slug of the body that is to have it</param>
    public async Task<TransferEvent> SettleAsync(TransferEvent.TransferListed offer, string owner, BodyEntry? receiver, Asker asker, CancellationToken cancellationToken)
    {
        var body = receiver is null ? null : await BodyAsync(offer, receiver, asker, cancellationToken);
        var outcome = await PostAsync(offer, "settle", new TransferSettlement(asker.Seat!.Value, asker.Role, asker.Account, owner, body), asker, cancellationToken);
        return new TransferEvent.TransferSettled(offer.Transfer, offer.Case, outcome.State);
    }

    // Back at the sender's, who had it has it again; but whom the receiver found out reads it there no more than here.
    private async Task<HandlingBody> BodyAsync(TransferEvent.TransferListed offer, BodyEntry body, Asker asker, CancellationToken cancellationToken)
    {
        var beyond = await setAside.OfAsync([offer.Transfer, .. offer.Reports], asker.Acting(), cancellationToken);
        return await handling.OfAsync(
            body, offer.Reports, clock.GetUtcNow(), asker.Acting(), cancellationToken, beyond: body.Slug == offer.From ? beyond with { Accounts = [] } : beyond);
    }

    private async Task<TransferOutcome> PostAsync(TransferEvent.TransferListed offer, string what, object body, Asker asker, CancellationToken cancellationToken) =>
        await channel.PostAsync<TransferOutcome>("cases", $"/internal/transfers/{offer.Transfer}/{what}", body, asker.Acting(), cancellationToken)
        ?? throw new ProblemException(Problems.NotFound);
}
