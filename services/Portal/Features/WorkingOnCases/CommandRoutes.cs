using Coc.Portal.Features.ReadingCases;
using Coc.Portal.Pages;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.WorkingOnCases;

/// <summary>A page for each command, made from its form. Nothing that was written is lost: whatever refuses it, the form comes again with it.</summary>
internal static class CommandRoutes
{
    /// <summary>Outside of the group that refuses forms without a token: see <see cref="TokensOfForms"/>.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases/{id:guid}/{**command}", AskAsync);
        routes.MapPost("/cases/{id:guid}/{**command}", DoAsync);
    }

    private static async Task<IResult> AskAsync(Guid id, string command, string? of, HttpContext context, CommandDesk desk)
    {
        var form = CommandForms.Find(command);
        var setting = await desk.SettingAsync(id, form, of, context.RequestAborted);
        if (!setting.Case.May(command))
        {
            return form is null ? Results.NotFound() : new RazorComponentResult<NotNowPage>(new { setting.Scene, Command = command });
        }

        return form is null ? new RazorComponentResult<NotHereYetPage>(new { setting.Scene, Command = command }) : Show(form, setting, Begin(form, setting), []);
    }

    private static async Task<IResult> DoAsync(Guid id, string command, HttpContext context, Visitor visitor, CommandDesk desk)
    {
        if (CommandForms.Find(command) is not { } known)
        {
            return Results.NotFound();
        }

        var form = FormState.Of(await context.Request.ReadFormAsync(context.RequestAborted));
        try
        {
            var setting = await desk.SettingAsync(id, known, form.Text("named"), context.RequestAborted);
            CommandCheck.Check(known, form, setting);
            if (!await context.HasTokenAsync())
            {
                form.Wrong("", desk.Words["Refused.token"]);
            }

            return form.Fits ? await SendAsync(id, known, form, setting, context, visitor, desk) : Show(known, setting, form, []);
        }
        catch (Exception e) when (Kept.Applies(e))
        {
            return Kept.Page(form, context, e);
        }
    }

    private static async Task<IResult> SendAsync(Guid id, CommandForm known, FormState form, CommandSetting setting, HttpContext context, Visitor visitor, CommandDesk desk)
    {
        try
        {
            using var answer = await desk.SendAsync(id, known.PathIn(setting.Case, form), CommandBody.Of(known, form), form, context.RequestAborted);
            return known.Once is { } once && answer?.RootElement.TryGetProperty(once, out var code) == true
                ? new RazorComponentResult<OncePage>(new { setting.Scene, known.Command, Code = code.GetString() })
                : Results.Redirect(answer is null && known.MayLeave ? $"{visitor.Base}work" : $"{visitor.Base}{known.Home.Of(setting.Scene)}?done={Uri.EscapeDataString(known.Command)}");
        }
        catch (RefusedException refused) when (refused.Refusal.CanBeMended)
        {
            var now = await desk.SettingAsync(id, known, form.Text("named"), context.RequestAborted);
            return Show(known, now, form.Wrong(refused.Refusal.InTheirWords(desk.Words, path => LabelOf(known, path, desk.Words)), desk.InWords(refused.Refusal)), await desk.MeanwhileAsync(now.Scene, form, context.RequestAborted));
        }
    }

    private static string? LabelOf(CommandForm command, string path, IStringLocalizer words) =>
        command.Fields.FirstOrDefault(f => f.Name == path) is { } field ? CommandLabels.Label(words, command.Command, field) : null;

    private static FormState Begin(CommandForm command, CommandSetting setting) => FormState.Of(
        [.. command.Fields.Select(f => (f.Name, f.IsObject ? Chosen(f, setting) : f.Initial?.Invoke(setting))).Where(c => c.Item2 is not null), ("named", setting.Of)]);

    // What a link named; or the only one there is.
    private static string? Chosen(CommandField field, CommandSetting setting)
    {
        var choices = field.Choices?.Invoke(setting);
        return choices is null ? Guid.TryParse(setting.Of, out _) ? setting.Of : null
            : choices.Any(c => c.Value == setting.Of) ? setting.Of
            : field.Required && choices is [var only] ? only.Value
            : null;
    }

    private static RazorComponentResult<CommandPage> Show(CommandForm command, CommandSetting setting, FormState form, IReadOnlyList<StepShown> meanwhile) =>
        new(new { Command = command, Setting = setting, Form = form, Meanwhile = meanwhile });
}
