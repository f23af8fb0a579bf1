using Coc.Portal.Pages.Measures;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.AnsweringNotices;

/// <summary>What other bodies decided and offer: a body reads, says how it stands to the person, and answers for itself.</summary>
internal static class NoticesRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/notices", ListAsync);
        routes.MapGet("/notices/{id:guid}", (Guid id, HttpContext context, Api api) => ShowAsync(id, NoticePlace.Of(context.Request), FormState.Empty, context, api));
        routes.MapPost("/notices/{id:guid}/conflict", SayConflictAsync);
        routes.MapPost("/notices/{id:guid}/category", (Guid id, HttpContext context, Api api, Visitor visitor, IStringLocalizer<MeasureTexts> measures) =>
            DoAsync(id, "category", "category", context, api, visitor, measures));
        routes.MapPost("/notices/{id:guid}/acknowledge", (Guid id, HttpContext context, Api api, Visitor visitor, IStringLocalizer<MeasureTexts> measures) =>
            DoAsync(id, "acknowledge-correction", "acknowledge", context, api, visitor, measures));
        foreach (var answer in NoticeAnswer.All)
        {
            routes.MapGet($"/notices/{{id:guid}}/{answer.Name}", (Guid id, HttpContext context, Api api) => BeginAsync(id, answer, context, api));
            routes.MapPost($"/notices/{{id:guid}}/{answer.Name}", (Guid id, HttpContext context, Api api, Visitor visitor, IStringLocalizer<NoticesTexts> words, IStringLocalizer<MeasureTexts> measures) =>
                AnswerAsync(id, answer, context, api, visitor, words, measures));
        }
    }

    private static async Task<IResult> ListAsync(HttpContext context, Api api)
    {
        var (place, me) = (NoticePlace.Of(context.Request), await Me.AskAsync(api, context.RequestAborted));
        IReadOnlyList<string> mine = [.. me.DecidesIn.Union(me.BodiesOf("liaison"))];
        place = place with { Body = place.Body ?? (mine.Count > 0 ? mine[0] : null) };
        var list = place.Body is null ? new NoticeList([], null, null) : await place.ReadAsync(api, context.RequestAborted);
        return new RazorComponentResult<NoticesPage>(new { Place = place, Mine = mine, MayBeAnother = me.DecidesIn.Count > 0, List = list });
    }

    private static async Task<IResult> ShowAsync(Guid id, NoticePlace place, FormState form, HttpContext context, Api api)
    {
        var notice = await place.RequireAsync(api, id, context.RequestAborted);
        return new RazorComponentResult<NoticePage>(new { Notice = notice, Place = place, Said = context.Request.Query["said"].ToString(), Form = form });
    }

    // Who is too close has no such notice any more, and is told so by the list they come back to.
    private static async Task<IResult> SayConflictAsync(Guid id, HttpContext context, Api api, Visitor visitor, IStringLocalizer<NoticesTexts> words, IStringLocalizer<MeasureTexts> measures)
    {
        var (place, form) = (NoticePlace.Of(context.Request), FormState.Of(await context.Request.ReadFormAsync()));
        if (form["answer"] is not ("none" or "soft" or "hard"))
        {
            return await ShowAsync(id, place, form.Wrong("answer", words["ConflictMissing"]), context, api);
        }

        if (form["answer"] == "hard" && form["step"] != "send")
        {
            var about = await place.RequireAsync(api, id, context.RequestAborted);
            return form["step"] == "edit" ? await ShowAsync(id, place, form, context, api) : new RazorComponentResult<TooClosePage>(new { Notice = about, Place = place, Form = form });
        }

        try
        {
            await api.DoAsync(HttpMethod.Post, $"/api/notices/{id}/conflict-answer", new { answer = form["answer"] }, context.RequestAborted);
            return Results.Redirect(visitor.Base + (form["answer"] == "hard" ? place.Address : Addresses.With(place.About(id), ("said", form["answer"]))));
        }
        catch (Exception e) when (Mending.Of(e, context.RequestAborted) is { } refused)
        {
            return await ShowAsync(id, place, form.Wrong(refused, measures.Why(refused)), context, api);
        }
    }

    private static async Task<IResult> DoAsync(Guid id, string call, string said, HttpContext context, Api api, Visitor visitor, IStringLocalizer<MeasureTexts> measures)
    {
        var place = NoticePlace.Of(context.Request);
        try
        {
            await api.DoAsync(HttpMethod.Post, $"/api/notices/{id}/{call}", new { }, context.RequestAborted);
            return Results.Redirect(visitor.Base + Addresses.With(place.About(id), ("said", said)));
        }
        catch (Exception e) when (Mending.Of(e, context.RequestAborted) is { } refused)
        {
            return await ShowAsync(id, place, FormState.Of().Wrong("", measures.Why(refused)), context, api);
        }
    }

    private static async Task<IResult> BeginAsync(Guid id, NoticeAnswer answer, HttpContext context, Api api)
    {
        var place = NoticePlace.Of(context.Request);
        return await AskAsync(answer, await place.RequireAsync(api, id, context.RequestAborted), place, FormState.Of(), false, api, context.RequestAborted);
    }

    private static async Task<IResult> AnswerAsync(
        Guid id, NoticeAnswer answer, HttpContext context, Api api, Visitor visitor, IStringLocalizer<NoticesTexts> words, IStringLocalizer<MeasureTexts> measures)
    {
        var (place, form, again) = (NoticePlace.Of(context.Request), FormState.Of(await context.Request.ReadFormAsync()), false);
        if (form["step"] == "edit")
        {
            again = true;
        }
        else
        {
            answer.Check(form, words);
        }

        if (!again && form.Fits && form["step"] == "send")
        {
            try
            {
                var done = await api.CommandAsync($"/api/notices/{id}/{answer.Name}", answer.Body(form), context.RequestAborted);
                return Results.Redirect(visitor.Base + Addresses.With(place.About(id), ("said", done ? answer.Name : "second")));
            }
            catch (Exception e) when (Mending.Of(e, context.RequestAborted) is { } refused)
            {
                form.Wrong(refused, measures.Why(refused));
            }
        }

        return await Mending.ShowAsync(
            async () => await AskAsync(answer, await place.RequireAsync(api, id, context.RequestAborted), place, form, !again && form.Fits, api, context.RequestAborted), place.About(id, answer.Name), form,
            answer.Fields, context.RequestAborted);
    }

    private static async Task<IResult> AskAsync(NoticeAnswer answer, NoticeItem notice, NoticePlace place, FormState form, bool lookAgain, Api api, CancellationToken cancellationToken)
    {
        var spaces = answer == NoticeAnswer.Adapt && !lookAgain
            ? await api.FindAsync<List<SpaceOfBody>>($"/api/bodies/{Uri.EscapeDataString(place.Body!)}/spaces", cancellationToken) ?? []
            : [];
        return new RazorComponentResult<AnswerPage>(new
        {
            Answer = answer, Notice = notice, Place = place, Form = form, LookingAgain = lookAgain, Spaces = (IReadOnlyList<string>)[.. spaces.Select(s => s.Space).OfType<string>()],
        });
    }

    private sealed record SpaceOfBody(string? Space);
}
