using Coc.Contracts.Cases;
using Coc.EventStore;
using Coc.Platform;
using Coc.Platform.Messaging;
using Coc.Platform.Time;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Consumers;

/// <summary>A decision is recorded: one sanction per limiting measure, one notice per body it is offered to.</summary>
internal sealed class DecisionRecordedHandler(
    Streams streams, PersonExecutor persons, PersonRegistry registry, SanctionExecutor sanctions, BodyDirectory directory, OfferSigner signer, IEventStore store, DomainClock clock)
    : IHandle<DecisionRecorded>
{
    public async Task HandleAsync(DecisionRecorded message, Delivery delivery, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var issuer = message.Origin.Body;
        var body = await directory.FindAsync(issuer, cancellationToken) ?? throw new InvalidOperationException($"{issuer} is not listed yet."); // tried again soon
        var addressed = await AddressedAsync(message, body, cancellationToken);
        var changes = new Changes();
        foreach (var person in message.Measures.Select(m => m.Person).Distinct())
        {
            await persons.ConfirmAsync(changes, person, message.Case, [], cancellationToken); // a decision says who it is about
        }

        foreach (var measure in message.Measures)
        {
            var before = await streams.SanctionAsync(new StreamKey(issuer, measure.Sanction), cancellationToken);
            var impose = new SanctionCommand.Impose(
                measure.Sanction, measure.Person, issuer, measure.Type, await ScopeAsync(measure, message.Binding, issuer, body, cancellationToken),
                new SanctionTerm(measure.From, measure.Until, measure.Readmission), measure.Category, measure.CountsAsPriorUntil,
                new SanctionBasis("own", message.Case, issuer, message.Binding, message.Decision, null, null), measure.Conditions);
            var sent = addressed.Select(b => new SentNotice(Ids.V5(measure.Sanction, $"notice:{b}"), b)).ToList();
            var state = await sanctions.ImposeAsync(changes, before, impose, sent, message.Permission, now, cancellationToken);
            if (!before.State.Exists && state.Exists)
            {
                var hashes = await registry.HashesAsync(measure.Person, cancellationToken);
                Offer(changes, message, state, hashes, now);
            }
        }

        changes.Add(delivery.Inbox(now));
        await store.AppendAsync(changes.ToAppend(delivery.Context(now)), cancellationToken);
    }

    private void Offer(Changes changes, DecisionRecorded message, SanctionState state, IReadOnlyList<byte[]> hashes, DateTimeOffset now)
    {
        var imposed = state.Imposed!;
        foreach (var notice in state.Notices)
        {
            var facts = new NoticeEvent.NoticeOffered(
                notice.Notice, notice.Body, imposed.Sanction, imposed.Issuer, message.Case, imposed.Person, imposed.Type, imposed.Term, imposed.Category,
                message.Offer!.Because, message.Offer.AnswerBy, state.ReleasedAt is not null);
            var before = new Loaded<NoticeState>(new StreamKey(notice.Body, notice.Notice), 0, NoticeState.None, message.Origin.Incident);
            NoticeChanges.Add(changes, before, NoticeDecider.Decide(new NoticeCommand.Offer(signer.Signed(facts, message.Origin.Hash)), NoticeState.None).Events, hashes, now);
        }
    }

    /// <summary>Only a foundation decision binds others; a project's measure counts at home, and for others by their own answer.</summary>
    private async Task<SanctionScope> ScopeAsync(DecidedMeasure measure, bool binding, string issuer, Body body, CancellationToken cancellationToken)
    {
        if (binding)
        {
            return new SanctionScope(measure.Bodies is null, measure.Bodies ?? [], measure.Spaces);
        }

        var served = body.Kind == "foundation"
            ? (await directory.OfFoundationAsync(issuer, cancellationToken)).Where(b => b.ServedByFoundation).Select(b => b.Slug).ToList()
            : [];
        var own = (measure.Bodies ?? [issuer]).Where(b => b == issuer || served.Contains(b)).ToList();
        return new SanctionScope(false, own.Count == 0 ? [issuer] : own, measure.Spaces);
    }

    // To all only by the foundation (P18).
    private async Task<IReadOnlyList<string>> AddressedAsync(DecisionRecorded message, Body body, CancellationToken cancellationToken)
    {
        if (message.Offer is not { } offer)
        {
            return [];
        }

        var known = (await directory.OfFoundationAsync(body.Foundation, cancellationToken)).Where(b => b.Slug != body.Slug).ToList();
        return offer.To is { } to
            ? [.. known.Where(b => to.Contains(b.Slug)).Select(b => b.Slug)]
            : body.Kind == "foundation" ? [.. known.Where(b => b.Kind == "project").Select(b => b.Slug)] : [];
    }
}
