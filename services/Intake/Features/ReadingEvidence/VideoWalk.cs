using System.Buffers.Binary;
using System.Text;

namespace Coc.Intake.Features.ReadingEvidence;

/// <summary>
/// Finds the table of contents of an MP4 or QuickTime film, in which cameras write when and where it was made. The film itself is passed over; a copy without metadata is not made (decision 41).
/// </summary>
internal static class VideoWalk
{
    private const int Head = 8;
    private const int Longest = 1024 * 1024;

    /// <param name="found">gets the first box and the table of contents, as a file of its own; of a longer one nothing</param>
    /// <returns>false: there is more than was handed over</returns>
    /// <exception cref="InvalidDataException">it is no whole film</exception>
    public static async Task<bool> RunAsync(ByteSource source, Action<byte[]> found, CancellationToken cancellationToken)
    {
        byte[] start = [];
        var (whole, films) = (true, 0);
        while (!await source.EndedAsync(cancellationToken))
        {
            var head = await source.BytesAsync(Head, cancellationToken);
            var (type, size) = (Encoding.Latin1.GetString(head, 4, 4), (long)BinaryPrimitives.ReadUInt32BigEndian(head));
            if (size == 0)
            {
                break; // the rest of the file, which is the film
            }

            if (size == 1)
            {
                head = [.. head, .. await source.BytesAsync(Head, cancellationToken)];
                size = (long)Math.Min(long.MaxValue, BinaryPrimitives.ReadUInt64BigEndian(head.AsSpan(Head)));
            }

            var left = size - head.Length;
            if (left < 0)
            {
                throw new InvalidDataException("A box is shorter than its head.");
            }

            if (type is not ("ftyp" or "moov") || left > Longest)
            {
                whole &= type is "ftyp" or "mdat" or "free" or "skip" or "wide";
                await source.CopyAsync(left, null, cancellationToken);
                continue;
            }

            byte[] box = [.. head, .. await source.BytesAsync((int)left, cancellationToken)];
            if (type == "ftyp")
            {
                start = box;
                continue;
            }

            films++;
            found([.. start, .. box]);
        }

        return whole && films == 1;
    }
}
