using System.Buffers.Binary;
using System.Text;

namespace Coc.Unit.Intake;

/// <summary>A HEIC as telephones write it: a picture, EXIF and XMP as items of their own, and bytes nobody asked for.</summary>
internal static class HeicPictures
{
    public const string Secret = Pictures.Secret;

    // Sixteen pixels by sixteen, written by libheif's encoder, with EXIF and XMP written into it by exiftool.
    private const string Written =
        "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAi9tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAACAAAAEGlkYXQAAAAAABAAEAAAAGBpbG9jAQAAAERAAAQAAQAAAAAAAASBAAEAAAAA" +
        "AAAALgACAAEAAAAAAAAAAQAAAAAAAAAIAAMAAAAAAAAAAAABAAACUwAAAL4ABAAAAAAAAAAAAAEAAAMRAAABcAAAAHZpaW5mAAAAAAAEAAAAFWluZmUCAAABAAEAAGh2YzEAAAAAFWluZmUCAAAAAAIAAGdyaWQAAAAAFWluZmUCAAABAAMA" +
        "AEV4aWYAAAAAKWluZmUCAAABAAQAAG1pbWUAYXBwbGljYXRpb24vcmRmK3htbAAAAADYaXBycAAAALZpcGNvAAAAdmh2Y0MBA3AAAAAAAAAAAAAe8AD8/fj4AAAPAyAAAQAYQAEMAf//A3AAAAMAkAAAAwAAAwAeugJAIQABACpCAQEDcAAA" +
        "AwCQAAADAAADAB6gIIEFluqumubgQEDAgAAAAwCAAAADAIQiAAEABkQBwXPBiQAAABRpc3BlAAAAAAAAAEAAAABAAAAAFGlzcGUAAAAAAAAAEAAAABAAAAAQcGl4aQAAAAADCAgIAAAAGmlwbWEAAAAAAAAAAgABAoECAAICA4QAAAA2aXJl" +
        "ZgAAAAAAAAAOZGltZwACAAEAAQAAAA5jZHNjAAMAAQACAAAADmNkc2MABAABAAIAAAJkbWRhdAAAAAZFeGlmAABNTQAqAAAACAAGAQ8AAgAAAAwAAABWARoABQAAAAEAAABiARsABQAAAAEAAABqASgAAwAAAAEAAgAAAhMAAwAAAAEAAQAA" +
        "iCUABAAAAAEAAAByAAAAAEhPTUVBRERSRVNTAAAAAEgAAAABAAAASAAAAAEAAwAAAAEAAAAEAgMAAAABAAIAAAACTgAAAAACAAUAAAADAAAAnAAAAAAAAAAyAAAAAQAAAAAAAAABAAAAAAAAAAE8P3hwYWNrZXQgYmVnaW49J++7vycgaWQ9" +
        "J1c1TTBNcENlaGlIenJlU3pOVGN6a2M5ZCc/Pgo8eDp4bXBtZXRhIHhtbG5zOng9J2Fkb2JlOm5zOm1ldGEvJyB4OnhtcHRrPSdJbWFnZTo6RXhpZlRvb2wgMTIuNTcnPgo8cmRmOlJERiB4bWxuczpyZGY9J2h0dHA6Ly93d3cudzMub3Jn" +
        "LzE5OTkvMDIvMjItcmRmLXN5bnRheC1ucyMnPgoKIDxyZGY6RGVzY3JpcHRpb24gcmRmOmFib3V0PScnCiAgeG1sbnM6ZGM9J2h0dHA6Ly9wdXJsLm9yZy9kYy9lbGVtZW50cy8xLjEvJz4KICA8ZGM6c291cmNlPkhPTUVBRERSRVNTPC9k" +
        "Yzpzb3VyY2U+CiA8L3JkZjpEZXNjcmlwdGlvbj4KPC9yZGY6UkRGPgo8L3g6eG1wbWV0YT4KPD94cGFja2V0IGVuZD0ndyc/PgAAACooAa8EEhNpIPjpi9pZmT3k+5lHOAaAx7iG6WmbncT53UDBZvu2gLx4NNw=";

    private static readonly byte[] Picture = [.. Enumerable.Range(1, 200).Select(n => (byte)n)];

    /// <summary>One that other programs wrote.</summary>
    public static byte[] Real => Convert.FromBase64String(Written);

    /// <param name="stripped">as it is to be afterwards: nothing moved, and zero where something was told</param>
    /// <param name="inside">XMP lies in the table of contents itself</param>
    public static byte[] Heic(bool stripped = false, bool inside = false, string brand = "heic")
    {
        var exif = (byte[])[0, 0, 0, 6, .. "Exif\0\0"u8, .. Pictures.Exif()];
        var xmp = Encoding.UTF8.GetBytes(Pictures.Xmp);
        var map = Map(0, exif.Length, xmp, stripped, inside);
        var ftyp = Box("ftyp", [.. Encoding.Latin1.GetBytes(brand), 0, 0, 0, 0, .. "mif1heic"u8]);
        var free = Box("free", Hidden(stripped));
        var uuid = Box(stripped ? "free" : "uuid", Hidden(stripped));
        var start = ftyp.Length + map.Length + free.Length + uuid.Length + 8;
        map = Map(start, exif.Length, xmp, stripped, inside);
        var mdat = Box("mdat", [.. Picture, .. Zero(exif, stripped), .. inside ? [] : Zero(xmp, stripped), .. Hidden(stripped)]);
        return [.. ftyp, .. map, .. free, .. uuid, .. mdat];
    }

    private static byte[] Map(int start, int exif, byte[] xmp, bool stripped, bool inside) => Box("meta",
    [
        0, 0, 0, 0,
        .. Box("hdlr", [0, 0, 0, 0, 0, 0, 0, 0, .. "pict"u8, .. new byte[12], .. Told(stripped)]),
        .. Box("pitm", [0, 0, 0, 0, 0, 1]),
        .. Box("iinf", [0, 0, 0, 0, 0, 3, .. Item(1, "hvc1", Told(stripped)), .. Item(2, "Exif", [0]), .. Item(3, "mime", stripped ? new byte[22] : [0, .. "application/rdf+xml\0\0"u8])]),
        .. Box("iloc",
        [
            1, 0, 0, 0, 0x44, 0, 0, 3,
            0, 1, 0, 0, 0, 0, 0, 1, .. Long(start), .. Long(Picture.Length),
            0, 2, 0, 0, 0, 0, 0, 1, .. Long(start + Picture.Length), .. Long(exif),
            0, 3, 0, (byte)(inside ? 1 : 0), 0, 0, 0, 1, .. Long(inside ? 0 : start + Picture.Length + exif), .. Long(xmp.Length),
        ]),
        .. Box("iprp", [.. Box("ipco", [.. Box("ispe", [0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 9]), .. Box(stripped ? "free" : "udes", Told(stripped)), .. Box("hvcC", [1, 2, 3])]), .. Box("ipma", [0, 0, 0, 0, 0, 0, 0, 0])]),
        .. inside ? Box("idat", Zero(xmp, stripped)) : [],
        .. Box(stripped ? "free" : "uuid", Hidden(stripped)),
    ]);

    private static byte[] Item(byte id, string type, byte[] name) => Box("infe", [2, 0, 0, 0, 0, id, 0, 0, .. Encoding.Latin1.GetBytes(type), .. name]);

    private static byte[] Told(bool stripped) => Zero([.. Encoding.UTF8.GetBytes(Secret), 0], stripped);

    private static byte[] Hidden(bool stripped) => Zero(Encoding.UTF8.GetBytes($"left by {Secret}"), stripped);

    private static byte[] Zero(byte[] bytes, bool stripped) => stripped ? new byte[bytes.Length] : bytes;

    private static byte[] Box(string type, byte[] content) => [.. Long(content.Length + 8), .. Encoding.Latin1.GetBytes(type), .. content];

    private static byte[] Long(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)number);
        return bytes;
    }
}
