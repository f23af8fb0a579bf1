using Coc.Portal.Pages.Parts;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.OpeningCases;

/// <summary>Opening a case that nobody reported (R6).</summary>
internal static class OpenCaseRoutes
{
    private const int LongestText = 20_000;
    private const int MostAccounts = 20;
    private static readonly string[] Risks = ["low", "medium", "high"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases/new", ShowAsync);
        routes.MapPost("/cases/new", OpenAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, Api api, KnownBodies bodies, string? body)
    {
        var me = await Me.AskAsync(api, context.RequestAborted);
        var asked = body ?? (me.DecidesIn is [var only] ? only : null);
        if (asked is not null && !me.DecidesIn.Contains(asked))
        {
            throw new RefusedException(new Refusal(StatusCodes.Status404NotFound, "notFound"));
        }

        return asked is null
            ? new RazorComponentResult<OpenCasePage>(new { Bodies = await bodies.OfAsync(api, me.DecidesIn, context.RequestAborted) })
            : await FormAsync(context, api, bodies, FormState.Of(("body", asked), ("once", Once.New())));
    }

    private static async Task<IResult> OpenAsync(
        HttpContext context, Api api, Visitor visitor, KnownBodies bodies, IStringLocalizer<OpenCaseTexts> words, IStringLocalizer<RefusalTexts> refusals)
    {
        var form = FormState.Of(await context.Request.ReadFormAsync());
        Check(form, words);
        if (!form.Fits)
        {
            return await FormAsync(context, api, bodies, form);
        }

        OpenedCase? opened = null;
        var accounts = Lines.OrNull(form["about.accounts"]);
        var about = new { accounts, name = form.Text("about.name"), description = form.Text("about.description") };
        var said = new { risk = form["risk"], summary = form["summary"], about = about is { accounts: null, name: null, description: null } ? null : about };
        var refused = await Trying.SendAsync(
            async () => opened = await api.SendOnceAsync<OpenedCase>($"/api/bodies/{Uri.EscapeDataString(form["body"])}/cases", said, form["once"], context.RequestAborted), context.RequestAborted);
        return refused is null
            ? Results.Redirect($"{visitor.Base}cases/{opened!.Case}")
            : await FormAsync(context, api, bodies, Once.After(refused, form).Wrong(refused, refusals));
    }

    private static void Check(FormState form, IStringLocalizer<OpenCaseTexts> words)
    {
        if (form["summary"].Length is 0 or > LongestText)
        {
            form.Wrong("summary", words["SummaryMissing"]);
        }

        if (!Risks.Contains(form["risk"]))
        {
            form.Wrong("risk", words["RiskMissing"]);
        }

        if (form["about.description"].Length > LongestText)
        {
            form.Wrong("about.description", words["TooLong"]);
        }

        if (Lines.Of(form["about.accounts"]) is var accounts && (accounts.Count > MostAccounts || accounts.Any(a => !a.Contains(':', StringComparison.Ordinal))))
        {
            form.Wrong("about.accounts", words["AccountsWrong"]);
        }
    }

    private static async Task<IResult> FormAsync(HttpContext context, Api api, KnownBodies bodies, FormState form) =>
        new RazorComponentResult<OpenCasePage>(new { Body = await bodies.OfAsync(api, form["body"], context.RequestAborted), Form = form });

    /// <summary>What the API answers.</summary>
    internal sealed record OpenedCase(Guid Case);
}
