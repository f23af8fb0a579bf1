using System.Buffers.Binary;
using System.Text;
using static Coc.Intake.Features.ReadingEvidence.OptionalCopy;

namespace Coc.Intake.Features.ReadingEvidence;

/// <summary>
/// Goes through a HEIC or AVIF picture box by box without unpacking a picture. Its parts refer to each other by place, so nothing is taken out: what shows the picture is copied, every other byte becomes zero. What
/// tells something is handed to who asks for it.
/// </summary>
internal static class HeicWalk
{
    private const int Head = 8;
    private const int LongestMap = 1024 * 1024;
    private const int LongestBrands = 256;
    private const int MostBoxes = 64;

    /// <param name="copy">gets the picture without metadata, as long as the original</param>
    /// <param name="found">gets each piece of metadata: the type of its item and its bytes, those too long for their beginning only</param>
    /// <exception cref="InvalidDataException">it is no whole picture, or holds more than pictures</exception>
    public static async Task RunAsync(ByteSource source, Stream? copy, Action<string, byte[]>? found, CancellationToken cancellationToken)
    {
        HeicMap? map = null;
        var next = 0; // the first of its parts that has not been passed
        var boxes = 0;
        for (var at = 0L; !await source.EndedAsync(cancellationToken);)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (++boxes > MostBoxes)
            {
                throw new InvalidDataException("No picture has so many boxes.");
            }

            var head = await source.BytesAsync(Head, cancellationToken);
            var (type, size) = (Encoding.Latin1.GetString(head, 4, 4), (long)BinaryPrimitives.ReadUInt32BigEndian(head));
            if (size == 1)
            {
                head = [.. head, .. await source.BytesAsync(Head, cancellationToken)];
                size = (long)Math.Min(long.MaxValue / 2, BinaryPrimitives.ReadUInt64BigEndian(head.AsSpan(Head)));
            }

            var left = size - head.Length;
            if (size == 0 || left < 0 || (at == 0) != (type == "ftyp"))
            {
                throw new InvalidDataException("A box states no length of its own, or the file does not begin like a picture.");
            }

            switch (type)
            {
                case "ftyp" when left <= LongestBrands:
                    await WriteAsync(copy, head, cancellationToken);
                    await source.CopyAsync(left, copy, cancellationToken);
                    break;
                case "meta" when map is null && left <= LongestMap:
                    var box = await source.BytesAsync((int)left, cancellationToken);
                    map = new HeicMap(box);
                    map.Inside.ForEach(i => found?.Invoke(i.Type, i.Bytes));
                    await WriteAsync(copy, head, cancellationToken);
                    await WriteAsync(copy, box, cancellationToken);
                    break;
                case "mdat" when map is not null:
                    await WriteAsync(copy, head, cancellationToken);
                    next = await ContentAsync(source, map.Extents, next, at + head.Length, left, copy, found, cancellationToken);
                    break;
                case "ftyp" or "mdat" or "moov" or "meta" or "moof":
                    throw new InvalidDataException("It is no single picture, or its table of contents comes last, or it is of too many brands.");
                default:
                    "free"u8.CopyTo(head.AsSpan(4));
                    await WriteAsync(copy, head, cancellationToken);
                    await source.CopyAsync(left, null, cancellationToken);
                    await ZeroesAsync(copy, left, cancellationToken);
                    break;
            }

            at += size;
        }

        if (map is null || next < map.Extents.Count || !map.Extents.Any(e => e.Shows))
        {
            throw new InvalidDataException("There is no picture in it, or not all of it.");
        }
    }

    // What belongs to no item could be anything. Returns the first part that lies behind this content.
    private static async Task<int> ContentAsync(ByteSource source, IReadOnlyList<HeicExtent> extents, int next, long from, long length, Stream? copy, Action<string, byte[]>? found, CancellationToken cancellationToken)
    {
        var (at, to) = (from, from + length);
        for (; next < extents.Count && extents[next].From < to; next++)
        {
            var extent = extents[next];
            if (extent.From < at || extent.To > to)
            {
                throw new InvalidDataException("Its parts lie upon each other, or outside its content.");
            }

            await PassAsync(extent.From - at);
            if (extent.Shows)
            {
                await source.CopyAsync(extent.To - extent.From, copy, cancellationToken);
            }
            else
            {
                var read = found is null ? 0 : (int)Math.Min(extent.To - extent.From, PngWalk.LongestMetadata);
                if (read > 0)
                {
                    found!(extent.Type, await source.BytesAsync(read, cancellationToken));
                }

                await ZeroesAsync(copy, read, cancellationToken);
                await PassAsync(extent.To - extent.From - read);
            }

            at = extent.To;
        }

        await PassAsync(to - at);
        return next;

        async ValueTask PassAsync(long count)
        {
            await source.CopyAsync(count, null, cancellationToken);
            await ZeroesAsync(copy, count, cancellationToken);
        }
    }

    private static async ValueTask ZeroesAsync(Stream? copy, long count, CancellationToken cancellationToken)
    {
        var zeroes = copy is null ? [] : new byte[Math.Min(count, 32 * 1024)];
        for (; copy is not null && count > 0; count -= zeroes.Length)
        {
            await copy.WriteAsync(zeroes.AsMemory(0, (int)Math.Min(count, zeroes.Length)), cancellationToken);
        }
    }
}
