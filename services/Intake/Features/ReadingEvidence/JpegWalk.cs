using System.Buffers.Binary;
using static Coc.Intake.Features.ReadingEvidence.OptionalCopy;

namespace Coc.Intake.Features.ReadingEvidence;

/// <summary>
/// Goes through a JPEG segment by segment without decoding a picture. What shows the picture is copied; what tells of it (EXIF, XMP, IPTC, colour profile,
/// comments, embedded previews, anything behind the end) is not, and is handed to who asks for it.
/// </summary>
internal static class JpegWalk
{
    private const byte Mark = 0xFF;
    private const byte Begin = 0xD8;
    private const byte End = 0xD9;
    private const byte Scan = 0xDA;
    private const byte Jfif = 0xE0;
    private const byte Adobe = 0xEE;
    private const byte Comment = 0xFE;
    private const int JfifWithoutPreview = 14;
    private const int AdobeLength = 12;

    /// <param name="copy">gets the picture without metadata</param>
    /// <param name="found">gets each segment of metadata: its marker and its bytes</param>
    /// <exception cref="InvalidDataException">it is no whole JPEG</exception>
    public static async Task RunAsync(ByteSource source, Stream? copy, Action<byte, byte[]>? found, CancellationToken cancellationToken)
    {
        if (await source.ByteAsync(cancellationToken) != Mark || await source.ByteAsync(cancellationToken) != Begin)
        {
            throw new InvalidDataException("It does not begin like a JPEG.");
        }

        await WriteAsync(copy, new[] { Mark, Begin }, cancellationToken);
        for (byte? met = null; ;)
        {
            var marker = met ?? await MarkerAsync(source, cancellationToken);
            if (marker == End)
            {
                await WriteAsync(copy, new[] { Mark, End }, cancellationToken);
                return;
            }

            await SegmentAsync(source, marker, copy, found, cancellationToken);
            met = marker == Scan ? await ScanAsync(source, copy, cancellationToken) : null;
        }
    }

    private static async Task SegmentAsync(ByteSource source, byte marker, Stream? copy, Action<byte, byte[]>? found, CancellationToken cancellationToken)
    {
        var length = BinaryPrimitives.ReadUInt16BigEndian(await source.BytesAsync(2, cancellationToken)) - 2;
        if (length < 0)
        {
            throw new InvalidDataException("A segment has no length.");
        }

        var payload = await source.BytesAsync(length, cancellationToken);
        if (Kept(marker, payload) is { } kept)
        {
            var head = new byte[4];
            (head[0], head[1]) = (Mark, marker);
            BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(2), (ushort)(kept.Length + 2));
            await WriteAsync(copy, head, cancellationToken);
            await WriteAsync(copy, kept, cancellationToken);
        }

        if (IsMetadata(marker))
        {
            found?.Invoke(marker, payload);
        }
    }

    // Pixel data runs to the next marker, which is answered; an escaped FF and a restart are part of it.
    private static async Task<byte> ScanAsync(ByteSource source, Stream? copy, CancellationToken cancellationToken)
    {
        while (true)
        {
            await source.CopyToAsync(Mark, copy, cancellationToken);
            await source.ByteAsync(cancellationToken);
            var next = await source.ByteAsync(cancellationToken);
            while (next == Mark)
            {
                next = await source.ByteAsync(cancellationToken); // filling
            }

            if (next != 0 && next is not (>= 0xD0 and <= 0xD7))
            {
                return next;
            }

            await WriteAsync(copy, new[] { Mark, next }, cancellationToken);
        }
    }

    private static async ValueTask<byte> MarkerAsync(ByteSource source, CancellationToken cancellationToken)
    {
        if (await source.ByteAsync(cancellationToken) != Mark)
        {
            throw new InvalidDataException("There is no marker where one has to be.");
        }

        byte marker;
        while ((marker = await source.ByteAsync(cancellationToken)) == Mark)
        {
        }

        return marker is > 0x01 and not (>= 0xD0 and <= 0xD8) ? marker : throw new InvalidDataException("There is no segment where one has to be.");
    }

    private static bool IsMetadata(byte marker) => marker is (>= 0xE0 and <= 0xEF) or Comment;

    private static byte[]? Kept(byte marker, byte[] payload)
    {
        if (!IsMetadata(marker))
        {
            return payload;
        }

        if (marker == Jfif && payload.Length >= JfifWithoutPreview && payload.AsSpan().StartsWith("JFIF\0"u8))
        {
            byte[] plain = [.. payload.AsSpan(0, JfifWithoutPreview)];
            (plain[^2], plain[^1]) = (0, 0); // a preview may show what was cut away
            return plain;
        }

        // Without it colours come out wrong; it says nothing else.
        return marker == Adobe && payload.Length == AdobeLength && payload.AsSpan().StartsWith("Adobe"u8) ? payload : null;
    }
}
