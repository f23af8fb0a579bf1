using Coc.Cases.Domain;

namespace Coc.Cases.Features.RecordingRiskFactors;

/// <summary><c>POST /api/cases/{id}/risk-factors</c>: the six of the legal checklist (R44).</summary>
internal static class RecordingRiskFactors
{
    public static void MapRecordingRiskFactors(this IEndpointRouteBuilder cases) => cases.MapCommand<Request>("risk-factors", (request, scope) =>
    {
        scope.Check.OneOf(request.Factor, "factor", Factors.All).That(request.Present is not null, "present", "must be true or false").Throw();
        return new CaseCommand.RecordRiskFactor(scope.Seat, scope.Now, request.Factor!, request.Present!.Value);
    });

    internal sealed record Request(string? Factor, bool? Present);
}
