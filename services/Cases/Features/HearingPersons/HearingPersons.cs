using Coc.Cases.Domain;
using Coc.Platform;

namespace Coc.Cases.Features.HearingPersons;

/// <summary><c>POST /api/cases/{id}/hearing</c>: what the person said, or why nobody could ask (R40).</summary>
internal static class HearingPersons
{
    public static void MapHearingPersons(this IEndpointRouteBuilder cases) => cases.MapCommand<Request>("hearing", (request, scope) =>
    {
        var response = string.IsNullOrWhiteSpace(request.Response) ? null : request.Response;
        var reason = string.IsNullOrWhiteSpace(request.ReasonForNone) ? null : request.ReasonForNone;
        scope.Check
            .That(response is null != reason is null, "response", "either the response or reasonForNone must be there, not both")
            .Optional(response, "response", TextLimits.Rationale)
            .Optional(reason, "reasonForNone", TextLimits.Reason);
        var person = scope.PersonOf(request.Person, "person");
        scope.Check.Throw();
        return new CaseCommand.Hear(scope.Seat, scope.Now, Ids.New(), person, response, request.Transcribed ?? false, reason);
    });

    internal sealed record Request(Guid? Person, string? Response, bool? Transcribed, string? ReasonForNone);
}
