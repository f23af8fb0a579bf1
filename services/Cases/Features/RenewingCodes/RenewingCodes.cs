using Coc.Cases.Domain;
using Coc.Cases.Features.ReadingCases;
using Coc.Contracts.Channel;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.RenewingCodes;

/// <summary>
/// <c>POST /api/cases/{id}/code-renewals</c> <c>{report?}</c> and <c>/code-renewals/{r}/agree</c> (P21): two seats renew the lost code of a named reporter. One half of the new one goes to the contact left at filing, the other
/// (<c>half</c>, to who agreed and nobody else) is told the person; it opens state and new messages only, for 14 days, and no seat sees all of it. 409 <c>anonymous</c>, <c>noContact</c>, <c>ownAct</c>.
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
        cases.MapPanel("code-renewals/{thing}/agree", (state, id) => state.Renewals.Any(r => r.Id == id), async (context, seen, executor, key, cancellationToken) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            string? half = null;
            return await executor.AnswerAsync(
                context, seen, key,
                async scope =>
                {
                    var asked = scope.State.Renewals.Single(r => r.Id == scope.Thing);
                    var command = new CaseCommand.AgreeRenewal(scope.Seat, scope.Now, scope.Thing, await FactsAsync(scope, asked.Report));
                    half = CaseDecider.Decide(scope.State, command).Refusal is null && (asked.AgreedBy ?? scope.Seat) == scope.Seat ? await HalfAsync(scope, asked) : null;
                    return command;
                },
                cancellationToken, view => half is null ? view : CaseView.With(view, "half", half));
        });
    }

    // Worth nothing without the half in the mailbox, to which no seat has access.
    private static async Task<string> HalfAsync(CommandScope scope, CodeRenewal renewal)
    {
        var channel = scope.Context.RequestServices.GetRequiredService<ServiceChannel>();
        var answer = await channel.GetAsync<RenewalHalf>("intake", $"/internal/reports/{renewal.Report}/renewals/{renewal.Id}/half", $"seat:{scope.Seat}", scope.Context.RequestAborted);
        return answer?.Half ?? throw new ProblemException(Problems.Unavailable);
    }

    private static async Task<RenewalFactsOf> FactsAsync(CommandScope scope, Guid report)
    {
        var channel = scope.Context.RequestServices.GetRequiredService<ServiceChannel>();
        var facts = await channel.GetAsync<RenewalFacts>("intake", $"/internal/reports/{report}/renewal-facts", $"seat:{scope.Seat}", scope.Context.RequestAborted) ?? throw new ProblemException(Problems.Unavailable);
        return new(facts.Named, facts.Reachable);
    }

    internal sealed record Request(Guid? Report);
}
