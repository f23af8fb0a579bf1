using Coc.Portal.Pages.Parts;
using Coc.Portal.Features.AnsweringTransfers;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.VisitingFoundation;

/// <summary>The door to the directory and to what one body tells or hands to another.</summary>
internal static class FoundationRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/foundation", async (string? done, Api api, IStringLocalizer<TransfersTexts> words, CancellationToken cancellationToken) =>
        {
            var me = await Me.AskAsync(api, cancellationToken);
            var desks = await Task.WhenAll(me.DecidesIn.Select(b => BodyDesk.OfAsync(api, b, cancellationToken)));
            return new RazorComponentResult<FoundationPage>(new { Me = me, Desks = desks, Done = words.Known("Done", done) });
        });
}
