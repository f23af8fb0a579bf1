using Coc.Platform.Time;
using Coc.Portal.Pages.Measures;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.CarryingOutOrders;

/// <summary>Orders for who looks after spaces, and for the panels whose measures order something.</summary>
internal static class OrdersRoutes
{
    private const int LongestText = 10_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/orders", ListAsync);
        routes.MapPost("/orders/{id:guid}/claim", ClaimAsync);
        foreach (var verb in OrderVerb.All)
        {
            routes.MapGet($"/orders/{{id:guid}}/{verb.Name}", (Guid id, HttpContext context, Api api) => FormAsync(id, verb, context, api));
            routes.MapPost($"/orders/{{id:guid}}/{verb.Name}", (Guid id, HttpContext context, Api api, Visitor visitor, IStringLocalizer<OrdersTexts> words, IStringLocalizer<MeasureTexts> measures) =>
                AnswerAsync(id, verb, context, api, visitor, words, measures));
        }
    }

    private static async Task<IResult> ListAsync(HttpContext context, Api api, Visitor visitor, DomainClock clock)
    {
        var (place, me) = (OrderPlace.Of(context.Request), await Me.AskAsync(api, context.RequestAborted));
        if (place.Body is null && !me.CarriesOut())
        {
            return me.DecidesIn is [var first, ..] ? Results.Redirect(visitor.Base + (place with { Body = first }).Address) : Show(place, me, new([], null, null), clock, null, FormState.Empty);
        }

        return Show(place, me, await place.ReadAsync(api, context.RequestAborted), clock, context.Request.Query["said"], FormState.Empty);
    }

    private static async Task<IResult> ClaimAsync(Guid id, HttpContext context, Api api, Visitor visitor, DomainClock clock, IStringLocalizer<MeasureTexts> measures)
    {
        var place = OrderPlace.Of(context.Request);
        try
        {
            await api.DoAsync(HttpMethod.Post, $"/api/orders/{id}/claim", new { }, context.RequestAborted);
            return Results.Redirect($"{visitor.Base}{place.After("claim")}#o-{id}");
        }
        catch (Exception e) when (Mending.Of(e, context.RequestAborted) is { } refused)
        {
            var me = await Me.AskAsync(api, context.RequestAborted);
            return Show(place, me, await place.ReadAsync(api, context.RequestAborted), clock, null, FormState.Of().Wrong("", measures.Why(refused)));
        }
    }

    private static async Task<IResult> FormAsync(Guid id, OrderVerb verb, HttpContext context, Api api)
    {
        var place = OrderPlace.Of(context.Request);
        var order = await place.FindAsync(api, id, context.RequestAborted);
        return order is null ? throw new RefusedException(new(StatusCodes.Status404NotFound, "notFound")) : Ask(id, verb, place, order, FormState.Empty);
    }

    private static async Task<IResult> AnswerAsync(
        Guid id, OrderVerb verb, HttpContext context, Api api, Visitor visitor, IStringLocalizer<OrdersTexts> words, IStringLocalizer<MeasureTexts> measures)
    {
        var (place, form) = (OrderPlace.Of(context.Request), FormState.Of(await context.Request.ReadFormAsync()));
        var again = form["step"] == "edit";
        if (!again)
        {
            Check(verb, form, words);
        }

        if (again || !form.Fits || (verb.IsFinal && form["step"] != "send"))
        {
            return await AgainAsync(lookAgain: !again && form.Fits);
        }

        try
        {
            await api.DoAsync(HttpMethod.Post, $"/api/orders/{id}/{verb.Call}", verb.Body(form), context.RequestAborted);
            return Results.Redirect(visitor.Base + place.After(verb.Name));
        }
        catch (Exception e) when (Mending.Of(e, context.RequestAborted) is { } refused)
        {
            form.Wrong(refused, measures.Why(refused));
            return await AgainAsync(lookAgain: false);
        }

        Task<IResult> AgainAsync(bool lookAgain) => Mending.ShowAsync(
            async () => Ask(id, verb, place, await place.FindAsync(api, id, context.RequestAborted), form, lookAgain), place.About(id, verb.Name), form, verb.Fields, context.RequestAborted);
    }

    private static void Check(OrderVerb verb, FormState form, IStringLocalizer<OrdersTexts> words)
    {
        if (verb.Field is not { } field)
        {
            return;
        }

        if (verb.MustBeWritten && form[field].Length == 0)
        {
            form.Wrong(field, words["ReasonMissing"]);
        }
        else if (form[field].Length > LongestText)
        {
            form.Wrong(field, words["TooLong", LongestText]);
        }
    }

    private static RazorComponentResult<OrderFormPage> Ask(Guid id, OrderVerb verb, OrderPlace place, OrderItem? order, FormState form, bool lookAgain = false) =>
        new(new { Id = id, Verb = verb, Place = place, Order = order, Form = form, LookingAgain = lookAgain });

    private static RazorComponentResult<OrdersPage> Show(OrderPlace place, Me me, OrderList list, DomainClock clock, string? said, FormState form) =>
        new(new { Place = place, Me = me, List = list, Now = clock.GetUtcNow(), Said = said ?? "", Form = form });
}
