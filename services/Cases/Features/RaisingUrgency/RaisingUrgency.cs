using Coc.Cases.Domain;

namespace Coc.Cases.Features.RaisingUrgency;

/// <summary><c>POST /api/cases/{id}/urgency</c> <c>{because: safetyConcern·ongoingThreat·minor}</c> (P1): from now on it is urgent. 409 <c>alreadyUrgent</c>.</summary>
internal static class RaisingUrgency
{
    public static void MapRaisingUrgency(this IEndpointRouteBuilder cases) => cases.MapCommand<Request>(Hurrying.Command, (request, scope) =>
    {
        scope.Check.OneOf(request.Because, "because", Hurrying.Grounds).Throw();
        return new CaseCommand.RaiseUrgency(scope.Seat, scope.Now, request.Because!);
    });

    internal sealed record Request(string? Because);
}
