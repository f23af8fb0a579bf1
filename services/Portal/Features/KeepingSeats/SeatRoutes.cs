using Coc.Portal.Pages.Parts;
using Coc.Portal.Seats;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.KeepingSeats;

/// <summary>Who holds which seat of a body; inviting somebody, changing and ending a seat. Most of it takes effect when a second person confirms.</summary>
internal static class SeatRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/foundation/bodies/{slug}/seats", ListAsync);
        routes.MapGet("/foundation/bodies/{slug}/seats/new", async (string slug, Api api, CancellationToken cancellationToken) =>
            ShowNew(FormState.Of(("role", "member"), ("appointment", "appointed")), await ProposingAsync(slug, api, cancellationToken)));
        routes.MapPost("/foundation/bodies/{slug}/seats/new", FillAsync);
        routes.MapGet("/foundation/bodies/{slug}/seats/{seat:guid}", async (string slug, Guid seat, Api api, CancellationToken cancellationToken) =>
        {
            var body = await ProposingAsync(slug, api, cancellationToken);
            var (card, version) = await FindAsync(slug, seat, api, cancellationToken);
            return Show(SeatForms.Of(card, version), body, card);
        });
        routes.MapPost("/foundation/bodies/{slug}/seats/{seat:guid}", ChangeAsync);
        routes.MapPost("/foundation/bodies/{slug}/seats/{seat:guid}/end", EndAsync);
    }

    private static async Task<IResult> ListAsync(string slug, string? done, string? cursor, Api api, IStringLocalizer<SeatsTexts> words, CancellationToken cancellationToken)
    {
        var (items, next) = await api.ListAsync<SeatCard>($"/api/bodies/{Uri.EscapeDataString(slug)}/seats", cursor, cancellationToken);
        var (me, body) = (await Me.AskAsync(api, cancellationToken), await BodyCard.OfAsync(api, slug, cancellationToken));
        return new RazorComponentResult<SeatsPage>(new { Body = body, Items = items, Proposes = me.ProposesFor(body), Done = words.Known("Done", done), Cursor = cursor, Next = next });
    }

    private static async Task<IResult> FillAsync(string slug, HttpContext context, Visitor visitor, Api api, IStringLocalizer<SeatsTexts> words, IStringLocalizer<SeatWordsTexts> shared)
    {
        var cancellationToken = context.RequestAborted;
        var form = FormState.Of(await context.Request.ReadFormAsync(cancellationToken));
        var body = await ProposingAsync(slug, api, cancellationToken);
        SeatForms.CheckNew(form, words);
        if (!form.Fits)
        {
            return ShowNew(form, body);
        }

        try
        {
            var outcome = await api.SendAsync<SeatOutcome>(HttpMethod.Post, $"/api/bodies/{Uri.EscapeDataString(slug)}/seats", SeatForms.New(form), cancellationToken);
            return outcome.Invitation is { } invitation
                ? new RazorComponentResult<InvitedPage>(new { Body = body, Name = outcome.Name ?? form["account"], invitation.Code, outcome.PriorViolation })
                : Results.Redirect($"{visitor.Base}foundation/bodies/{slug}/{(outcome.PendingChange is null ? "seats?done=filled" : "changes?done=proposed")}");
        }
        catch (RefusedException refused) when (refused.Refusal.CanBeMended)
        {
            return ShowNew(form.Refused(refused.Refusal, shared, ("email", "account")), body);
        }
    }

    private static async Task<IResult> ChangeAsync(
        string slug, Guid seat, HttpContext context, Visitor visitor, Api api, IStringLocalizer<SeatsTexts> words, IStringLocalizer<SeatWordsTexts> shared)
    {
        var cancellationToken = context.RequestAborted;
        var form = FormState.Of(await context.Request.ReadFormAsync(cancellationToken));
        var (body, (card, version)) = (await ProposingAsync(slug, api, cancellationToken), await FindAsync(slug, seat, api, cancellationToken));
        SeatForms.Check(form, words);
        if (!form.Fits)
        {
            return Show(form, body, card);
        }

        try
        {
            var outcome = await api.SendAsync<SeatOutcome>(HttpMethod.Patch, $"/api/seats/{seat}", SeatForms.Changed(form), cancellationToken, etag: form.Text("etag"));
            return Results.Redirect($"{visitor.Base}foundation/bodies/{slug}/{(outcome.PendingChange is null ? "seats?done=changed" : "changes?done=proposed")}");
        }
        catch (RefusedException refused) when (refused.Refusal.CanBeMended)
        {
            return Show(form.Refused(refused.Refusal, shared), body, card, refused.Refusal.Status == StatusCodes.Status412PreconditionFailed ? version : null);
        }
    }

    private static async Task<IResult> EndAsync(string slug, Guid seat, HttpContext context, Visitor visitor, Api api, IStringLocalizer<SeatWordsTexts> shared)
    {
        var cancellationToken = context.RequestAborted;
        try
        {
            var outcome = await api.SendAsync<SeatOutcome>(HttpMethod.Post, $"/api/seats/{seat}/end", new { }, cancellationToken);
            return Results.Redirect($"{visitor.Base}foundation/bodies/{slug}/{(outcome.PendingChange is null ? "seats?done=ended" : "changes?done=proposed")}");
        }
        catch (RefusedException refused) when (refused.Refusal.CanBeMended)
        {
            var (body, (card, version)) = (await ProposingAsync(slug, api, cancellationToken), await FindAsync(slug, seat, api, cancellationToken));
            return Show(SeatForms.Of(card, version).Refused(refused.Refusal, shared), body, card);
        }
    }

    // Whoever cannot propose has no such page.
    private static async Task<BodyCard> ProposingAsync(string slug, Api api, CancellationToken cancellationToken)
    {
        var (me, body) = (await Me.AskAsync(api, cancellationToken), await BodyCard.OfAsync(api, slug, cancellationToken));
        return me.ProposesFor(body) ? body : throw new RefusedException(new Refusal(StatusCodes.Status404NotFound, "notFound"));
    }

    private static async Task<(SeatCard Seat, string? Version)> FindAsync(string slug, Guid seat, Api api, CancellationToken cancellationToken)
    {
        var (list, version) = await api.GetVersionedAsync<Listed<SeatCard>>($"/api/bodies/{Uri.EscapeDataString(slug)}/seats?limit=200", cancellationToken);
        return (list.Items.FirstOrDefault(s => s.Id == seat) ?? throw new RefusedException(new Refusal(StatusCodes.Status404NotFound, "notFound")), version);
    }

    private static RazorComponentResult<NewSeatPage> ShowNew(FormState form, BodyCard body) => new(new { Form = form, Body = body });

    /// <param name="now">the version in force, when what the form was made from is out of date</param>
    private static RazorComponentResult<SeatPage> Show(FormState form, BodyCard body, SeatCard seat, string? now = null) => new(new { Form = form, Body = body, Seat = seat, Version = now ?? form["etag"] });
}
