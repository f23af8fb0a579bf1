using Coc.Cases.Domain;
using Coc.Platform;

namespace Coc.Cases.Features.TakingNotes;

/// <summary><c>POST /api/cases/{id}/notes</c>: of the panel, for the panel.</summary>
internal static class TakingNotes
{
    public static void MapTakingNotes(this IEndpointRouteBuilder cases) => cases.MapCommand<Request>("notes", (request, scope) =>
    {
        scope.Check.Text(request.Text, "text", TextLimits.Note).Throw();
        return new CaseCommand.AddNote(scope.Seat, scope.Now, Ids.New(), request.Text!);
    });

    internal sealed record Request(string? Text);
}
