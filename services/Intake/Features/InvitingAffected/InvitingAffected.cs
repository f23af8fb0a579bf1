using Coc.Contracts.Channel;
using Coc.Intake.Domain;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Intake.Features.InvitingAffected;

/// <summary><c>GET /internal/reports/{report}/affected-knowledge</c> and <c>POST /internal/affected</c>: who is affected and knows of it, and a one-time code for one of them (P4).</summary>
internal static class InvitingAffected
{
    public static void MapInvitingAffected(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/internal/reports/{report:guid}/affected-knowledge", async (HttpContext context, Guid report, Reports reports) =>
        {
            context.OnlyFor("cases");
            var found = await reports.FindAsync(report, context.RequestAborted) ?? throw new ProblemException(Problems.NotFound);
            var people = found.Filed.Affected.Select((a, i) => (a.Value, Id: AffectedPage.IdOf(found, i))).Where(a => a.Value is not null)
                .Select(a => new AffectedPerson(a.Id, a.Value!.Self, a.Value.MayBeContacted, a.Value.Minor)).ToList();
            var pages = await reports.FindAsync([.. people.Select(p => p.Id)], context.RequestAborted);
            return Results.Json(new AffectedKnowledge(report, AffectedPage.HasUnaware(found, pages), people), Json.Options);
        }).For(CallerKind.Service).ExcludeFromDescription();
        routes.MapPost("/internal/affected", async (HttpContext context, AffectedCodes codes) =>
        {
            context.OnlyFor("cases");
            return Results.Json(await codes.MakeAsync(await context.ReadAsync<AffectedPageRequest>(), context.Caller().Acting, context.RequestAborted), Json.Options);
        }).For(CallerKind.Service).ExcludeFromDescription();
    }
}
