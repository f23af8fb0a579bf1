using Coc.Platform.Http;
using Coc.Portal.Features.EnteringRooms;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Pages.Uploads;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.AttachingInRooms;

/// <summary>Files of the person a matter is about. A file goes on to the API as it comes.</summary>
internal static class AttachRoutes
{
    private const string Once = "once";

    /// <summary>Outside of the group that reads forms whole.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/room/file", AskAsync);
        routes.MapPost("/room/file/send", SendAsync);
    }

    private static async Task<IResult> AskAsync(HttpContext context, RoomDesk desk)
    {
        var form = FormState.Of(await context.Request.ReadFormAsync());
        return await desk.OpenAsync(form, context.RequestAborted) is { } room ? Show(FormState.Of((RoomDesk.CodeField, room.Code)), SendingOnce.NewKey()) : RoomDesk.Ask(form);
    }

    private static async Task<IResult> SendAsync(HttpContext context, RoomDesk desk, FileSender sender, IStringLocalizer<AttachTexts> words)
    {
        var posted = await StreamedForm.ReadAsync(context);
        var (form, once, code) = (posted.Fields, SendingOnce.KeyOf(posted.Fields[Once]), TypedCode.Of(posted.Fields[RoomDesk.CodeField]));
        if (!await posted.HasTokenAsync(context))
        {
            form.Wrong("", words["Token"]);
        }
        else if (string.IsNullOrEmpty(posted.FileName))
        {
            form.Wrong("file", words["FileMissing"]);
        }
        else if (await SentAsync(posted, code, once, sender, words, context.RequestAborted) is { } said)
        {
            form.Wrong("file", said);
            once = SendingOnce.NewKey(); // another file is another thing
        }

        if (form.Fits)
        {
            return RoomDesk.Show(await desk.ReadAsync(code, context.RequestAborted), "file");
        }

        await StreamedForm.DropAsync(context);
        return Show(form, once);
    }

    /// <summary>Null: it has arrived. Otherwise what is wrong.</summary>
    private static async Task<string?> SentAsync(StreamedForm posted, string code, string once, FileSender sender, IStringLocalizer words, CancellationToken cancellationToken)
    {
        try
        {
            await sender.SendAsync("/api/room/evidence", posted, [("source", posted.Fields.Text("source"))], once, Code.Room(code), cancellationToken);
            return null;
        }
        catch (RefusedException refused)
        {
            return words[$"Refused.{refused.Refusal.Code}"] is { ResourceNotFound: false } known ? known
                : refused.Refusal.Status switch
                {
                    StatusCodes.Status413PayloadTooLarge => words["Refused.tooLarge"],
                    StatusCodes.Status429TooManyRequests => words["Later", refused.Refusal.RetryAfter ?? 60],
                    StatusCodes.Status400BadRequest => words["FileRefused"],
                    _ => words["NotSent"],
                };
        }
        catch (Exception e) when (ProblemWriter.IsOutage(e) && !cancellationToken.IsCancellationRequested)
        {
            return words["NotSent"];
        }
    }

    private static RazorComponentResult<AttachPage> Show(FormState form, string once) => new(new { Form = form, Once = once });
}
