using Coc.Platform.Http;
using Coc.Portal.Features.EnteringRooms;
using Coc.Portal.Pages;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.WritingInRooms;

/// <summary>What the person a matter is about sends: first the form, with the code hidden in it; then what was written, until it has arrived.</summary>
internal static class WritingRoutes
{
    private const string Send = "send";
    private const string Once = "once";

    /// <summary>Outside of the group that refuses forms without a token: see <see cref="TokensOfForms"/>.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var act in RoomActs.All)
        {
            routes.MapPost($"/room/{act.Name}", (HttpContext context, RoomDesk desk, Api api, IStringLocalizer<WritingTexts> words) => HandleAsync(act, context, desk, api, words));
        }
    }

    private static async Task<IResult> HandleAsync(RoomAct act, HttpContext context, RoomDesk desk, Api api, IStringLocalizer words)
    {
        var form = FormState.Of(await context.Request.ReadFormAsync());
        var once = SendingOnce.KeyOf(form[Once]);
        if (form.Text(Send) is null)
        {
            var room = await desk.OpenAsync(form, context.RequestAborted);
            return room is null && act.Fields.All(f => form.Text(f.Name) is null) ? RoomDesk.Ask(form) : Show(act, form, room, once);
        }

        if (!await context.HasTokenAsync())
        {
            form.Wrong("", words["Token"]);
        }
        else
        {
            act.Check(form, words);
        }

        if (form.Fits && TypedCode.Of(form[RoomDesk.CodeField]) is { Length: > 0 } code)
        {
            if (await SendAsync(act, form, code, once, api, words, context.RequestAborted) is not { } refused)
            {
                return RoomDesk.Show(await desk.ReadAsync(code, context.RequestAborted), act.Name);
            }

            once = refused.Code == "idempotencyKeyReused" ? SendingOnce.NewKey() : once;
        }

        // Whatever is wrong, and whether the room can be read now or not: the words are shown again.
        return Show(act, form, await AgainAsync(form, desk, context.RequestAborted), once);
    }

    /// <summary>Null: it has arrived. Otherwise the form says what is wrong.</summary>
    private static async Task<Refusal?> SendAsync(RoomAct act, FormState form, string code, string once, Api api, IStringLocalizer words, CancellationToken cancellationToken)
    {
        var body = act.Body(form);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/room/{act.To(form)}") { Content = JsonContent.Create(body, body.GetType(), options: Json.Options) };
        request.Headers.Add(SendingOnce.Header, once); // sent twice, it arrives once
        try
        {
            (await api.SendAsync(request, Code.Room(code), act.AnswersWhatWasRead ? form.Text("etag") : null, cancellationToken)).Dispose();
            return null;
        }
        catch (RefusedException refused)
        {
            Say(act, form, refused.Refusal, words);
            return refused.Refusal;
        }
        catch (Exception e) when (ProblemWriter.IsOutage(e) && !cancellationToken.IsCancellationRequested)
        {
            form.Wrong("", words["NotSent"]);
            return new(StatusCodes.Status503ServiceUnavailable, "unavailable");
        }
    }

    private static void Say(RoomAct act, FormState form, Refusal refusal, IStringLocalizer words)
    {
        foreach (var field in (refusal.Errors ?? new Dictionary<string, string[]>()).Keys)
        {
            form.Wrong(act.Fields.Any(f => f.Name == field) ? field : "", words["FieldRefused"]);
        }

        if (form.Fits)
        {
            var known = words[$"Refused.{refusal.Code}"];
            form.Wrong("", refusal.Status switch
            {
                StatusCodes.Status412PreconditionFailed => words["Stale"],
                StatusCodes.Status429TooManyRequests => words["Later", refusal.RetryAfter ?? 60],
                _ when !known.ResourceNotFound => known,
                StatusCodes.Status409Conflict => words["Refused"],
                _ => words["NotSent"],
            });
        }
    }

    private static async Task<OpenRoom?> AgainAsync(FormState form, RoomDesk desk, CancellationToken cancellationToken)
    {
        try
        {
            return TypedCode.Of(form[RoomDesk.CodeField]) is { Length: > 0 } code ? await desk.ReadAsync(code, cancellationToken) : null;
        }
        catch (Exception e) when (e is RefusedException or System.Text.Json.JsonException || (ProblemWriter.IsOutage(e) && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    private static RazorComponentResult<WritingPage> Show(RoomAct act, FormState form, OpenRoom? room, string once) => new(new { Act = act.Name, Form = form, Room = room, Once = once });
}
