using Coc.Cases.Domain;
using Coc.Cases.Features.AskingConsent;
using Coc.Platform;

namespace Coc.Cases.Features.ConsultingCounsel;

/// <summary><c>POST /api/cases/{id}/legal-requests</c>, and <c>/legal-consultations</c> for a counsel outside the system (R44, P17).</summary>
internal static class AskingCounsel
{
    public static readonly string[] Outcomes = ["noExposure", "proceedWithChanges", "exposureLikely", "conflicted"];

    public static void MapAskingCounsel(this IEndpointRouteBuilder cases)
    {
        cases.MapCommand<Question>("legal-requests", async (request, scope) =>
        {
            scope.Check
                .Text(request.Asked, "question", TextLimits.Note)
                .Labels(request.Include, "include")
                .That(request.Proposal is null || scope.State.ProposalOf(request.Proposal.Value) is not null, "proposal", "is not a proposal of this case")
                .Throw();
            var consents = scope.Context.RequestServices.GetRequiredService<ReporterConsents>();
            return new CaseCommand.AskCounsel(scope.Seat, scope.Now, Ids.New(), request.Proposal, request.Asked!, request.Include ?? [])
            {
                Consents = await consents.OfAsync(scope.State, Consenting.Counsel, $"seat:{scope.Seat}", scope.Context.RequestAborted),
            };
        });
        cases.MapCommand<Consultation>("legal-consultations", (request, scope) =>
        {
            scope.Check
                .OneOf(request.Outcome, "outcome", Outcomes)
                .Optional(request.Note, "note", TextLimits.Note)
                .Text(request.By, "by", TextLimits.Label * 2)
                .Throw();
            return new CaseCommand.RecordConsultation(scope.Seat, scope.Now, request.Outcome!, request.Note, request.By!);
        });
    }

    internal sealed record Question(Guid? Proposal, [property: System.Text.Json.Serialization.JsonPropertyName("question")] string? Asked, IReadOnlyList<string>? Include);

    internal sealed record Consultation(string? Outcome, string? Note, string? By);
}
