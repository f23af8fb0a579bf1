using Coc.Cases.Domain;

namespace Coc.Cases.Features.NoticingResolutions;

/// <summary><c>POST /api/cases/{id}/resolution-notice</c>: the foundation learns the outcome as a code; a project closes no case without it (R25).</summary>
internal static class NoticingResolutions
{
    public static void MapNoticingResolutions(this IEndpointRouteBuilder cases) =>
        cases.MapCommand<Nothing>("resolution-notice", (_, scope) => new CaseCommand.NoticeResolution(scope.Seat, scope.Now));
}
