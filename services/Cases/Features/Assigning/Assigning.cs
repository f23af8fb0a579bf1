using Coc.Cases.Domain;

namespace Coc.Cases.Features.Assigning;

/// <summary><c>POST /api/cases/{id}/assign</c>.</summary>
internal static class Assigning
{
    public static void MapAssigning(this IEndpointRouteBuilder cases) => cases.MapCommand<Request>("assign", (request, scope) =>
    {
        scope.Check.That(request.Seat is not null, "seat", "must not be empty").Throw();
        return new CaseCommand.Assign(scope.Seat, scope.Now, request.Seat!.Value);
    });

    internal sealed record Request(Guid? Seat);
}
