using Coc.Platform.Time;
using Coc.Portal.Pages.Measures;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.ReadingSanctions;

/// <summary>One measure, and the ticks on what is asked of the person.</summary>
internal static class SanctionRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sanctions/{id:guid}", (Guid id, string? said, HttpContext context, Api api, DomainClock clock) => ShowAsync(id, said, FormState.Empty, context, api, clock));
        routes.MapPost("/sanctions/{id:guid}/conditions/{number:int}", MarkAsync);
    }

    private static async Task<IResult> MarkAsync(Guid id, int number, HttpContext context, Api api, Visitor visitor, DomainClock clock, IStringLocalizer<MeasureTexts> measures)
    {
        var form = FormState.Of(await context.Request.ReadFormAsync());
        try
        {
            await api.DoAsync(HttpMethod.Post, $"/api/sanctions/{id}/conditions/{number}", new { state = form["state"] }, context.RequestAborted);
            return Results.Redirect($"{visitor.Base}sanctions/{id}?said=condition#conditions");
        }
        catch (Exception e) when (Mending.Of(e, context.RequestAborted) is { } refused)
        {
            return await ShowAsync(id, null, form.Wrong("", measures.Why(refused)), context, api, clock);
        }
    }

    private static async Task<IResult> ShowAsync(Guid id, string? said, FormState form, HttpContext context, Api api, DomainClock clock)
    {
        var sanction = await api.GetAsync<SanctionView>($"/api/sanctions/{id}", context.RequestAborted);
        var seats = await SeatWords.ReadAsync(api, sanction.Issuer, context.RequestAborted);
        return new RazorComponentResult<SanctionPage>(new { Sanction = sanction, Seats = seats, Now = clock.GetUtcNow(), Said = said ?? "", Form = form });
    }
}
