using Coc.Cases.Domain;
using Coc.Cases.Features.Transferring;
using Coc.Platform;

namespace Coc.Cases.Features.Proposing;

/// <summary><c>POST /api/cases/{id}/proposals</c>.</summary>
internal static class Proposing
{
    public static void MapProposing(this IEndpointRouteBuilder cases) => cases.MapCommand<ProposalRequest>("proposals", async (request, scope) =>
    {
        var directory = scope.Context.RequestServices.GetRequiredService<BodyDirectory>();
        var named = Slugs.Named(request);
        var known = await directory.KindsAsync(named, scope.Context.RequestAborted);
        scope.Check.OneOf(request.Route, "route", "meeting", "written");
        var content = new ProposalReading(scope, known).Read(request);
        scope.Check.Throw();
        return new CaseCommand.Propose(scope.Seat, scope.Now, Ids.New(), request.Route!, content);
    });
}
