using Coc.Portal.Pages.Parts;
using Coc.Portal.Seats;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.ReadingAccount;

/// <summary>Who I am here, which seats I hold and until when; my own details in a seat, and leaving one.</summary>
internal static class AccountRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/account", async (string? done, Api api, IStringLocalizer<AccountTexts> words, CancellationToken cancellationToken) =>
        {
            var me = await Me.AskAsync(api, cancellationToken);
            var bodies = await Task.WhenAll(me.Seats.Select(s => s.Body).Distinct().Select(b => api.FindAsync<BodyCard>($"/api/bodies/{Uri.EscapeDataString(b)}", cancellationToken)));
            var names = bodies.OfType<BodyCard>().ToDictionary(b => b.Slug, b => b.Name);
            return new RazorComponentResult<AccountPage>(new { me.Name, Seats = me.Seats.Select(s => new OwnSeat(s, names.GetValueOrDefault(s.Body, s.Body))).ToList(), Done = words.Known("Done", done) });
        });
        routes.MapGet("/account/seats/{seat:guid}", (Guid seat, Api api, CancellationToken cancellationToken) => ShowSeatAsync(seat, FormState.Empty, api, cancellationToken));
        routes.MapPost("/account/seats/{seat:guid}", (Guid seat, HttpContext context, Visitor visitor, Api api, IStringLocalizer<SeatWordsTexts> shared) =>
            CommandAsync(seat, "details", context, visitor, api, shared));
        routes.MapPost("/account/seats/{seat:guid}/never-held", (Guid seat, HttpContext context, Visitor visitor, Api api, IStringLocalizer<SeatWordsTexts> shared) =>
            CommandAsync(seat, "struck", context, visitor, api, shared));
        routes.MapPost("/account/seats/{seat:guid}/end", (Guid seat, HttpContext context, Visitor visitor, Api api, IStringLocalizer<SeatWordsTexts> shared) =>
            CommandAsync(seat, "left", context, visitor, api, shared));
    }

    private static async Task<IResult> CommandAsync(Guid seat, string what, HttpContext context, Visitor visitor, Api api, IStringLocalizer<SeatWordsTexts> shared)
    {
        var cancellationToken = context.RequestAborted;
        var form = FormState.Of(await context.Request.ReadFormAsync(cancellationToken));
        try
        {
            await (what switch
            {
                "details" => api.DoAsync(HttpMethod.Patch, $"/api/seats/{seat}", new { Name = form.Text("name"), Employer = form.Text("employer"), Accounts = form.Lines("accounts") }, cancellationToken),
                "struck" => api.DoAsync(HttpMethod.Post, $"/api/seats/{seat}/never-held", new { Names = form.All("names"), Accounts = form.All("accounts"), Employers = form.All("employers") }, cancellationToken),
                _ => api.DoAsync(HttpMethod.Post, $"/api/seats/{seat}/end", new { }, cancellationToken),
            });
            return Results.Redirect($"{visitor.Base}account?done={what}");
        }
        catch (RefusedException refused) when (refused.Refusal.CanBeMended)
        {
            return await ShowSeatAsync(seat, form.Refused(refused.Refusal, shared), api, cancellationToken);
        }
    }

    private static async Task<IResult> ShowSeatAsync(Guid seat, FormState form, Api api, CancellationToken cancellationToken)
    {
        var me = await Me.AskAsync(api, cancellationToken);
        var mine = me.Seats.FirstOrDefault(s => s.Id == seat) ?? throw new RefusedException(new Refusal(StatusCodes.Status404NotFound, "notFound"));
        var known = await api.FindAsync<KnownAs>($"/api/seats/{seat}/known-as", cancellationToken);
        var body = await api.FindAsync<BodyCard>($"/api/bodies/{Uri.EscapeDataString(mine.Body)}", cancellationToken);
        return new RazorComponentResult<OwnSeatPage>(new { Form = form, Seat = new OwnSeat(mine, body?.Name ?? mine.Body, known) });
    }
}
