using Coc.Cases.Domain;

namespace Coc.Cases.Features.Closing;

/// <summary><c>POST /api/cases/{id}/close</c>: when everybody is told and every order done or waived.</summary>
internal static class Closing
{
    public static void MapClosing(this IEndpointRouteBuilder cases) => cases.MapCommand<Request>("close", (request, scope) =>
    {
        scope.Check.Optional(request.Outcome, "outcome", TextLimits.Note).Throw();
        return new CaseCommand.Close(scope.Seat, scope.Now, request.Outcome);
    });

    internal sealed record Request(string? Outcome);
}
