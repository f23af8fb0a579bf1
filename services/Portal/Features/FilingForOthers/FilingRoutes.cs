using Coc.Portal.Pages.Parts;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.FilingForOthers;

/// <summary>Bringing a report for somebody else (P5, R5): written down, passed on, or seen in a space one looks after.</summary>
internal static class FilingRoutes
{
    private static readonly string[] Ways = ["transcribed", "forwarded", "moderator"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/report-for-others", ShowAsync);
        routes.MapPost("/report-for-others", FileAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, Api api, KnownBodies bodies, string? body)
    {
        var cancellationToken = context.RequestAborted;
        var me = await Me.AskAsync(api, cancellationToken);
        var asked = body ?? (me.FilesIn is [var only] ? only : null);
        if (asked is null)
        {
            return new RazorComponentResult<FilePage>(new { Bodies = await bodies.OfAsync(api, me.FilesIn, cancellationToken) });
        }

        if (!me.FilesIn.Contains(asked))
        {
            throw new RefusedException(new Refusal(StatusCodes.Status404NotFound, "notFound"));
        }

        var ways = WaysOf(me, asked);
        var brought = await Trying.ForAsync(() => api.GetAsync<Listed<Brought>>($"/api/bodies/{Uri.EscapeDataString(asked)}/reports", cancellationToken), cancellationToken);
        return new RazorComponentResult<FilePage>(new
        {
            Body = await bodies.OfAsync(api, asked, cancellationToken), Ways = ways, Brought = brought?.Items ?? [],
            Form = FormState.Of(("body", asked), (Once.Field, Once.New()), ("as", ways is [var way] ? way : null), ("reporter.kind", "anonymous")),
        });
    }

    private static async Task<IResult> FileAsync(HttpContext context, Api api, KnownBodies bodies, IStringLocalizer<FileTexts> words, IStringLocalizer<RefusalTexts> refusals)
    {
        var cancellationToken = context.RequestAborted;
        var form = FormState.Of(await context.Request.ReadFormAsync(cancellationToken));
        var body = await bodies.OfAsync(api, form["body"], cancellationToken);
        Me? me = null;
        await Trying.SendAsync(async () => me = await Me.AskAsync(api, cancellationToken), cancellationToken);
        var ways = me is null ? Ways : WaysOf(me, body.Slug); // while nobody can say, the API says it
        if (form["step"] == "addPerson")
        {
            return Again(form.With("people", $"{Math.Min(ReportForOthers.People(form) + 1, ReportForOthers.MostPeople)}"));
        }

        ReportForOthers.Check(form, ways, words);
        if (!form.Fits)
        {
            return Again(form);
        }

        FiledForOthers? filed = null;
        var refused = await Trying.SendAsync(
            async () => filed = await api.SendOnceAsync<FiledForOthers>($"/api/bodies/{Uri.EscapeDataString(body.Slug)}/reports", ReportForOthers.Body(form), form[Once.Field], cancellationToken), cancellationToken);
        // The code is in this answer only: the page is the answer, and a page that is opened anew shows it anew, because the key is the same.
        return refused is null
            ? new RazorComponentResult<FiledPage>(new { Filed = filed, Body = body })
            : Again(Once.After(refused, form).Wrong(refused, refusals, ReportForOthers.FieldOf));

        RazorComponentResult<FilePage> Again(FormState shown) => new(new { Body = body, Ways = ways, Form = shown });
    }

    // api.md "Seats and who may".
    private static string[] WaysOf(Me me, string body) => me.HasRole(body, "member", "alternate") ? Ways :
    [
        .. me.HasRole(body, "eventStaff") ? ["transcribed"] : Array.Empty<string>(),
        .. me.HasRole(body, "liaison") ? ["forwarded"] : Array.Empty<string>(),
        .. me.HasRole(body, "moderator") ? ["moderator"] : Array.Empty<string>(),
    ];
}

/// <summary>What the API answers, once.</summary>
public sealed record FiledForOthers(Guid Forwarding, string? ClaimCode);

/// <summary>A report that a seat of theirs brought: that it came, or was accepted, and nothing later (P5).</summary>
public sealed record Brought(Guid Forwarding, string? As, DateTimeOffset At, string? State);
