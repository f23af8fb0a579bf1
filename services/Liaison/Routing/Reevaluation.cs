using Coc.Contracts.Cases;
using Coc.EventStore;
using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Jurisdiction;
using Coc.Liaison.Domain.Routing;
using Coc.Platform;
using Coc.Platform.Messaging;
using Coc.Platform.Time;

namespace Coc.Liaison.Routing;

/// <summary>Evaluates J1 to J12 again when the facts of a case changed: the same table and the same directory as at intake. An appeal, and a complaint, go by rules of their own.</summary>
internal sealed class Reevaluation(IEventStore store, ConcernedReader concerned, SetAside setAside, CasesSetAside cases, Overseen overseen, BodyDirectory directory, DomainClock clock) : IHandle<JurisdictionFactsChanged>
{
    public async Task HandleAsync(JurisdictionFactsChanged message, Delivery delivery, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var bodies = await concerned.ReadAsync(message.Projects, message.Event, cancellationToken)
            ?? throw new InvalidOperationException("The directory holds no foundation; import one.");
        var beyond = await cases.OfAsync([message.Case], delivery.Acting, cancellationToken) with { Accounts = [] };
        var (aside, soft) = await setAside.ScreenAsync(message.Reports, bodies.Candidates(message.ReceivedAt, now), delivery.Acting, cancellationToken, beyond);
        var hard = await overseen.OfAsync(message.Reports, bodies.All, delivery.Acting, cancellationToken, beyond);
        var noted = await NotedAsync(message.Reports, cancellationToken);
        var owner = await directory.FindAsync(message.Origin.Body, cancellationToken);
        var facts = Complete(bodies.Facts(message.ReceivedAt, now, aside, hard, soft), message, noted) with { Owner = new(message.Origin.Body, owner?.Profile.Kind == "project") };
        var verdict = message.AboutBody is { } about ? Appeals.Route(facts, about) : noted is [{ Kind: Complaints.Kind }, ..] ? Complaints.Stays(message.Origin.Body) : Jurisdiction.Evaluate(facts);
        var evaluated = new CaseEvaluated(
            message.Case, message.Origin.Body, verdict.Body, verdict.Rule, verdict.Because, [.. verdict.Rules.Select(r => r.Evaluated)],
            Contradictions.Of(facts, verdict));
        await store.AppendAsync(
            new Append(
                [new StreamAppend(
                    new(BodyStreams.Tenant, Ids.V5(message.Case, "evaluation")), "evaluation", StreamAppend.ExpectAny, [new NewEvent(Ids.V5(delivery.MessageId, "evaluated"), evaluated)])],
                delivery.Context(now) with { PolicyVersion = facts.FoundationPolicy })
            {
                Statements = [delivery.Inbox(now)],
            },
            cancellationToken);
    }

    private static Facts Complete(Facts facts, JurisdictionFactsChanged message, IReadOnlyList<RoutingEvent.ReportNoted> noted)
    {
        var conflicts = new ConflictFact(message.Conflicts.Hard, message.Conflicts.Of, message.Conflicts.Clean);
        return facts with
        {
            RiskFactors = message.RiskFactors,
            ExposureLikely = message.ExposureLikely,
            TransferredBy = message.From,
            TransferredUnder = message.Rule,
            OtherCommunities = noted.Any(n => n.OtherCommunities),
            AddressTo = noted.Select(n => n.AddressTo).FirstOrDefault(),
            Overruled = message.Overruled ?? [],
            Joint = message.Joint,
            ProjectConflicts = facts.Projects.Any(p => p.Slug == message.Origin.Body) ? conflicts : facts.ProjectConflicts,
            FoundationConflicts = facts.Foundation.Slug == message.Origin.Body ? conflicts : facts.FoundationConflicts,
        };
    }

    // Of the case's first report, and of those that were linked to it.
    private async Task<IReadOnlyList<RoutingEvent.ReportNoted>> NotedAsync(IReadOnlyList<Guid> reports, CancellationToken cancellationToken) => reports.Count == 0 ? [] :
        [.. (await store.ReadAsync([.. reports.Select(RoutingExecutor.StreamOf)], cancellationToken)).Select(s => RoutingExecutor.Fold(s).Report).OfType<RoutingEvent.ReportNoted>()];
}
