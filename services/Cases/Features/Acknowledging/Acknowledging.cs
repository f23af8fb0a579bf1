using Coc.Cases.Domain;

namespace Coc.Cases.Features.Acknowledging;

/// <summary><c>POST /api/cases/{id}/acknowledge</c>: the reporter learns at once that the committee has it.</summary>
internal static class Acknowledging
{
    public static void MapAcknowledging(this IEndpointRouteBuilder cases) => cases.MapCommand<Request>("acknowledge", (request, scope) =>
    {
        scope.Check.Text(request.Message, "message", TextLimits.Message).Throw();
        return new CaseCommand.Acknowledge(scope.Seat, scope.Now, request.Message!);
    });

    internal sealed record Request(string? Message);
}
