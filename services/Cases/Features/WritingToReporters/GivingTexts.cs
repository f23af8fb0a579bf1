using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.WritingToReporters;

/// <summary><c>GET /internal/cases/{case}/messages/{message}</c>: Intake fetches a text once; on the bus was only its id.</summary>
internal static class GivingTexts
{
    public static void MapGivingTexts(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/internal/cases/{id:guid}/messages/{message:guid}", async (HttpContext context, Guid id, Guid message, CaseFinder finder) =>
        {
            context.OnlyFor("intake");
            foreach (var key in await finder.ByIdAsync(id, context.RequestAborted))
            {
                var state = await finder.LoadAsync(key, context.RequestAborted);
                var found = state.Messages.FirstOrDefault(m => m.Message == message);
                if (found.Text is { } text)
                {
                    return Results.Json(new MessageText(message, found.At, text, state.AppealOf?.Id, Domain.Communicating.IsOutcome(state, message, found.Report)), Json.Options);
                }
            }

            throw new ProblemException(Problems.NotFound);
        }).For(CallerKind.Service).ExcludeFromDescription();
}
