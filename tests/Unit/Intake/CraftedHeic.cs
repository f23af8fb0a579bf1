using System.Buffers.Binary;
using System.Text;

namespace Coc.Unit.Intake;

/// <summary>A small HEIC of one picture; a test puts into it what a stranger might.</summary>
internal sealed record CraftedHeic
{
    public byte[] Ftyp { get; init; } = [.. "heic"u8, 0, 0, 0, 0, .. "mif1heic"u8];

    public byte[] Handler { get; init; } = [0, 0, 0, 0, 0, 0, 0, 0, .. "pict"u8, .. new byte[13]];

    public byte[] Primary { get; init; } = [0, 0, 0, 0, 0, 1];

    public byte[][] Items { get; init; } = [Item(1, "hvc1")];

    /// <summary>Entries of the table of places, given where the content begins.</summary>
    public Func<int, byte[][]> Places { get; init; } = start => [Place(1, 0, start, 8)];

    public byte[] BehindPlaces { get; init; } = [];

    public byte[] Associations { get; init; } = [0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>Further boxes of the table of contents.</summary>
    public byte[] More { get; init; } = [];

    public byte[] Content { get; init; } = [1, 2, 3, 4, 5, 6, 7, 8];

    /// <summary>Boxes behind the content.</summary>
    public byte[] Tail { get; init; } = [];

    public byte[] Bytes()
    {
        var ftyp = Box("ftyp", Ftyp);
        var start = ftyp.Length + Box("meta", Map(0)).Length + 8;
        return [.. ftyp, .. Box("meta", Map(start)), .. Box("mdat", Content), .. Tail];
    }

    public byte[] Map(int start)
    {
        var places = Places(start);
        return
        [
            0, 0, 0, 0,
            .. Box("hdlr", Handler),
            .. Box("pitm", Primary),
            .. Box("iinf", [0, 0, 0, 0, 0, (byte)Items.Length, .. Items.SelectMany(i => i)]),
            .. Box("iloc", [1, 0, 0, 0, 0x44, 0, 0, (byte)places.Length, .. places.SelectMany(p => p), .. BehindPlaces]),
            .. Box("iprp", [.. Box("ipco", Box("hvcC", [1, 2, 3])), .. Box("ipma", Associations)]),
            .. More,
        ];
    }

    public static byte[] Item(byte id, string type) => Box("infe", [2, 0, 0, 0, 0, id, 0, 0, .. Encoding.Latin1.GetBytes(type), 0]);

    /// <param name="method">0: in the file, 1: in the table of contents itself</param>
    public static byte[] Place(byte id, byte method, int from, int length) => [0, id, 0, method, 0, 0, 0, 1, .. Number(from), .. Number(length)];

    public static byte[] Box(string type, byte[] content) => [.. Number(content.Length + 8), .. Encoding.Latin1.GetBytes(type), .. content];

    private static byte[] Number(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
