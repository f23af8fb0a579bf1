using System.Buffers.Binary;
using System.Text;
using static Coc.Intake.Features.ReadingEvidence.OptionalCopy;

namespace Coc.Intake.Features.ReadingEvidence;

/// <summary>
/// Goes through a WebP chunk by chunk without unpacking a picture. What shows the pictures is copied; EXIF, XMP, colour profiles, chunks nobody knows and anything behind the
/// end are not, and those that tell something are handed to who asks for them.
/// </summary>
internal static class WebpWalk
{
    private const int Head = 8;
    private const int FrameHead = 16;
    private const byte TellsSomething = 0x20 | 0x08 | 0x04; // colour profile, EXIF, XMP

    private static readonly HashSet<string> Shows = ["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF"];

    private static readonly HashSet<string> ShowsInFrame = ["VP8 ", "VP8L", "ALPH"];

    private static readonly HashSet<string> Tells = ["EXIF", "XMP ", "ICCP"];

    /// <param name="copy">gets the picture without metadata</param>
    /// <param name="length">of the copy, which a WebP states at its beginning; any while nobody keeps the copy</param>
    /// <param name="found">gets each chunk of metadata: its name and its bytes, those too long for their beginning only</param>
    /// <exception cref="InvalidDataException">it is no whole WebP</exception>
    public static async Task RunAsync(ByteSource source, Stream? copy, long length, Action<string, byte[]>? found, CancellationToken cancellationToken)
    {
        var (name, left) = await HeadAsync(source, cancellationToken);
        if (name != "RIFF" || left < 4 || !(await source.BytesAsync(4, cancellationToken)).AsSpan().SequenceEqual("WEBP"u8))
        {
            throw new InvalidDataException("It does not begin like a WebP.");
        }

        var head = new byte[12];
        "RIFF"u8.CopyTo(head);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(4), (uint)Math.Max(0, length - Head));
        "WEBP"u8.CopyTo(head.AsSpan(8));
        await WriteAsync(copy, head, cancellationToken);
        var pictures = false;
        for (left -= 4; left > 0;)
        {
            var (chunk, size) = await HeadAsync(source, cancellationToken);
            left -= Head + Padded(size);
            if (left < 0)
            {
                throw new InvalidDataException("A chunk is longer than the file.");
            }

            pictures |= chunk is "VP8 " or "VP8L" or "ANMF";
            await ChunkAsync(source, chunk, size, copy, found, cancellationToken);
        }

        if (!pictures)
        {
            throw new InvalidDataException("There is no picture in it.");
        }
    }

    private static async Task ChunkAsync(ByteSource source, string chunk, long size, Stream? copy, Action<string, byte[]>? found, CancellationToken cancellationToken)
    {
        if (!Shows.Contains(chunk))
        {
            var read = 0L;
            if (found is not null && Tells.Contains(chunk))
            {
                read = Math.Min(size, PngWalk.LongestMetadata);
                found(chunk, await source.BytesAsync((int)read, cancellationToken));
            }

            await source.CopyAsync(Padded(size) - read, null, cancellationToken);
            return;
        }

        await WriteAsync(copy, HeadOf(chunk, size), cancellationToken);
        if (chunk == "VP8X" && size > 0)
        {
            var flags = await source.ByteAsync(cancellationToken);
            await WriteAsync(copy, new[] { (byte)(flags & ~TellsSomething) }, cancellationToken);
            await source.CopyAsync(Padded(size) - 1, copy, cancellationToken);
        }
        else if (chunk == "ANMF")
        {
            await FrameAsync(source, size, copy, cancellationToken);
        }
        else
        {
            await source.CopyAsync(Padded(size), copy, cancellationToken);
        }
    }

    // A frame has chunks of its own; one that is not known there could hold anything, and its length is stated before it.
    private static async Task FrameAsync(ByteSource source, long size, Stream? copy, CancellationToken cancellationToken)
    {
        if (size < FrameHead)
        {
            throw new InvalidDataException("A frame has no head.");
        }

        await source.CopyAsync(FrameHead, copy, cancellationToken);
        for (var left = Padded(size) - FrameHead; left > 0;)
        {
            var (chunk, length) = await HeadAsync(source, cancellationToken);
            left -= Head + Padded(length);
            if (left < 0 || !ShowsInFrame.Contains(chunk))
            {
                throw new InvalidDataException("A frame holds what is no picture.");
            }

            await WriteAsync(copy, HeadOf(chunk, length), cancellationToken);
            await source.CopyAsync(Padded(length), copy, cancellationToken);
        }
    }

    private static async ValueTask<(string Name, long Size)> HeadAsync(ByteSource source, CancellationToken cancellationToken)
    {
        var head = await source.BytesAsync(Head, cancellationToken);
        return (Encoding.Latin1.GetString(head, 0, 4), BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4)));
    }

    private static byte[] HeadOf(string name, long size)
    {
        var head = new byte[Head];
        Encoding.Latin1.GetBytes(name, head);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(4), (uint)size);
        return head;
    }

    private static long Padded(long size) => size + (size & 1);
}
