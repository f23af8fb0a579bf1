using Coc.Cases.Domain;
using Coc.Cases.Features.AskingConsent;
using Coc.Cases.Features.ReadingEvidence;
using Coc.Platform;
using Coc.Platform.Http;

namespace Coc.Cases.Features.ConsultingCounsel;

/// <summary>
/// <c>POST /api/cases/{id}/legal-requests</c> <c>{proposal?, question, include[], about?: minor}</c>, and <c>/legal-consultations</c> <c>{outcome, note?, by, proposal?, about?: minor}</c> for a counsel outside the system (R44, P17). <c>include</c> are ids of
/// evidence: counsel sees those pieces and no other, and none of a reporter who said no to counsel (409 <c>noConsent</c>). The proposal may be left out while only one can be meant (409 <c>whichProposal</c>).
/// </summary>
internal static class AskingCounsel
{
    private const int MostPieces = 50;

    public static readonly string[] Outcomes = ["noExposure", "proceedWithChanges", "exposureLikely", "conflicted"];

    public static void MapAskingCounsel(this IEndpointRouteBuilder cases)
    {
        cases.MapCommand<Question>("legal-requests", async (request, scope) =>
        {
            var pieces = (request.Include ?? []).Select(i => Guid.TryParse(i, out var piece) ? piece : Guid.Empty).Distinct().ToList();
            var kept = pieces.Count == 0 ? [] : await scope.Context.RequestServices.GetRequiredService<EvidenceDoor>().KeptAsync(scope);
            scope.Check
                .Text(request.Asked, "question", TextLimits.Note)
                .AtMost(request.Include, "include", MostPieces)
                .That(request.Proposal is null || scope.State.ProposalOf(request.Proposal.Value) is not null, "proposal", "is not a proposal of this case")
                .That(request.About is null or Domain.Safeguarding.About, "about", "must be minor, or absent")
                .That(pieces.All(p => kept.Any(k => k.Id == p)), "include", "names evidence that is not in this case")
                .Throw();
            var said = await scope.Context.RequestServices.GetRequiredService<ReporterConsents>().OfAsync(scope.State, Consenting.Counsel, $"seat:{scope.Seat}", scope.Context.RequestAborted);
            if (kept.Any(k => pieces.Contains(k.Id) && k.Report is { } report && said.Of(report) == Consenting.No))
            {
                throw new ProblemException(Problems.Refused("noConsent", "P16", "A reporter does not agree that counsel sees what they sent: leave it out."));
            }

            return new CaseCommand.AskCounsel(scope.Seat, scope.Now, Ids.New(), request.Proposal, request.Asked!, [.. pieces.Select(p => p.ToString())])
            {
                About = request.About,
                Consents = said,
            };
        });
        cases.MapCommand<Consultation>("legal-consultations", (request, scope) =>
        {
            scope.Check
                .OneOf(request.Outcome, "outcome", Outcomes)
                .Optional(request.Note, "note", TextLimits.Note)
                .Text(request.By, "by", TextLimits.Label * 2)
                .That(request.Proposal is null || scope.State.ProposalOf(request.Proposal.Value) is not null, "proposal", "is not a proposal of this case")
                .That(request.About is null or Domain.Safeguarding.About, "about", "must be minor, or absent")
                .Throw();
            return new CaseCommand.RecordConsultation(scope.Seat, scope.Now, request.Outcome!, request.Note, request.By!) { Proposal = request.Proposal, About = request.About };
        });
    }

    internal sealed record Question(Guid? Proposal, [property: System.Text.Json.Serialization.JsonPropertyName("question")] string? Asked, IReadOnlyList<string?>? Include, string? About);

    internal sealed record Consultation(string? Outcome, string? Note, string? By, Guid? Proposal, string? About);
}
