using System.Text;
using static Coc.Intake.Features.ReadingEvidence.HeicBox;

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
    private const int MostExtents = 10_000;
    private const int MostItems = 5_000;

    // No jpeg: it has segments of its own, with EXIF in them.
    private static readonly HashSet<string> Pictures = ["hvc1", "hev1", "lhv1", "av01", "avc1", "grid", "iovl", "iden", "tmap"];

    private static readonly HashSet<string> Kept = ["hdlr", "pitm", "iinf", "iloc", "iref", "iprp", "idat"];

    private static readonly HashSet<string> Properties =
        ["hvcC", "lhvC", "av1C", "avcC", "ispe", "pixi", "irot", "imir", "clap", "pasp", "auxC", "rloc", "lsel", "a1op", "a1lx", "tols", "clli", "mdcv", "cclv", "amve", "reve", "ndwt"];

    private readonly Dictionary<uint, string> types = [];
    private readonly List<HeicExtent> inFile = [];
    private readonly List<HeicExtent> inTable = [];

    /// <param name="bytes">the payload of the <c>meta</c> box; changed</param>
    /// <exception cref="InvalidDataException">it cannot be understood, or what it says cannot be cleaned in place</exception>
    public HeicMap(byte[] bytes)
    {
        var meta = new HeicBox(bytes, "meta", 0, 0, bytes.Length);
        meta.Slice(0, 4).Clear();
        var boxes = new Dictionary<string, HeicBox>();
        foreach (var box in meta.Inside(4))
        {
            if (!Kept.Contains(box.Type))
            {
                box.Free();
            }
            else if (!boxes.TryAdd(box.Type, box))
            {
                throw Strange(); // others may believe the other one
            }
        }

        // The list of items comes first: the others are understood by it.
        On("iinf", Items);
        On("hdlr", CleanHandler);
        On("pitm", CheckPrimary);
        On("iref", box => HeicReferences.Check(box, types.ContainsKey));
        On("iprp", CleanProperties);
        On("iloc", Places);
        On("idat", CleanTable);
        if (inTable.Count > 0 && !boxes.ContainsKey("idat"))
        {
            throw Strange();
        }

        Extents = [.. inFile.OrderBy(e => e.From)];

        void On(string type, Action<HeicBox> read)
        {
            if (boxes.TryGetValue(type, out var box))
            {
                read(box);
            }
        }
    }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<HeicExtent> Extents { get; }

    /// <summary>What tells something and lies in the box itself; cleared there.</summary>
    public List<(string Type, byte[] Bytes)> Inside { get; } = [];

    private void Items(HeicBox box)
    {
        var wide = box.Number(box.From, 1) == 0 ? 2 : 4;
        foreach (var item in box.Inside(box.From + 4 + wide))
        {
            var v = item.Number(item.From, 1);
            if (item.Type != "infe" || v is not (2 or 3) || types.Count >= MostItems)
            {
                throw Strange();
            }

            item.Slice(item.From + 1, 2).Clear();
            item.Slice(item.From + 3, 1)[0] &= 1; // whether it is hidden
            var at = item.From + 4 + (v == 2 ? 2 : 4);
            var type = Encoding.Latin1.GetString(item.Slice(at + 2, 4));
            if (item.Number(at, 2) != 0 || type == "jpeg" || !types.TryAdd((uint)item.Number(item.From + 4, v == 2 ? 2 : 4), type))
            {
                throw Strange();
            }

            item.Rest(at + 6).Clear(); // what it is called
        }

        if (box.Number(box.From + 4, wide) != types.Count)
        {
            throw Strange();
        }
    }

    private static void CleanHandler(HeicBox box)
    {
        if (!box.Slice(box.From + 8, 4).SequenceEqual("pict"u8))
        {
            throw Strange();
        }

        box.Slice(box.From, 8).Clear();
        box.Rest(box.From + 12).Clear(); // the handler's name, and what is reserved before it
    }

    private void CheckPrimary(HeicBox box)
    {
        var wide = box.Number(box.From, 1) == 0 ? 2 : 4;
        if (box.To != box.From + 4 + wide || !Pictures.Contains(types.GetValueOrDefault((uint)box.Number(box.From + 4, wide), "")))
        {
            throw Strange();
        }
    }

    private void Places(HeicBox box)
    {
        var version = box.Number(box.From, 1);
        var sizes = box.Number(box.From + 4, 2);
        var (offset, length, based, index) = ((int)(sizes >> 12), (int)(sizes >> 8 & 15), (int)(sizes >> 4 & 15), version is 1 or 2 ? (int)(sizes & 15) : 0);
        var wide = version < 2 ? 2 : 4;
        var at = box.From + 6;
        var count = Next(wide);
        for (var i = 0L; i < count; i++)
        {
            var id = (uint)Next(wide);
            var method = version is 1 or 2 ? Next(2) : 0;
            var reference = Next(2);
            var basis = Next(based);
            var parts = Next(2);
            for (var j = 0L; j < parts; j++)
            {
                box.Slice(at, index).Clear(); // means nothing to an item that lies here
                at += index;
                var from = basis + Next(offset);
                Place(id, method, reference, from, Next(length));
            }
        }

        if (at != box.To)
        {
            throw Strange();
        }

        long Next(int bytes)
        {
            var number = box.Number(at, bytes);
            at += bytes;
            return number;
        }
    }

    private void Place(uint id, long method, long reference, long from, long length)
    {
        if (reference != 0 || length <= 0 || method > 1 || inFile.Count + inTable.Count >= MostExtents)
        {
            throw Strange();
        }

        var type = types.GetValueOrDefault(id, "");
        (method == 0 ? inFile : inTable).Add(new(from, from + length, id, type, Pictures.Contains(type)));
    }

    // What belongs to no item could be anything.
    private void CleanTable(HeicBox box)
    {
        var at = 0L;
        foreach (var extent in inTable.OrderBy(e => e.From))
        {
            if (extent.From < at || extent.To > box.To - box.From)
            {
                throw Strange();
            }

            box.Slice(box.From + (int)at, (int)(extent.From - at)).Clear();
            if (!extent.Shows)
            {
                var told = box.Slice(box.From + (int)extent.From, (int)(extent.To - extent.From));
                Inside.Add((extent.Type, told.ToArray()));
                told.Clear();
            }

            at = extent.To;
        }

        box.Rest(box.From + (int)at).Clear();
    }

    private static void CleanProperties(HeicBox box)
    {
        foreach (var part in box.Inside(box.From))
        {
            if (part.Type == "ipma")
            {
                HeicReferences.CheckAssociations(part);
            }
            else if (part.Type != "ipco")
            {
                throw Strange();
            }
            else
            {
                // A colour profile names a device; which colours are meant, nclx says by numbers.
                foreach (var property in part.Inside(part.From).Where(p => !Properties.Contains(p.Type) && !(p.Type == "colr" && p.To - p.From == 11 && p.Slice(p.From, 4).SequenceEqual("nclx"u8))))
                {
                    property.Free();
                }
            }
        }
    }
}
