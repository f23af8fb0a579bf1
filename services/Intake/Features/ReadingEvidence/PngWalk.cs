using System.Buffers.Binary;
using System.Text;
using static Coc.Intake.Features.ReadingEvidence.OptionalCopy;

namespace Coc.Intake.Features.ReadingEvidence;

/// <summary>
/// Goes through a PNG chunk by chunk without unpacking a picture. What shows the picture is copied; texts, EXIF, XMP, times, colour profiles, chunks nobody knows
/// and anything behind the end are not, and those that tell something are handed to who asks for them.
/// </summary>
internal static class PngWalk
{
    /// <summary>Most of one chunk of metadata that is looked at.</summary>
    public const int LongestMetadata = 64 * 1024;

    private const int LengthAndName = 8;
    private const int Checksum = 4;

    private static readonly byte[] Signature = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A];

    private static readonly HashSet<string> Shows =
        ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "cICP", "sBIT", "bKGD", "pHYs", "acTL", "fcTL", "fdAT"];

    private static readonly HashSet<string> Tells = ["tEXt", "zTXt", "iTXt", "eXIf", "tIME"];

    /// <param name="copy">gets the picture without metadata</param>
    /// <param name="found">gets each chunk of metadata: its name and its bytes, those too long for their beginning only</param>
    /// <exception cref="InvalidDataException">it is no whole PNG</exception>
    public static async Task RunAsync(ByteSource source, Stream? copy, Action<string, byte[]>? found, CancellationToken cancellationToken)
    {
        if (!(await source.BytesAsync(Signature.Length, cancellationToken)).AsSpan().SequenceEqual(Signature))
        {
            throw new InvalidDataException("It does not begin like a PNG.");
        }

        await WriteAsync(copy, Signature, cancellationToken);
        for (var first = true; ; first = false)
        {
            var head = await source.BytesAsync(LengthAndName, cancellationToken);
            var (length, name) = (BinaryPrimitives.ReadUInt32BigEndian(head), Encoding.Latin1.GetString(head, 4, 4));
            if (length > int.MaxValue || first != (name == "IHDR"))
            {
                throw new InvalidDataException("A chunk is not where or what it should be.");
            }

            await ChunkAsync(source, head, length, name, copy, found, cancellationToken);
            if (name == "IEND")
            {
                return;
            }
        }
    }

    private static async Task ChunkAsync(
        ByteSource source, byte[] head, long length, string name, Stream? copy, Action<string, byte[]>? found, CancellationToken cancellationToken)
    {
        if (Shows.Contains(name))
        {
            await WriteAsync(copy, head, cancellationToken);
            await source.CopyAsync(length + Checksum, copy, cancellationToken);
            return;
        }

        var read = 0L;
        if (found is not null && Tells.Contains(name))
        {
            read = Math.Min(length, LongestMetadata);
            found(name, await source.BytesAsync((int)read, cancellationToken));
        }

        await source.CopyAsync(length - read + Checksum, null, cancellationToken);
    }
}
