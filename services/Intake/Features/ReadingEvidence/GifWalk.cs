using System.Text;
using static Coc.Intake.Features.ReadingEvidence.OptionalCopy;

namespace Coc.Intake.Features.ReadingEvidence;

/// <summary>
/// Goes through a GIF block by block without unpacking a picture. What shows the pictures, and how often they repeat, is copied; comments, texts, XMP, colour profiles, what programs
/// left, and anything behind the end are not, and those that tell something are handed to who asks for them.
/// </summary>
internal static class GifWalk
{
    private const byte Extension = 0x21;
    private const byte Image = 0x2C;
    private const byte End = 0x3B;
    private const byte Control = 0xF9;
    private const byte Comment = 0xFE;
    private const byte PlainText = 0x01;
    private const byte Application = 0xFF;
    private const int ScreenLength = 7;
    private const int ImageLength = 9;

    // They say how often the pictures repeat, and nothing else.
    private static readonly string[] Loops = ["NETSCAPE2.0", "ANIMEXTS1.0"];

    /// <param name="copy">gets the pictures without metadata</param>
    /// <param name="found">gets each block of metadata: comment, text, or the name of the program, and its bytes, those too long for their beginning only</param>
    /// <exception cref="InvalidDataException">it is no whole GIF</exception>
    public static async Task RunAsync(ByteSource source, Stream? copy, Action<string, byte[]>? found, CancellationToken cancellationToken)
    {
        var head = await source.BytesAsync(6, cancellationToken);
        if (Encoding.Latin1.GetString(head) is not ("GIF87a" or "GIF89a"))
        {
            throw new InvalidDataException("It does not begin like a GIF.");
        }

        var screen = await source.BytesAsync(ScreenLength, cancellationToken);
        await WriteAsync(copy, (byte[])[.. head, .. screen], cancellationToken);
        await source.CopyAsync(ColoursIn(screen[4]), copy, cancellationToken);
        while (true)
        {
            switch (await source.ByteAsync(cancellationToken))
            {
                case Image:
                    await ImageAsync(source, copy, cancellationToken);
                    break;
                case Extension:
                    await ExtensionAsync(source, copy, found, cancellationToken);
                    break;
                case End:
                    await WriteAsync(copy, new[] { End }, cancellationToken);
                    return;
                default:
                    throw new InvalidDataException("There is no block where one has to be.");
            }
        }
    }

    private static async Task ImageAsync(ByteSource source, Stream? copy, CancellationToken cancellationToken)
    {
        var described = await source.BytesAsync(ImageLength, cancellationToken);
        await WriteAsync(copy, (byte[])[Image, .. described], cancellationToken);
        await source.CopyAsync(ColoursIn(described[^1]) + 1, copy, cancellationToken); // and the size of the first code
        await BlocksAsync(source, copy, null, cancellationToken);
    }

    private static async Task ExtensionAsync(ByteSource source, Stream? copy, Action<string, byte[]>? found, CancellationToken cancellationToken)
    {
        var label = await source.ByteAsync(cancellationToken);
        if (label == Control)
        {
            await WriteAsync(copy, new[] { Extension, label }, cancellationToken);
            await BlocksAsync(source, copy, null, cancellationToken);
            return;
        }

        if (label is not (Application or PlainText))
        {
            await CollectAsync(source, label == Comment ? "comment" : "unknown", found, cancellationToken);
            return;
        }

        // The first block says who wrote it, or where the text stands.
        var length = await source.ByteAsync(cancellationToken);
        var first = await source.BytesAsync(length, cancellationToken);
        var name = Encoding.Latin1.GetString(first);
        if (label == Application && Loops.Contains(name))
        {
            await WriteAsync(copy, (byte[])[Extension, label, length, .. first], cancellationToken);
            await BlocksAsync(source, copy, null, cancellationToken);
        }
        else if (length > 0)
        {
            await CollectAsync(source, label == PlainText ? "text" : name, found, cancellationToken);
        }
    }

    private static async Task CollectAsync(ByteSource source, string name, Action<string, byte[]>? found, CancellationToken cancellationToken)
    {
        var collected = found is null ? null : new MemoryStream();
        await BlocksAsync(source, null, collected, cancellationToken);
        found?.Invoke(name, collected!.ToArray());
    }

    // Blocks of up to 255 bytes, each with its length before it; one without any is the last.
    private static async Task BlocksAsync(ByteSource source, Stream? copy, MemoryStream? collected, CancellationToken cancellationToken)
    {
        byte length;
        do
        {
            length = await source.ByteAsync(cancellationToken);
            await WriteAsync(copy, new[] { length }, cancellationToken);
            if (collected is { Length: < PngWalk.LongestMetadata })
            {
                collected.WriteByte(length);
                await source.CopyAsync(length, collected, cancellationToken);
            }
            else
            {
                await source.CopyAsync(length, copy, cancellationToken);
            }
        }
        while (length > 0);
    }

    private static int ColoursIn(byte packed) => (packed & 0x80) == 0 ? 0 : 3 << ((packed & 0x07) + 1);
}
