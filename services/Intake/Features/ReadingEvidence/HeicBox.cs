using System.Buffers.Binary;
using System.Text;

namespace Coc.Intake.Features.ReadingEvidence;

/// <summary>A box in the table of contents of a HEIC or AVIF picture (ISO/IEC 14496-12, 4.2). Nothing is read or cleared beyond its own end.</summary>
/// <param name="At">where it begins; its payload goes from <paramref name="From"/> to <paramref name="To"/></param>
internal readonly record struct HeicBox(byte[] Bytes, string Type, int At, int From, int To)
{
    private const int Head = 8;

    /// <exception cref="InvalidDataException">one states a length that does not fit; thrown while they are gone through</exception>
    public IEnumerable<HeicBox> Inside(int from)
    {
        for (var at = from; at < To;)
        {
            var size = Number(at, 4);
            if (size < Head || size > To - at)
            {
                throw Strange();
            }

            yield return new(Bytes, Encoding.Latin1.GetString(Slice(at + 4, 4)), at, at + Head, at + (int)size);
            at += (int)size;
        }
    }

    /// <exception cref="InvalidDataException">it does not lie in this box, or is larger than any place in a file</exception>
    public long Number(int at, int bytes) => bytes switch
    {
        0 => 0,
        1 => Slice(at, 1)[0],
        2 => BinaryPrimitives.ReadUInt16BigEndian(Slice(at, 2)),
        4 => BinaryPrimitives.ReadUInt32BigEndian(Slice(at, 4)),
        8 when BinaryPrimitives.ReadUInt64BigEndian(Slice(at, 8)) is <= int.MaxValue and var number => (long)number,
        _ => throw Strange(),
    };

    /// <exception cref="InvalidDataException">it does not lie in this box</exception>
    public Span<byte> Slice(int at, int length) => at >= From && at <= To && length >= 0 && length <= To - at ? Bytes.AsSpan(at, length) : throw Strange();

    /// <summary>All up to its end.</summary>
    /// <exception cref="InvalidDataException">it ends before</exception>
    public Span<byte> Rest(int at) => Slice(at, To - at);

    /// <summary>Space nobody reads, of the same length.</summary>
    public void Free()
    {
        "free"u8.CopyTo(Bytes.AsSpan(At + 4));
        Rest(From).Clear();
    }

    public static InvalidDataException Strange() => new("The picture's table of contents is not understood.");
}
