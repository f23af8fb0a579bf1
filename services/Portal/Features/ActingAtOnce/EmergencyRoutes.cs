using Coc.Portal.Pages.Parts;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.ActingAtOnce;

/// <summary>An emergency measure: first the emergency, then the paper (P9, R37, R38).</summary>
internal static class EmergencyRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/emergency", ShowAsync);
        routes.MapPost("/emergency", TakeAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, Api api, KnownBodies bodies, string? body, string? other)
    {
        var cancellationToken = context.RequestAborted;
        var me = await Me.AskAsync(api, cancellationToken);
        // Who looks after places, or decides for bodies without people of their own, may act where they hold no seat; for whom, the API knows when they do.
        var elsewhere = me.Is("executor", "member", "alternate");
        var asked = !string.IsNullOrWhiteSpace(body) ? body.Trim() : other is null && !me.Is("executor") && me.ActsIn is [var only] ? only : null;
        if (asked is null)
        {
            return new RazorComponentResult<EmergencyPage>(new { Bodies = await bodies.OfAsync(api, me.ActsIn, cancellationToken), Elsewhere = elsewhere });
        }

        if (!elsewhere && !me.ActsIn.Contains(asked))
        {
            throw new RefusedException(new Refusal(StatusCodes.Status404NotFound, "notFound"));
        }

        return await FormAsync(context, api, bodies, FormState.Of(("body", asked), (Once.Field, Once.New()), ("lasts", "24")), elsewhere);
    }

    private static async Task<IResult> TakeAsync(
        HttpContext context, Api api, KnownBodies bodies, TimeProvider time, IStringLocalizer<EmergencyTexts> words, IStringLocalizer<RefusalTexts> refusals)
    {
        var cancellationToken = context.RequestAborted;
        var form = FormState.Of(await context.Request.ReadFormAsync(cancellationToken));
        EmergencyMeasure.Check(form, words);
        if (!form.Fits)
        {
            return await FormAsync(context, api, bodies, form);
        }

        // Sent again under the same key it has to be the same to the second, so the hour from which it counts travels with the form.
        form = form["from"].Length > 0 ? form : form.With("from", time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
        var from = DateTimeOffset.TryParse(form["from"], System.Globalization.CultureInfo.InvariantCulture, out var first) ? first : time.GetUtcNow();
        TakenMeasure? taken = null;
        var refused = await Trying.SendAsync(
            async () => taken = await api.SendOnceAsync<TakenMeasure>(
                $"/api/bodies/{Uri.EscapeDataString(form["body"])}/emergency", EmergencyMeasure.Body(form, from), form[Once.Field], cancellationToken), cancellationToken);
        if (refused is null)
        {
            return new RazorComponentResult<TakenPage>(new { Taken = taken });
        }

        // Refused for what it says: the next try counts from its own hour.
        return await FormAsync(context, api, bodies, Once.After(refused, refused.Status == StatusCodes.Status503ServiceUnavailable ? form : form.With("from", "")).Wrong(refused, refusals));
    }

    private static async Task<IResult> FormAsync(HttpContext context, Api api, KnownBodies bodies, FormState form, bool elsewhere = false)
    {
        var slug = form["body"];
        List<KnownSpace>? spaces = null;
        // Not everybody who may act may see the list of places; they write it.
        await Trying.SendAsync(async () => spaces = await api.GetAsync<List<KnownSpace>>($"/api/bodies/{Uri.EscapeDataString(slug)}/spaces", context.RequestAborted), context.RequestAborted);
        return new RazorComponentResult<EmergencyPage>(new
        {
            Body = await bodies.OfAsync(api, slug, context.RequestAborted), Spaces = (IReadOnlyList<string>)[.. (spaces ?? []).Select(s => s.Space)], Form = form, Elsewhere = elsewhere,
        });
    }

    /// <summary>A place of a body.</summary>
    internal sealed record KnownSpace(string Space);
}

/// <summary>What the API answers.</summary>
public sealed record TakenMeasure(Guid Measure, Guid? Case = null);
