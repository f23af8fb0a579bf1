using Coc.Cases.Domain;
using Coc.Cases.Features.ListingCases;
using Coc.Cases.Features.ReadingCases;
using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.InvitingAffected;

/// <summary>
/// <c>POST /api/cases/{id}/affected-codes</c> <c>{affected, theyAsked?, reporterAgrees?}</c> (P4, P6, P10): 200 with the case and <c>claimCode</c>, a one-time code for an affected person who did not report, in this answer only.
/// <c>affected</c> is the <c>id</c> in a report's <c>affected[]</c>. 409 <c>hasReceipt</c>, <c>affectedEntered</c>, <c>mayNotBeContacted</c> (unless <c>theyAsked</c>), <c>askReporter</c> (unless that or <c>reporterAgrees</c>), <c>minor</c> before counsel answered.
/// </summary>
internal static class InvitingAffected
{
    public static void MapInvitingAffected(this IEndpointRouteBuilder cases) => cases.MapPost("affected-codes", InviteAsync);

    private static async Task<IResult> InviteAsync(HttpContext context, Guid id, CaseFinder finder, CaseExecutor executor, AffectedDoor door, Idempotency idempotency)
    {
        var seen = await finder.SeenByAsync(context.Caller(), id, context.RequestAborted);
        if (seen.State.HasGone)
        {
            throw new ProblemException(Problems.NotFound);
        }

        context.Response.Headers.CacheControl = "no-store";
        return await idempotency.RunAsync(context, async (key, cancellationToken) =>
        {
            var request = await context.ReadAsync<Request>();
            string? code = null;
            return await executor.AnswerAsync(
                context, seen, key,
                async scope =>
                {
                    scope.Check.That(request.Affected is not null, "affected", "must not be empty").Throw();
                    var found = await door.FindAsync(scope.State, request.Affected!.Value, scope.Seat, cancellationToken);
                    scope.Check.That(found is not null, "affected", "is nobody whom a report of this case names as affected").Throw();
                    ETags.RequireMatch(context, scope.State.Version);
                    var command = new CaseCommand.MakeAffectedCode(scope.Seat, scope.Now, found!.Value.Person.Id, found.Value.Report, found.Value.Person.Self, found.Value.Person.MayBeContacted, request.TheyAsked ?? false)
                    {
                        ReporterAgrees = request.ReporterAgrees ?? false,
                        Minor = found.Value.Person.Minor == "yes",
                    };
                    // The page first, and only when the rules take it: a code nobody was given opens nothing, a step without a code would.
                    code = CaseDecider.Decide(scope.State, command).Refusal is null ? await door.OpenAsync(scope.State, command, cancellationToken) : null;
                    return command;
                },
                cancellationToken, view => code is null ? view : CaseView.With(view, "claimCode", code));
        });
    }

    internal sealed record Request(Guid? Affected, bool? TheyAsked, bool? ReporterAgrees);
}

/// <summary>Asks Intake, which knows who is affected and keeps their pages and codes.</summary>
internal sealed class AffectedDoor(ServiceChannel channel)
{
    /// <summary>Whom a report of this case names; null: nobody of this id.</summary>
    public async Task<(Guid Report, AffectedPerson Person)?> FindAsync(CaseState state, Guid affected, Guid seat, CancellationToken cancellationToken)
    {
        foreach (var report in state.ReportIds)
        {
            var known = await channel.GetAsync<AffectedKnowledge>("intake", $"/internal/reports/{report}/affected-knowledge", $"seat:{seat}", cancellationToken) ?? throw new ProblemException(Problems.Unavailable);
            if (known.People?.FirstOrDefault(p => p.Id == affected) is { } person)
            {
                return (report, person);
            }
        }

        return null;
    }

    /// <summary>A new one-time code for the person's page.</summary>
    /// <exception cref="ProblemException">409 when the person has come in meanwhile</exception>
    public async Task<string> OpenAsync(CaseState state, CaseCommand.MakeAffectedCode c, CancellationToken cancellationToken)
    {
        var request = new AffectedPageRequest(
            c.Affected, c.Report, state.Id, state.Body, CaseWords.StateOf(state), state.AcknowledgeDue, state.AcknowledgedAt, c.Seat, AffectedPeople.NextNumber(state, c.Affected));
        var answer = await channel.PostAsync<AffectedPageAnswer>("intake", "/internal/affected", request, $"seat:{c.Seat}", cancellationToken) ?? throw new ProblemException(Problems.Unavailable);
        return answer.Code ?? throw new ProblemException(Problems.Refused(AffectedPeople.Entered.Code, AffectedPeople.Entered.Rule, AffectedPeople.Entered.Detail));
    }
}
