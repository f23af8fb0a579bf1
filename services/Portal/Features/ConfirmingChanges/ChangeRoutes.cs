using System.Text.Json;
using Coc.Portal.Features.KeepingSeats;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Seats;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.ConfirmingChanges;

/// <summary>What waits for a second pair of eyes in a body, and what was changed there.</summary>
internal static class ChangeRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/foundation/bodies/{slug}/changes", (string slug, string? done, Api api, IStringLocalizer<ChangesTexts> words, CancellationToken cancellationToken) =>
            ShowAsync(slug, FormState.Empty, words.Known("Done", done), api, cancellationToken));
        routes.MapPost("/foundation/bodies/{slug}/changes/{id:guid}/confirm", ConfirmAsync);
        routes.MapPost("/foundation/bodies/{slug}/changes/{id:guid}/reject", RejectAsync);
    }

    private static async Task<IResult> ConfirmAsync(string slug, Guid id, HttpContext context, Visitor visitor, Api api, IStringLocalizer<SeatWordsTexts> shared)
    {
        var cancellationToken = context.RequestAborted;
        try
        {
            var outcome = await api.SendAsync<SeatOutcome>(HttpMethod.Post, $"/api/bodies/{Uri.EscapeDataString(slug)}/pending-changes/{id}/confirm", new { }, cancellationToken);
            return outcome.Invitation is { } invitation
                ? new RazorComponentResult<InvitedPage>(new { Body = await BodyCard.OfAsync(api, slug, cancellationToken), Name = outcome.Name ?? "", invitation.Code })
                : Results.Redirect($"{visitor.Base}foundation/bodies/{slug}/changes?done=confirmed");
        }
        catch (RefusedException refused) when (refused.Refusal.CanBeMended)
        {
            return await ShowAsync(slug, FormState.Of().Refused(refused.Refusal, shared), null, api, cancellationToken);
        }
    }

    private static async Task<IResult> RejectAsync(string slug, Guid id, HttpContext context, Visitor visitor, Api api, IStringLocalizer<SeatWordsTexts> shared)
    {
        var cancellationToken = context.RequestAborted;
        try
        {
            await api.DoAsync(HttpMethod.Post, $"/api/bodies/{Uri.EscapeDataString(slug)}/pending-changes/{id}/reject", new { }, cancellationToken);
            return Results.Redirect($"{visitor.Base}foundation/bodies/{slug}/changes?done=rejected");
        }
        catch (RefusedException refused) when (refused.Refusal.CanBeMended)
        {
            return await ShowAsync(slug, FormState.Of().Refused(refused.Refusal, shared), null, api, cancellationToken);
        }
    }

    private static async Task<IResult> ShowAsync(string slug, FormState form, string? done, Api api, CancellationToken cancellationToken)
    {
        var of = $"/api/bodies/{Uri.EscapeDataString(slug)}";
        var pending = api.AllAsync<PendingChange>($"{of}/pending-changes", cancellationToken);
        var announced = api.ListAsync<Announcement>($"{of}/announcements", null, cancellationToken);
        var seats = api.AllAsync<SeatCard>($"{of}/seats", cancellationToken);
        var (me, body) = (await Me.AskAsync(api, cancellationToken), await BodyCard.OfAsync(api, slug, cancellationToken));
        JsonElement? inForce = (await pending).Any(p => p.Policy is not null) ? await api.GetAsync<JsonElement>($"{of}/policy", cancellationToken) : null;
        var mine = me.Seats.Select(s => s.Id).ToHashSet();
        return new RazorComponentResult<ChangesPage>(new
        {
            Form = form, Body = body, InForce = inForce, Done = done, Pending = await pending, Announced = (await announced).Items, Mine = mine, Confirms = me.IsAdmin || me.DecidesFor(body),
            Names = (await seats).Concat((await pending).Select(p => p.Seat).OfType<SeatCard>()).GroupBy(s => s.Id).ToDictionary(g => g.Key, g => g.First().Name ?? ""),
        });
    }
}
