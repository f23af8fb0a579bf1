using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.RenewingCodes;

/// <summary>
/// <c>POST /api/cases/{id}/code-renewals</c> <c>{report?}</c> and <c>/code-renewals/{r}/agree</c> (P21): two seats renew the lost code of a named reporter. The new one goes to the contact left at filing, opens state
/// and new messages only, for 14 days, and no seat sees it. 409 <c>anonymous</c>, <c>noContact</c>, <c>ownAct</c>.
/// </summary>
internal static class RenewingCodes
{
    public static void MapRenewingCodes(this IEndpointRouteBuilder cases)
    {
        cases.MapCommand<Request>("code-renewals", async (request, scope) =>
        {
            var report = scope.ReportOf(request.Report, "report");
            scope.Check.Throw();
            return new CaseCommand.AskRenewal(scope.Seat, scope.Now, Ids.New(), report, await FactsAsync(scope, report));
        });
        cases.MapCommand<Nothing>(
            "code-renewals/{thing}/agree",
            async (_, scope) => new CaseCommand.AgreeRenewal(scope.Seat, scope.Now, scope.Thing, await FactsAsync(scope, scope.State.Renewals.Single(r => r.Id == scope.Thing).Report)),
            (state, id) => state.Renewals.Any(r => r.Id == id));
    }

    private static async Task<RenewalFactsOf> FactsAsync(CommandScope scope, Guid report)
    {
        var channel = scope.Context.RequestServices.GetRequiredService<ServiceChannel>();
        var facts = await channel.GetAsync<RenewalFacts>("intake", $"/internal/reports/{report}/renewal-facts", $"seat:{scope.Seat}", scope.Context.RequestAborted) ?? throw new ProblemException(Problems.Unavailable);
        return new(facts.Named, facts.Reachable);
    }

    internal sealed record Request(Guid? Report);
}
