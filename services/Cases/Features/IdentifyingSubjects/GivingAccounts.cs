using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.IdentifyingSubjects;

/// <summary><c>GET /internal/cases/{case}/subjects/{person}/accounts</c>: Sanctions fetches what two seats agreed on; on the bus was only that they did.</summary>
internal static class GivingAccounts
{
    public static void MapGivingAccounts(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/internal/cases/{id:guid}/subjects/{person:guid}/accounts", async (HttpContext context, Guid id, Guid person, CaseFinder finder) =>
        {
            context.OnlyFor("sanctions");
            foreach (var key in await finder.ByIdAsync(id, context.RequestAborted))
            {
                if ((await finder.LoadAsync(key, context.RequestAborted)).SubjectOf(person) is { Identification: Identification.Confirmed, Mistaken: false } subject)
                {
                    return Results.Json(new SubjectAccounts(subject.Accounts, subject.SplitFrom), Json.Options);
                }
            }

            throw new ProblemException(Problems.NotFound);
        }).For(CallerKind.Service).ExcludeFromDescription();
}
