using System.Buffers.Binary;
using System.Text;

namespace Coc.Intake.Features.ReadingEvidence;

/// <summary>A stretch of the file: which bytes of it belong to which item of a HEIC or AVIF picture.</summary>
/// <param name="Shows">a picture, or what puts pictures together; all else tells something</param>
internal sealed record HeicExtent(long From, long To, uint Item, string Type, bool Shows);

/// <summary>
/// What the <c>meta</c> box of a HEIC or AVIF picture says: which items there are, and where their bytes lie (ISO/IEC 14496-12 and 23008-12). The box itself is cleaned in place: names, boxes and properties nobody needs
/// to show the picture become free space of the same length, so that nothing moves.
/// </summary>
internal sealed class HeicMap
{
    private const int Head = 8;
    private const int MostExtents = 10_000;
    private const int MostItems = 5_000;

    private static readonly HashSet<string> Pictures = ["hvc1", "hev1", "lhv1", "av01", "avc1", "jpeg", "grid", "iovl", "iden", "tmap"];

    private static readonly HashSet<string> Kept = ["hdlr", "pitm", "iinf", "iloc", "iref", "iprp", "idat", "grpl"];

    private static readonly HashSet<string> Properties =
        ["hvcC", "lhvC", "av1C", "avcC", "ispe", "pixi", "irot", "imir", "clap", "pasp", "auxC", "rloc", "lsel", "a1op", "a1lx", "tols", "clli", "mdcv", "cclv", "amve", "reve", "ndwt"];

    private readonly byte[] box;
    private readonly Dictionary<uint, string> types = [];
    private readonly List<HeicExtent> extents = [];
    private (int From, int To) idat;

    /// <param name="box">the payload of the <c>meta</c> box; changed</param>
    /// <exception cref="InvalidDataException">it cannot be understood, or what it says cannot be cleaned in place</exception>
    public HeicMap(byte[] box)
    {
        this.box = box;
        var places = new List<(int From, int To)>();
        foreach (var (type, at, from, to) in Boxes(4, box.Length))
        {
            switch (type)
            {
                case "iinf":
                    Items(from, to);
                    break;
                case "iloc":
                    places.Add((from, to));
                    break;
                case "idat":
                    idat = (from, to);
                    break;
                case "iprp":
                    CleanProperties(from, to);
                    break;
                case "hdlr" when to - from > 24:
                    box.AsSpan(from + 24, to - from - 24).Clear(); // the handler's name
                    break;
            }

            if (!Kept.Contains(type))
            {
                Free(at, from, to);
            }
        }

        foreach (var (from, to) in places)
        {
            Places(from, to);
        }
    }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<HeicExtent> Extents => [.. extents.OrderBy(e => e.From)];

    /// <summary>What tells something and lies in the box itself; cleared there.</summary>
    public List<(string Type, byte[] Bytes)> Inside { get; } = [];

    private void Items(int from, int to)
    {
        var version = Number(from, 1);
        var first = from + 4 + (version == 0 ? 2 : 4);
        foreach (var (type, _, start, end) in Boxes(first, to))
        {
            var v = Number(start, 1);
            if (type != "infe" || v is not (2 or 3) || types.Count >= MostItems)
            {
                throw Strange();
            }

            var id = (uint)Number(start + 4, v == 2 ? 2 : 4);
            var at = start + 4 + (v == 2 ? 2 : 4) + 2;
            types[id] = Encoding.Latin1.GetString(Slice(at, 4));
            box.AsSpan(at + 4, end - at - 4).Clear(); // what it is called
        }
    }

    private void Places(int from, int to)
    {
        var version = Number(from, 1);
        var sizes = Number(from + 4, 2);
        var (offset, length, based, index) = ((int)(sizes >> 12), (int)(sizes >> 8 & 15), (int)(sizes >> 4 & 15), version is 1 or 2 ? (int)(sizes & 15) : 0);
        var wide = version < 2 ? 2 : 4;
        var at = from + 6;
        var count = Number(at, wide);
        at += wide;
        for (var i = 0L; i < count; i++)
        {
            var id = (uint)Number(at, wide);
            at += wide;
            var method = version is 1 or 2 ? Number(at, 2) & 15 : 0;
            at += version is 1 or 2 ? 2 : 0;
            var reference = Number(at, 2);
            at += 2;
            var basis = Number(at, based);
            at += based;
            var parts = Number(at, 2);
            at += 2;
            for (var j = 0L; j < parts; j++, at += offset + length)
            {
                at += index;
                Place(id, method, reference, basis + Number(at, offset), Number(at + offset, length));
            }
        }

        if (at > to)
        {
            throw Strange();
        }
    }

    private void Place(uint id, long method, long reference, long from, long length)
    {
        var type = types.GetValueOrDefault(id, "");
        var shows = Pictures.Contains(type);
        if (reference != 0 || length <= 0 || from < 0 || from > long.MaxValue - length || extents.Count >= MostExtents || method > 1)
        {
            throw Strange();
        }

        if (method == 0)
        {
            extents.Add(new(from, from + length, id, type, shows));
            return;
        }

        if (idat.To == 0 || from + length > idat.To - idat.From)
        {
            throw Strange();
        }

        if (!shows)
        {
            var bytes = box.AsSpan(idat.From + (int)from, (int)length);
            Inside.Add((type, bytes.ToArray()));
            bytes.Clear();
        }
    }

    private void CleanProperties(int from, int to)
    {
        foreach (var (type, _, start, end) in Boxes(from, to))
        {
            if (type == "ipco")
            {
                foreach (var (property, at, first, last) in Boxes(start, end))
                {
                    // A colour profile names a device; which colours are meant, nclx says by numbers.
                    var kept = Properties.Contains(property) || (property == "colr" && last - first >= 4 && Slice(first, 4).SequenceEqual("nclx"u8));
                    if (!kept)
                    {
                        Free(at, first, last);
                    }
                }
            }
            else if (type != "ipma")
            {
                throw Strange();
            }
        }
    }

    private void Free(int at, int from, int to)
    {
        "free"u8.CopyTo(box.AsSpan(at + 4));
        box.AsSpan(from, to - from).Clear();
    }

    private IEnumerable<(string Type, int At, int From, int To)> Boxes(int from, int to)
    {
        for (var at = from; at < to;)
        {
            var size = Number(at, 4);
            if (size < Head || size > to - at)
            {
                throw Strange();
            }

            var type = Encoding.Latin1.GetString(Slice(at + 4, 4));
            yield return (type, at, at + Head, at + (int)size);
            at += (int)size;
        }
    }

    private long Number(int at, int bytes) => bytes switch
    {
        0 => 0,
        1 => Slice(at, 1)[0],
        2 => BinaryPrimitives.ReadUInt16BigEndian(Slice(at, 2)),
        4 => BinaryPrimitives.ReadUInt32BigEndian(Slice(at, 4)),
        8 when BinaryPrimitives.ReadUInt64BigEndian(Slice(at, 8)) is <= int.MaxValue and var number => (long)number,
        _ => throw Strange(),
    };

    private ReadOnlySpan<byte> Slice(int at, int length) => at >= 0 && length <= box.Length - at ? box.AsSpan(at, length) : throw Strange();

    private static InvalidDataException Strange() => new("The picture's table of contents is not understood.");
}
