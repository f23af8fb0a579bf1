using System.Text;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Coc.Portal.Pages.Uploads;

/// <summary>What stands before the content of a file in <c>multipart/form-data</c>.</summary>
/// <param name="End">where the file's content begins</param>
internal sealed record FormHead(IReadOnlyDictionary<string, StringValues> Fields, string? FileName, byte[] FileHeaders, int End)
{
    /// <summary>Null when there is not enough of it yet.</summary>
    /// <exception cref="BadHttpRequestException">it is none</exception>
    public static FormHead? Read(ReadOnlySpan<byte> form, string boundary)
    {
        var fields = new Dictionary<string, StringValues>();
        ReadOnlySpan<byte> opening = Encoding.ASCII.GetBytes("--" + boundary), closing = Encoding.ASCII.GetBytes("\r\n--" + boundary), headersEnd = "\r\n\r\n"u8;
        if (form.Length < opening.Length + 2)
        {
            return null;
        }

        for (var at = form.StartsWith(opening) ? opening.Length : throw Malformed(); ;)
        {
            if (form.Length < at + 2)
            {
                return null;
            }

            if (form.Slice(at, 2).SequenceEqual("--"u8))
            {
                return new(fields, null, [], form.Length); // it ends, and there was no file
            }

            var headers = form[(at + 2)..].IndexOf(headersEnd);
            if (headers < 0)
            {
                return null;
            }

            var (from, content) = (at + 2, at + 2 + headers + headersEnd.Length);
            var said = Disposition(Encoding.UTF8.GetString(form.Slice(from, headers)));
            if (said.FileName.HasValue || said.FileNameStar.HasValue)
            {
                return new(fields, HeaderUtilities.RemoveQuotes(said.FileNameStar.HasValue ? said.FileNameStar : said.FileName).ToString(), form[from..content].ToArray(), content);
            }

            var length = form[content..].IndexOf(closing);
            if (length < 0)
            {
                return null;
            }

            var name = HeaderUtilities.RemoveQuotes(said.Name).ToString();
            fields[name] = StringValues.Concat(fields.GetValueOrDefault(name), Encoding.UTF8.GetString(form.Slice(content, length)));
            at = content + length + closing.Length;
        }
    }

    private static ContentDispositionHeaderValue Disposition(string headers) =>
        headers.Split("\r\n").FirstOrDefault(h => h.StartsWith("Content-Disposition:", StringComparison.OrdinalIgnoreCase)) is { } line
        && ContentDispositionHeaderValue.TryParse(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim(), out var said) ? said : throw Malformed();

    private static BadHttpRequestException Malformed() => new("No form with a file.", StatusCodes.Status400BadRequest);
}
