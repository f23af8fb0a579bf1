using Coc.Cases.Domain;
using Coc.Cases.Features.SettingSeatsAside;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.LinkingReports;

/// <summary><c>POST /api/cases/{id}/link-reports</c>: another report about the same incident, of a case this seat sees too (R64).</summary>
internal static class LinkingReports
{
    public static void MapLinkingReports(this IEndpointRouteBuilder cases) => cases.MapCommand<Request>("link-reports", async (request, scope) =>
    {
        scope.Check.That(request.Report is not null, "report", "must not be empty").Throw();
        var found = await FindAsync(scope, request.Report!.Value);
        var setAside = scope.Context.RequestServices.GetRequiredService<SeatsSetAside>();
        return new CaseCommand.LinkReport(scope.Seat, scope.Now, found, await setAside.OfAsync(scope.State.Body, [found.Report], $"seat:{scope.Seat}", scope.Context.RequestAborted));
    });

    private static async Task<CaseReport> FindAsync(CommandScope scope, Guid report)
    {
        var (context, finder) = (scope.Context, scope.Context.RequestServices.GetRequiredService<CaseFinder>());
        foreach (var key in (await finder.ByThingAsync(report, context.RequestAborted)).Where(k => k.Tenant == scope.State.Body))
        {
            var other = await finder.LoadAsync(key, context.RequestAborted);
            if (!other.HasGone && other.Joint is not { InformedOnly: true } && CaseWall.Exists(other, context.Caller().Seats) is not null && other.Reports.FirstOrDefault(r => r.Report == report) is { } found)
            {
                return found;
            }
        }

        throw new ProblemException(Problems.NotFound);
    }

    internal sealed record Request(Guid? Report);
}
