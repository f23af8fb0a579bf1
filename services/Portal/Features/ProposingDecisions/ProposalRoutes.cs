using System.Globalization;
using Coc.Portal.Features.ReadingCases;
using Coc.Portal.Features.WorkingOnCases;
using Coc.Portal.Pages;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.ProposingDecisions;

/// <summary>Proposing a decision: findings and measures for each person, three texts, a route.</summary>
internal static class ProposalRoutes
{
    private const int MostRemedies = 20;

    private static readonly string[] Instants = ["from", "until", "countsAsPriorUntil"];

    /// <summary>Outside of the group that refuses forms without a token: see <see cref="TokensOfForms"/>.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases/{id:guid}/proposals", AskAsync);
        routes.MapPost("/cases/{id:guid}/proposals", DoAsync);
    }

    private static async Task<IResult> AskAsync(Guid id, HttpContext context, CommandDesk desk, CaseDesk cases)
    {
        var setting = await SettingAsync(id, context, desk, cases);
        return setting.Case.May(CommandForms.Proposals)
            ? Show(setting, FormState.Of(("remedies", "1"), ("remedies[0].readmission", "automatic"), ("remedies[0].bodies", "own")), [])
            : new RazorComponentResult<NotNowPage>(new { setting.Scene, Command = CommandForms.Proposals });
    }

    private static async Task<IResult> DoAsync(Guid id, HttpContext context, Visitor visitor, CommandDesk desk, CaseDesk cases, IStringLocalizer<ProposalTexts> words)
    {
        var form = FormState.Of(await context.Request.ReadFormAsync(context.RequestAborted));
        try
        {
            var setting = await SettingAsync(id, context, desk, cases);
            if (form.Text("more") is not null)
            {
                return Show(setting, form, []); // one block more, and nothing is sent
            }

            Check(form, setting, words);
            if (!await context.HasTokenAsync())
            {
                form.Wrong("", desk.Words["Refused.token"]);
            }

            return form.Fits ? await SendAsync(id, form, setting, context, visitor, desk, cases, words) : Show(setting, form, []);
        }
        catch (Exception e) when (Kept.Applies(e))
        {
            return Kept.Page(form, context, e);
        }
    }

    private static async Task<IResult> SendAsync(Guid id, FormState form, CommandSetting setting, HttpContext context, Visitor visitor, CommandDesk desk, CaseDesk cases, IStringLocalizer<ProposalTexts> words)
    {
        var (findings, remedies) = (FindingsOf(setting), RemediesOf(form));
        try
        {
            using var answer = await desk.SendAsync(id, CommandForms.Proposals, ProposalBody.Of(form, setting.Case.Body, findings, remedies), form, context.RequestAborted);
            return Results.Redirect($"{visitor.Base}{CaseTab.DecisionRoom.Of(setting.Scene)}?done={CommandForms.Proposals}");
        }
        catch (RefusedException refused) when (refused.Refusal.CanBeMended)
        {
            var now = await SettingAsync(id, context, desk, cases);
            return Show(now, form.Wrong(ProposalBody.AtTheBlocks(refused.Refusal, form, findings, remedies).InTheirWords(desk.Words, path => ProposalLabels.Of(words, path)), desk.InWords(refused.Refusal)), await desk.MeanwhileAsync(now.Scene, form, context.RequestAborted));
        }
    }

    private static async Task<CommandSetting> SettingAsync(Guid id, HttpContext context, CommandDesk desk, CaseDesk cases)
    {
        var setting = await desk.SettingAsync(id, null, null, context.RequestAborted);
        return setting with { Spaces = await cases.SpacesAsync(setting.Case.Projects.Append(setting.Case.Body), context.RequestAborted) };
    }

    private static void Check(FormState form, CommandSetting setting, IStringLocalizer<ProposalTexts> words)
    {
        if (ProposalBody.Filled(form, "findings", "finding", FindingsOf(setting)).Count == 0)
        {
            form.Wrong("findings[0].finding", words["FindingMissing"]);
        }

        foreach (var i in ProposalBody.Filled(form, "remedies", "type", RemediesOf(form)))
        {
            foreach (var at in Instants.Select(f => $"remedies[{i}].{f}").Where(f => form.Text(f) is { } text && CommandBody.InstantOf(text) is null))
            {
                form.Wrong(at, words["NotAnInstant"]);
            }

            if (setting.Scene.Subjects.Count > 1 && form.Text($"remedies[{i}].person") is null)
            {
                form.Wrong($"remedies[{i}].person", words["PersonMissing"]);
            }
        }

        if (form.Text("rationale.forPanel") is null)
        {
            form.Wrong("rationale.forPanel", words["ForPanelMissing"]);
        }

        if (form.Text("route") is null)
        {
            form.Wrong("route", words["RouteMissing"]);
        }
    }

    private static int FindingsOf(CommandSetting setting) => Math.Max(1, setting.Scene.Subjects.Count);

    private static int RemediesOf(FormState form) => int.TryParse(form["remedies"], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? Math.Clamp(n, 1, MostRemedies) : 1;

    private static RazorComponentResult<ProposalPage> Show(CommandSetting setting, FormState form, IReadOnlyList<StepShown> meanwhile) => new(new
    {
        Setting = setting, Form = form, Meanwhile = meanwhile, Remedies = Math.Min(MostRemedies, RemediesOf(form) + (form.Text("more") is null ? 0 : 1)),
    });
}
