using Coc.Cases.Domain;

namespace Coc.Cases.Features.Triaging;

/// <summary><c>POST /api/cases/{id}/triage</c>: impact and risk; a judgement, not a score that decides (R12).</summary>
internal static class Triaging
{
    public static void MapTriaging(this IEndpointRouteBuilder cases) => cases.MapCommand<Request>("triage", (request, scope) =>
    {
        scope.Check
            .OneOf(request.Impact, "impact", "low", "medium", "high")
            .OneOf(request.Risk, "risk", "low", "medium", "high")
            .Optional(request.Note, "note", TextLimits.Note)
            .That(string.IsNullOrEmpty(request.Category) || Codes.IsCategory(request.Category), "category", "must be a code in letters, such as harassment")
            .Throw();
        return new CaseCommand.Triage(scope.Seat, scope.Now, request.Impact!, request.Risk!, request.Note, string.IsNullOrEmpty(request.Category) ? null : request.Category);
    });

    internal sealed record Request(string? Impact, string? Risk, string? Note, string? Category);
}
