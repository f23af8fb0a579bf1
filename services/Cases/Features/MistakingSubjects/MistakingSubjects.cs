using Coc.Cases.Domain;

namespace Coc.Cases.Features.MistakingSubjects;

/// <summary><c>POST /api/cases/{id}/subjects/{person}/mistaken</c>: it was somebody else; marked so, and everybody who was told is told (P22).</summary>
internal static class MistakingSubjects
{
    public static void MapMistakingSubjects(this IEndpointRouteBuilder cases) => cases.MapCommand<Request>("subjects/{thing}/mistaken", (request, scope) =>
    {
        scope.Check.Text(request.Reason, "reason", TextLimits.Reason).Throw();
        return new CaseCommand.MarkMistaken(scope.Seat, scope.Now, scope.Thing, request.Reason!);
    }, (state, id) => state.SubjectOf(id) is not null);

    internal sealed record Request(string? Reason);
}
