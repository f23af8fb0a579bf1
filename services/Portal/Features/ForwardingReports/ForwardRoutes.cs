using Coc.Portal.Pages.Parts;
using Coc.Portal.Seats;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.ForwardingReports;

/// <summary>Bringing a report for somebody else, with their consent, and what became of it.</summary>
internal static class ForwardRoutes
{
    private const string Once = "once";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/forward", async (Api api, CancellationToken cancellationToken) =>
        {
            var me = await Me.AskAsync(api, cancellationToken);
            var desks = await Task.WhenAll(me.Seats.Select(s => s.Body).Distinct().Where(b => Ways.Of(me, b).Count > 0).Select(b => DeskAsync(api, me, b, cancellationToken)));
            return new RazorComponentResult<ForwardingsPage>(new { Desks = desks });
        });
        routes.MapGet("/forward/{slug}", async (string slug, Api api, CancellationToken cancellationToken) =>
        {
            var (body, ways, readers) = await OpenAsync(slug, api, cancellationToken);
            return Show(FormState.Of((Once, SendingOnce.NewKey()), ("as", ways is [var only] ? only : null), ("reporter.kind", "anonymous")), body, ways, readers);
        });
        routes.MapPost("/forward/{slug}", ForwardAsync);
    }

    private static async Task<IResult> ForwardAsync(string slug, HttpContext context, Api api, IStringLocalizer<ForwardTexts> words, IStringLocalizer<SeatWordsTexts> shared)
    {
        var cancellationToken = context.RequestAborted;
        var form = FormState.Of(await context.Request.ReadFormAsync(cancellationToken));
        var (body, ways, readers) = await OpenAsync(slug, api, cancellationToken);
        ForwardForm.Check(form, ways, words);
        if (!form.Fits)
        {
            return Show(form, body, ways, readers);
        }

        try
        {
            var brought = await api.SendOnceAsync<Brought>($"/api/bodies/{Uri.EscapeDataString(slug)}/reports", ForwardForm.Report(form), SendingOnce.KeyOf(form[Once]), cancellationToken);
            return new RazorComponentResult<ForwardedPage>(new { brought.ClaimCode });
        }
        catch (RefusedException refused) when (refused.Refusal.CanBeMended)
        {
            return Show(form.Refused(
                refused.Refusal, shared, ("subjects[0].name", "subject.name"), ("subjects[0].description", "subject.description"), ("subjects[0].accounts", "subject.accounts")), body, ways, readers);
        }
    }

    private static async Task<ForwardingDesk> DeskAsync(Api api, Me me, string slug, CancellationToken cancellationToken)
    {
        var of = $"/api/bodies/{Uri.EscapeDataString(slug)}";
        var isLiaison = me.Seats.Any(s => s.Body == slug && s.Role == "liaison");
        var body = BodyCard.OfAsync(api, slug, cancellationToken);
        var brought = api.FindListAsync<Forwarded>($"{of}/reports", cancellationToken);
        var sight = isLiaison ? api.FindAsync<LiaisonSight>($"{of}/oversight", cancellationToken) : Task.FromResult<LiaisonSight?>(null);
        var notices = isLiaison ? api.FindAsync<NoticeCount>($"{of}/notices", cancellationToken) : Task.FromResult<NoticeCount?>(null);
        return new(await body, Ways.Of(me, slug), (await brought)?.Items ?? [], await sight, (await notices)?.Count);
    }

    private static async Task<(BodyCard Body, IReadOnlyList<string> Ways, IReadOnlyList<Responder> Readers)> OpenAsync(string slug, Api api, CancellationToken cancellationToken)
    {
        var me = await Me.AskAsync(api, cancellationToken);
        if (Ways.Of(me, slug) is not { Count: > 0 } ways)
        {
            throw new RefusedException(new Refusal(StatusCodes.Status404NotFound, "notFound"));
        }

        var body = await BodyCard.OfAsync(api, slug, cancellationToken);
        return (body, ways, body.IsServed ? (await BodyCard.OfAsync(api, body.ActingSlug, cancellationToken)).Responders : body.Responders);
    }

    private static RazorComponentResult<ForwardPage> Show(FormState form, BodyCard body, IReadOnlyList<string> ways, IReadOnlyList<Responder> readers) =>
        new(new { Form = form, Body = body, Ways = ways, Readers = readers });
}
