using Coc.Cases.Domain;
using Coc.Cases.Features.ReadingRooms;
using Coc.Platform;

namespace Coc.Cases.Features.HearingPersons;

/// <summary>
/// <c>POST /api/cases/{id}/hearing</c>: what the person said, or why nobody could ask (R40). With <c>entry</c>, what the person wrote in the room, word for word; whatever a seat types in is transcribed, and shown to
/// the person for correction (P6), whether <c>transcribed</c> says so or not.
/// </summary>
internal static class HearingPersons
{
    public static void MapHearingPersons(this IEndpointRouteBuilder cases) => cases.MapCommand<Request>("hearing", async (request, scope) =>
    {
        var response = string.IsNullOrWhiteSpace(request.Response) ? null : request.Response;
        var reason = string.IsNullOrWhiteSpace(request.ReasonForNone) ? null : request.ReasonForNone;
        scope.Check
            .That(new[] { response is not null, reason is not null, request.Entry is not null }.Count(there => there) == 1, "response", "either the response, entry or reasonForNone must be there, not several")
            .That(request.Entry is null || request.Transcribed is not true, "transcribed", "is for what a seat wrote down")
            .Optional(response, "response", TextLimits.Rationale)
            .Optional(reason, "reasonForNone", TextLimits.Reason);
        var person = scope.PersonOf(request.Person, "person");
        var room = scope.State.Accused.RoomOf(person);
        scope.Check.That(request.Entry is not { } named || room?.Entries.Any(e => e.Id == named && e.Kind == "response") == true, "entry", "is nothing this person answered in the room");
        scope.Check.Throw();
        if (request.Entry is { } entry)
        {
            response = await scope.Context.RequestServices.GetRequiredService<RoomReading>().TextAsync(scope.State, scope.Seat, room!.Id, entry, scope.Context.RequestAborted);
        }

        return new CaseCommand.Hear(scope.Seat, scope.Now, Ids.New(), person, response, request.Transcribed ?? false, reason, request.Entry);
    });

    internal sealed record Request(Guid? Person, string? Response, bool? Transcribed, string? ReasonForNone, Guid? Entry);
}
