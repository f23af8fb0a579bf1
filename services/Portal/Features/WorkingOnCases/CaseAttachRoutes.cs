using System.Globalization;
using Coc.Portal.Features.ReadingCases;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Pages.Uploads;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Coc.Portal.Features.WorkingOnCases;

/// <summary>Attaching a file to a case.</summary>
internal static class CaseAttachRoutes
{
    /// <summary>Outside of the group that reads forms whole to find their tokens: see <see cref="StreamedForm"/>.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet($"/cases/{{id:guid}}/{CommandForms.Evidence}", AskAsync);
        routes.MapPost($"/cases/{{id:guid}}/{CommandForms.Evidence}", AttachAsync);
    }

    private static async Task<IResult> AskAsync(Guid id, HttpContext context, CaseDesk desk)
    {
        var scene = await desk.OpenAsync(id, context.RequestAborted);
        return scene.Case.May(CommandForms.Evidence) ? Show(scene, FormState.Empty) : new RazorComponentResult<NotNowPage>(new { Scene = scene, Command = CommandForms.Evidence });
    }

    private static async Task<IResult> AttachAsync(Guid id, HttpContext context, Visitor visitor, CaseDesk desk, CommandDesk commands, FileSender files)
    {
        var streamed = await StreamedForm.ReadAsync(context);
        var form = streamed.Fields;
        if (!await streamed.HasTokenAsync(context))
        {
            form.Wrong("", commands.Words["Refused.token"]);
        }
        else if (streamed.FileName is not { Length: > 0 })
        {
            form.Wrong("file", commands.Words["Missing.file"]);
        }
        else if (form.Text("capturedAt") is { } captured && CommandBody.InstantOf(captured) is null)
        {
            form.Wrong("capturedAt", commands.Words["NotAnInstant"]);
        }

        if (!form.Fits)
        {
            await StreamedForm.DropAsync(context);
            return Show(await desk.OpenAsync(id, context.RequestAborted), form);
        }

        try
        {
            await files.SendAsync(
                $"/api/cases/{id}/{CommandForms.Evidence}", streamed, [("source", form.Text("source")), ("capturedAt", CommandBody.InstantOf(form["capturedAt"])?.ToString("O", CultureInfo.InvariantCulture))],
                SendingOnce.KeyOf(form[CommandDesk.Key]), null, context.RequestAborted);
            return Results.Redirect($"{visitor.Base}cases/{id}/{CaseTab.Files.Path}?done={CommandForms.Evidence}");
        }
        catch (RefusedException refused) when (refused.Refusal.CanBeMended)
        {
            var words = commands.InWords(refused.Refusal);
            return Show(await desk.OpenAsync(id, context.RequestAborted), form.Wrong(refused.Refusal.InTheirWords(commands.Words, _ => null), words));
        }
    }

    private static RazorComponentResult<AttachPage> Show(CaseScene scene, FormState form) => new(new { Scene = scene, Form = form });
}
