using Coc.Contracts.Liaison;
using Coc.Liaison.Domain.Jurisdiction;
using Coc.Liaison.Features.PreviewingReports;
using Coc.Liaison.Routing;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Liaison.Features.ExplainingJurisdiction;

/// <summary><c>POST /api/jurisdiction/explain</c>: which body, and what each of J1 to J12 says, on facts as in a report. No case is looked at.</summary>
internal static class ExplainJurisdiction
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/jurisdiction/explain", async (HttpContext http, ConcernedReader concerned, DomainClock clock) =>
        {
            if (http.Caller().Seats.Count == 0)
            {
                throw new ProblemException(Problems.NotFound);
            }

            var request = await http.ReadAsync<ExplainRequest>();
            request.Check();
            var bodies = await concerned.ReadAsync(request.Slugs, request.Event, http.RequestAborted) ?? throw new ProblemException(Problems.Unavailable);
            ProjectNames.Check(request.Slugs, bodies);
            var now = clock.GetUtcNow();
            var facts = request.Complete(bodies.Facts(now, now, new HashSet<Guid>()));
            var verdict = Jurisdiction.Evaluate(facts);
            return TypedResults.Ok(new Explanation(verdict.Body, verdict.Rule, verdict.JointWith, verdict.Rules, Contradictions.Of(facts, verdict)));
        }).For(CallerKind.Seat);

    /// <param name="JointWith">the second body where two have it together (J10); null: exactly one is competent</param>
    /// <param name="Notes">where a project's own text contradicts; the foundation's rule wins</param>
    internal sealed record Explanation(string Body, string Rule, string? JointWith, IReadOnlyList<Finding> Rules, IReadOnlyList<PolicyNote> Notes);

    internal sealed record ExplainRequest(
        IReadOnlyList<string?>? Projects, string? Event, IReadOnlyList<string?>? OtherCommunities, string? AddressTo, IReadOnlyList<string?>? RiskFactors, bool? ExposureLikely,
        string? TransferredBy, ConflictRequest? ProjectConflicts, ConflictRequest? FoundationConflicts)
    {
        public IReadOnlyList<string> Slugs => [.. Projects?.OfType<string>() ?? []];

        public void Check()
        {
            var check = new Check().AtMost(Projects, "projects", 50).AtMost(OtherCommunities, "otherCommunities", 50).AtMost(RiskFactors, "riskFactors", 20)
                .Optional(Event, "event", 100).Optional(AddressTo, "addressTo", 100).Optional(TransferredBy, "transferredBy", 100)
                .That(Projects?.Contains(null) != true, "projects", "must not hold null");
            for (var i = 0; i < Math.Min(RiskFactors?.Count ?? 0, 20); i++)
            {
                check.OneOf(RiskFactors![i], $"riskFactors[{i}]", [.. Domain.Jurisdiction.RiskFactors.All]);
            }

            ProjectConflicts?.Check("projectConflicts", check);
            FoundationConflicts?.Check("foundationConflicts", check);
            check.Throw();
        }

        public Facts Complete(Facts facts) => facts with
        {
            OtherCommunities = OtherCommunities is { Count: > 0 },
            AddressTo = AddressTo,
            RiskFactors = [.. RiskFactors?.OfType<string>() ?? []],
            ExposureLikely = ExposureLikely ?? false,
            TransferredBy = TransferredBy,
            ProjectConflicts = ProjectConflicts?.Fact,
            FoundationConflicts = FoundationConflicts?.Fact,
        };
    }

    internal sealed record ConflictRequest(int Hard, int Of, int Clean)
    {
        public ConflictFact Fact => new(Hard, Of, Clean);

        public void Check(string at, Check check) =>
            check.That(Of is >= 1 and <= 100 && Hard >= 0 && Clean >= 0 && Hard + Clean <= Of, at, "must have hard and clean answers that fit into of");
    }
}
