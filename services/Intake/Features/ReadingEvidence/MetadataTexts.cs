using System.IO.Compression;
using System.Text;

namespace Coc.Intake.Features.ReadingEvidence;

/// <summary>The texts a PNG carries beside its picture, unpacked up to a limit only: a few bytes may say that they are gigabytes.</summary>
internal static class MetadataTexts
{
    /// <summary>Most bytes one packed text becomes.</summary>
    public const int Longest = 64 * 1024;

    /// <summary>Keyword and text of a <c>tEXt</c>, <c>zTXt</c> or <c>iTXt</c> chunk; null when it is none.</summary>
    public static (string Keyword, byte[] Text, Encoding Encoding)? Of(string chunk, ReadOnlySpan<byte> bytes)
    {
        if (Cut(ref bytes) is not { } keyword)
        {
            return null;
        }

        switch (chunk)
        {
            case "tEXt":
                return (keyword, bytes.ToArray(), Encoding.Latin1);
            case "zTXt" when bytes.Length > 0:
                return (keyword, Unpack(bytes[1..]), Encoding.Latin1);
            case "iTXt" when bytes.Length > 2:
                var packed = bytes[0] == 1;
                bytes = bytes[2..];
                return Cut(ref bytes) is null || Cut(ref bytes) is null ? null : (keyword, packed ? Unpack(bytes) : bytes.ToArray(), Encoding.UTF8);
            default:
                return null;
        }
    }

    // What ends with a zero byte, in front of the rest.
    private static string? Cut(ref ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)0);
        if (end < 0)
        {
            return null;
        }

        var text = Encoding.Latin1.GetString(bytes[..end]);
        bytes = bytes[(end + 1)..];
        return text;
    }

    private static byte[] Unpack(ReadOnlySpan<byte> packed)
    {
        using var source = new ZLibStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
        var text = new byte[Longest];
        try
        {
            return text[..source.ReadAtLeast(text, Longest, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException)
        {
            return []; // no packed text after all: the keyword is shown
        }
    }
}
