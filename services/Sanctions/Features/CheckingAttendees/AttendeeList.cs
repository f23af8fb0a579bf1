using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Coc.Platform.Http;

namespace Coc.Sanctions.Features.CheckingAttendees;

/// <summary>
/// The organisers' list as it comes: a header that names <c>account</c> or <c>accounts</c> or both, then a line for each person. What cannot be an account is told by its line, and the other lines count. The file
/// itself is kept nowhere.
/// </summary>
/// <param name="Lines">those that can be asked about</param>
/// <param name="Unreadable">those that cannot</param>
/// <param name="Hash">stands for the file, for a repeated request</param>
internal sealed record AttendeeList(IReadOnlyList<AttendeeLine> Lines, IReadOnlyList<UnreadableLine> Unreadable, byte[] Hash)
{
    public const int MostBytes = 5 * 1024 * 1024;
    public const int MostLines = 20_000;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public int Count => Lines.Count + Unreadable.Count;

    /// <exception cref="ProblemException">413, or 400: not UTF-8, a header that does not fit, too many lines, a quotation mark that nobody closed</exception>
    public static async Task<AttendeeList> ReadAsync(Stream file, CancellationToken cancellationToken)
    {
        var lines = new AttendeeLines();
        var rows = new CsvRows(lines.Take);
        var (decoder, total, begun) = (Strict.GetDecoder(), 0L, false);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var bytes = ArrayPool<byte>.Shared.Rent(16 * 1024);
        var chars = ArrayPool<char>.Shared.Rent(Strict.GetMaxCharCount(bytes.Length));
        try
        {
            int read;
            do
            {
                read = await file.ReadAsync(bytes, cancellationToken);
                if ((total += read) > MostBytes)
                {
                    throw new ProblemException(Problems.TooLarge);
                }

                hash.AppendData(bytes, 0, read);
                var text = chars.AsSpan(0, decoder.GetChars(bytes.AsSpan(0, read), chars, flush: read == 0));
                text = !begun && text is ['\uFEFF', ..] ? text[1..] : text;
                begun |= text.Length > 0;
                if (!rows.Take(text) || (read == 0 && !rows.End()))
                {
                    throw Refused($"lines[{rows.BegunAt}]", "does not end: a quotation mark is out of place");
                }
            }
            while (read > 0);
        }
        catch (DecoderFallbackException)
        {
            throw new ProblemException(new Problem(400, "notUtf8", "The list is not UTF-8 text."));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
            ArrayPool<char>.Shared.Return(chars, clearArray: true);
        }

        return lines.Ended(hash.GetHashAndReset());
    }

    internal static ProblemException Refused(string path, string wrong) => new(Problems.Validation(new Dictionary<string, string[]> { [path] = [wrong] }));
}

/// <summary>One person of the list.</summary>
internal sealed record AttendeeLine(int Line, IReadOnlyList<string> Accounts);

/// <param name="Problem">unknownSyntax, homoglyph, tooLong, tooMany, fields, empty</param>
internal sealed record UnreadableLine(int Line, string Problem);
