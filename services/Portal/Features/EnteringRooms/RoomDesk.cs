using Coc.Platform.Http;
using Coc.Portal.Features.Reporting;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.EnteringRooms;

/// <summary>Opens a room with the code of the form, and shows it. The code comes and goes in forms alone: no address, no cookie and no log ever has it.</summary>
internal sealed class RoomDesk(Api api, Desk directory, IStringLocalizer<RoomTexts> words)
{
    /// <summary>Of the field, typed once and hidden from then on.</summary>
    public const string CodeField = "code";

    /// <summary>The room; or null, and the form says why not.</summary>
    public async Task<OpenRoom?> OpenAsync(FormState form, CancellationToken cancellationToken)
    {
        if (form.Text(CodeField) is not { } typed)
        {
            form.Wrong(CodeField, words["CodeMissing"]);
            return null;
        }

        if (TypedCode.Of(typed) is not { Length: > 0 } code)
        {
            form.Wrong(CodeField, words["CodeUnknown"]);
            return null;
        }

        try
        {
            return await ReadAsync(code, cancellationToken);
        }
        catch (RefusedException refused) when (refused.Refusal.Status == StatusCodes.Status404NotFound)
        {
            form.Wrong(CodeField, words["CodeUnknown"]);
            return null;
        }
        catch (RefusedException refused) when (refused.Refusal.CanBeMended)
        {
            form.Wrong("", words["Later", refused.Refusal.RetryAfter ?? 60]);
            return null;
        }
    }

    public async Task<OpenRoom> ReadAsync(string code, CancellationToken cancellationToken)
    {
        using var answer = await api.SendAsync(new(HttpMethod.Get, "/api/room"), Code.Room(code), null, cancellationToken);
        var view = await answer.Content.ReadFromJsonAsync<RoomView>(Json.Options, cancellationToken) ?? throw new System.Text.Json.JsonException("The API answered null.");
        return new(code, view, answer.Headers.ETag?.ToString(), await directory.BodiesAsync(cancellationToken));
    }

    public static RazorComponentResult<RoomCodePage> Ask(FormState form) => new(new { Form = form });

    /// <param name="said">key of what is said on top: that something has arrived</param>
    public static RazorComponentResult<RoomPage> Show(OpenRoom room, string? said = null) => new(new { Room = room, Said = said });
}
