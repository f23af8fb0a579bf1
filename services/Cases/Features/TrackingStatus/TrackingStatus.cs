using Coc.Cases.Domain;

namespace Coc.Cases.Features.TrackingStatus;

/// <summary><c>POST /api/cases/{id}/status</c>: where the panel stands; starts the status clock anew (R10).</summary>
internal static class TrackingStatus
{
    public static void MapTrackingStatus(this IEndpointRouteBuilder cases) => cases.MapCommand<Request>("status", (request, scope) =>
    {
        scope.Check.OneOf(request.State, "state", "investigating", "deliberating", "onHold")
            .Optional(request.Note, "note", TextLimits.Note)
            .That(request.State != "onHold" || !string.IsNullOrWhiteSpace(request.Note), "note", "must say why it is on hold").Throw();
        return new CaseCommand.NoteStatus(scope.Seat, scope.Now, request.State!, request.Note);
    });

    internal sealed record Request(string? State, string? Note);
}
