using Coc.Cases.Domain;

namespace Coc.Cases.Features.Reopening;

/// <summary><c>POST /api/cases/{id}/reopen</c>: a decided or closed case is taken up again; what was decided stays in force until something else is (R54).</summary>
internal static class Reopening
{
    public static void MapReopening(this IEndpointRouteBuilder cases) => cases.MapCommand<Request>("reopen", (request, scope) =>
    {
        scope.Check.Text(request.Reason, "reason", TextLimits.Reason).Throw();
        return new CaseCommand.Reopen(scope.Seat, scope.Now, request.Reason!);
    });

    internal sealed record Request(string? Reason);
}
