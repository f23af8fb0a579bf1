using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Coc.Unit.Intake;

/// <summary>Pictures built byte by byte, with everything beside the picture that gives people away; each telling part holds <see cref="Secret"/>.</summary>
internal static class Pictures
{
    public const string Secret = "HOMEADDRESS";

    private static readonly byte[] Pixels = [0x12, 0x34, 0xFF, 0x00, 0x56, 0xFF, 0xD0, 0x78, 0x9A];

    /// <summary>A JPEG with EXIF (camera, GPS), XMP, IPTC, a colour profile, a comment, a preview, and something behind its end.</summary>
    public static byte[] Jpeg() =>
    [
        0xFF, 0xD8,
        .. Segment(0xE0, [.. "JFIF\0"u8, 1, 2, 0, 0, 1, 0, 1, 2, 2, .. Encoding.ASCII.GetBytes(Secret + "!")]),
        .. Segment(0xE1, [.. "Exif\0\0"u8, .. Exif()]),
        .. Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Encoding.UTF8.GetBytes(Xmp)]),
        .. Segment(0xE2, [.. "ICC_PROFILE\0"u8, 1, 1, .. Encoding.ASCII.GetBytes(Secret)]),
        .. Segment(0xED, [.. "Photoshop 3.0\0"u8, .. "8BIM"u8, 4, 4, 0, 0, .. Sized(Iptc())]),
        .. Segment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 1]),
        .. Segment(0xFE, Encoding.ASCII.GetBytes($"comment {Secret}")),
        .. Picture(),
        .. Encoding.ASCII.GetBytes($"behind the end {Secret}"),
    ];

    /// <summary>What has to be left of <see cref="Jpeg"/>.</summary>
    public static byte[] JpegStripped() =>
        [0xFF, 0xD8, .. Segment(0xE0, [.. "JFIF\0"u8, 1, 2, 0, 0, 1, 0, 1, 0, 0]), .. Segment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 1]), .. Picture()];

    /// <summary>A PNG with texts of all kinds, EXIF, a time, a colour profile, an unknown chunk, and something behind its end.</summary>
    public static byte[] Png() =>
    [
        .. PngHead(),
        .. Chunk("iCCP", [.. "profile\0\0"u8, .. Packed(Encoding.ASCII.GetBytes(Secret))]),
        .. Chunk("pHYs", [0, 0, 0, 1, 0, 0, 0, 1, 0]),
        .. Chunk("tEXt", [.. "Author\0"u8, .. Encoding.Latin1.GetBytes(Secret)]),
        .. Chunk("zTXt", [.. "Comment\0\0"u8, .. Packed(Encoding.Latin1.GetBytes($"packed {Secret}"))]),
        .. Chunk("iTXt", [.. "Place\0\0\0en\0Ort\0"u8, .. Encoding.UTF8.GetBytes($"Köln {Secret}")]),
        .. Chunk("iTXt", [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. Encoding.UTF8.GetBytes(Xmp)]),
        .. Chunk("eXIf", Exif()),
        .. Chunk("tIME", [0x07, 0xEA, 3, 2, 9, 0, 0]),
        .. Chunk("prVt", Encoding.ASCII.GetBytes(Secret)),
        .. Chunk("IDAT", Packed([0, 0])),
        .. Chunk("IEND", []),
        .. Encoding.ASCII.GetBytes(Secret),
    ];

    /// <summary>What has to be left of <see cref="Png"/>.</summary>
    public static byte[] PngStripped() => [.. PngHead(), .. Chunk("pHYs", [0, 0, 0, 1, 0, 0, 0, 1, 0]), .. Chunk("IDAT", Packed([0, 0])), .. Chunk("IEND", [])];

    /// <summary>A PNG whose text of some kilobytes says that it is many megabytes.</summary>
    public static byte[] PngBomb(int size) =>
        [.. PngHead(), .. Chunk("zTXt", [.. "Comment\0\0"u8, .. Packed(new byte[size])]), .. Chunk("IDAT", Packed([0, 0])), .. Chunk("IEND", [])];

    /// <summary>A JPEG whose XMP stands for a billion laughs.</summary>
    public static byte[] JpegWithEntities() =>
    [
        0xFF, 0xD8,
        .. Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><x:xmpmeta xmlns:x="adobe:ns:meta/">&b;</x:xmpmeta>"""u8]),
        .. Segment(0xFE, "after it"u8.ToArray()),
        .. Picture(),
    ];

    /// <summary>A GIF of two pictures that repeats, with a comment, a text, XMP, a colour profile, what a program left, an unknown block, and something behind its end.</summary>
    public static byte[] Gif() =>
    [
        .. GifHead(), .. GifLoop(),
        0x21, 0xFE, .. Blocks(Encoding.ASCII.GetBytes($"comment {Secret}")),
        0x21, 0xFF, 11, .. "XMP DataXMP"u8, .. Encoding.UTF8.GetBytes(Xmp), 1, .. Enumerable.Range(0, 256).Select(i => (byte)(255 - i)), 0,
        0x21, 0xFF, 11, .. "ICCRGBG1012"u8, .. Blocks(Encoding.ASCII.GetBytes(Secret)),
        .. GifPicture(),
        0x21, 0xFF, 11, .. "EDITOR  1.0"u8, .. Blocks(Encoding.ASCII.GetBytes($"saved by {Secret}")),
        0x21, 0x01, 12, .. new byte[12], .. Blocks(Encoding.ASCII.GetBytes($"drawn {Secret}")),
        0x21, 0x77, .. Blocks(Encoding.ASCII.GetBytes(Secret)),
        .. GifPicture(), 0x3B, .. Encoding.ASCII.GetBytes(Secret),
    ];

    /// <summary>What has to be left of <see cref="Gif"/>.</summary>
    public static byte[] GifStripped() => [.. GifHead(), .. GifLoop(), .. GifPicture(), .. GifPicture(), 0x3B];

    /// <summary>A WebP with EXIF, XMP, a colour profile, an unknown chunk, and something behind its end.</summary>
    public static byte[] Webp() =>
    [
        .. Riff([.. Little("VP8X", [0x20 | 0x10 | 0x08 | 0x04, 0, 0, 0, 0, 0, 0, 0, 0, 0]), .. Little("ICCP", Encoding.ASCII.GetBytes(Secret)), .. WebpPicture(),
            .. Little("EXIF", Exif()), .. Little("XMP ", Encoding.UTF8.GetBytes(Xmp)), .. Little("prVt", Encoding.ASCII.GetBytes(Secret))]),
        .. Encoding.ASCII.GetBytes(Secret),
    ];

    /// <summary>What has to be left of <see cref="Webp"/>: it does not say any more that there is what is not there.</summary>
    public static byte[] WebpStripped() => Riff([.. Little("VP8X", [0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0]), .. WebpPicture()]);

    /// <summary>A moving WebP; with a secret in a frame it cannot be stripped.</summary>
    public static byte[] WebpMoving(bool secret) =>
        Riff([.. Little("VP8X", [0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0]), .. Little("ANIM", new byte[6]), .. Little("ANMF", [.. new byte[16], .. WebpPicture(), .. secret ? Little("prVt", Encoding.ASCII.GetBytes(Secret)) : []])]);

    private static byte[] GifHead() => [.. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255];

    private static byte[] GifLoop() => [0x21, 0xFF, 11, .. "NETSCAPE2.0"u8, 3, 1, 0, 0, 0];

    private static byte[] GifPicture() => [0x21, 0xF9, 4, 0, 10, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0x80, 1, 2, 3, 4, 5, 6, 2, 2, 0x44, 0x01, 0];

    private static byte[] WebpPicture() => [.. Little("ALPH", [0, 1, 2]), .. Little("VP8 ", [0x9D, 0x01, 0x2A, 1, 0, 1, 0])];

    private static byte[] Riff(byte[] chunks) => [.. "RIFF"u8, .. U32(chunks.Length + 4), .. "WEBP"u8, .. chunks];

    private static byte[] Little(string name, byte[] bytes) => [.. Encoding.ASCII.GetBytes(name), .. U32(bytes.Length), .. bytes, .. bytes.Length % 2 == 1 ? new byte[1] : []];

    private static byte[] Blocks(byte[] bytes) => [.. bytes.Chunk(255).SelectMany(b => (byte[])[(byte)b.Length, .. b]), 0];

    internal static string Xmp =>
        $"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" dc:source="{Secret}"/></rdf:RDF></x:xmpmeta>""";

    // Two scans, as in a progressive picture, with escaped and restarted pixel data.
    private static byte[] Picture() =>
    [
        .. Segment(0xDB, new byte[65]), .. Segment(0xC0, [8, 0, 1, 0, 1, 1, 1, 0x11, 0]), .. Segment(0xC4, new byte[20]),
        .. Segment(0xDA, [1, 1, 0, 0, 63, 0]), .. Pixels, .. Segment(0xC4, new byte[20]), .. Segment(0xDA, [1, 1, 0, 0, 63, 0]), .. Pixels, 0xFF, 0xD9,
    ];

    private static byte[] PngHead() => [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])];

    private static byte[] Iptc() => [0x1C, 2, 80, 0, (byte)Secret.Length, .. Encoding.ASCII.GetBytes(Secret)];

    // One directory with the camera's maker and a pointer to the place.
    internal static byte[] Exif()
    {
        var maker = Encoding.ASCII.GetBytes(Secret + "\0");
        var (makerAt, gpsAt) = (8 + 2 + 24 + 4, 8 + 2 + 24 + 4 + maker.Length);
        return
        [
            .. "II*\0"u8, .. U32(8),
            .. U16(2), .. U16(0x010F), .. U16(2), .. U32(maker.Length), .. U32(makerAt), .. U16(0x8825), .. U16(4), .. U32(1), .. U32(gpsAt), .. U32(0),
            .. maker,
            .. U16(2), .. U16(1), .. U16(2), .. U32(2), (byte)'N', 0, 0, 0, .. U16(2), .. U16(5), .. U32(3), .. U32(gpsAt + 2 + 24 + 4), .. U32(0),
            .. U32(50), .. U32(1), .. U32(56), .. U32(1), .. U32(28), .. U32(1),
        ];
    }

    private static byte[] Segment(byte marker, byte[] payload) => [0xFF, marker, (byte)((payload.Length + 2) >> 8), (byte)(payload.Length + 2), .. payload];

    private static byte[] Sized(byte[] bytes) => [0, 0, (byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes];

    private static byte[] Chunk(string name, byte[] bytes)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. bytes];
        return [.. Big(bytes.Length), .. named, .. Big((int)Crc(named))];
    }

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(bytes);
        }

        return packed.ToArray();
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var i = 0; i < 8; i++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }

    private static byte[] U16(int value) => [(byte)value, (byte)(value >> 8)];

    private static byte[] U32(int value) => [.. U16(value & 0xFFFF), .. U16(value >> 16)];

    private static byte[] Big(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
