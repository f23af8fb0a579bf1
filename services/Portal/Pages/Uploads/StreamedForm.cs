using Coc.Platform.Http;
using Coc.Portal.Pages.Parts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Coc.Portal.Pages.Uploads;

/// <summary>
/// A form with one file in it, of which only what stands before the file is read: the file goes on to the API as it comes, and is never in memory or on a disk here. The file must be the
/// form's last field, and the route must stand outside of the group whose tokens are looked for in forms that are read whole.
/// </summary>
internal sealed class StreamedForm
{
    private const int MostBefore = 1024 * 1024; // what was written elsewhere on the page comes along
    private const int First = 16 * 1024;
    private readonly HttpRequest request;
    private readonly byte[] before;
    private readonly int filled;
    private readonly int end;

    private StreamedForm(HttpRequest request, string boundary, FormHead head, byte[] before, int filled)
    {
        (this.request, Boundary, this.before, this.filled, end) = (request, boundary, before, filled, head.End);
        (Fields, FileName, FileHeaders) = (new FormState(head.Fields), head.FileName, head.FileHeaders);
    }

    public string Boundary { get; }

    public FormState Fields { get; }

    /// <summary>As the browser calls it; empty when none was chosen, null when there is no field for one.</summary>
    public string? FileName { get; }

    /// <summary>As they came.</summary>
    public ReadOnlyMemory<byte> FileHeaders { get; }

    /// <summary>Bytes of what follows the file's headers; null when the browser does not say.</summary>
    public long? RestLength => request.ContentLength - end;

    /// <exception cref="BadHttpRequestException">it is no such form</exception>
    public static async Task<StreamedForm> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType != "multipart/form-data"
            || HeaderUtilities.RemoveQuotes(type.Boundary).ToString() is not { Length: > 0 and <= 70 } boundary)
        {
            throw new BadHttpRequestException("No form with a file.", StatusCodes.Status400BadRequest);
        }

        var (buffer, filled) = (new byte[First], 0);
        while (true)
        {
            var read = await request.Body.ReadAsync(buffer.AsMemory(filled), context.RequestAborted);
            filled += read;
            if (FormHead.Read(buffer.AsSpan(0, filled), boundary) is { } head)
            {
                return new(request, boundary, head, buffer, filled);
            }

            if (filled == buffer.Length && filled < MostBefore)
            {
                Array.Resize(ref buffer, Math.Min(filled * 4, MostBefore));
            }
            else if (read == 0 || filled == buffer.Length)
            {
                await RequestBody.DropAsync(context);
                throw new BadHttpRequestException("No form with a file.", StatusCodes.Status400BadRequest);
            }
        }
    }

    /// <summary>The token that came with the form is a valid one.</summary>
    public Task<bool> HasTokenAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var options = services.GetRequiredService<IOptions<AntiforgeryOptions>>().Value;
        request.Headers[options.HeaderName!] = Fields[options.FormFieldName];
        return services.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
    }

    /// <summary>Reads and forgets the file, so that the browser sees what is answered.</summary>
    public static Task DropAsync(HttpContext context) => RequestBody.DropAsync(context);

    /// <summary>Hands on everything after the file's headers: its content, and how the form ends.</summary>
    public async Task CopyRestAsync(Stream to, CancellationToken cancellationToken)
    {
        await to.WriteAsync(before.AsMemory(end, filled - end), cancellationToken);
        await request.Body.CopyToAsync(to, cancellationToken);
    }
}
