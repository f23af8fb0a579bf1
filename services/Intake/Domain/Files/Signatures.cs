namespace Coc.Intake.Domain.Files;

/// <summary>Binary formats by the bytes they begin with.</summary>
internal static class Signatures
{
    private static readonly (byte[] Bytes, string Type)[] Beginnings =
    [
        ([0xFF, 0xD8, 0xFF], FileTypes.Jpeg),
        ([0x89, .. "PNG\r\n"u8, 0x1A, 0x0A], FileTypes.Png),
        ([.. "GIF87a"u8], FileTypes.Gif),
        ([.. "GIF89a"u8], FileTypes.Gif),
        ([.. "II*\0"u8], "image/tiff"),
        ([.. "MM\0*"u8], "image/tiff"),
        ([.. "%PDF-"u8], "application/pdf"),
        ([.. "PK"u8, 3, 4], "application/zip"),
        ([.. "PK"u8, 5, 6], "application/zip"),
        ([.. "PK"u8, 7, 8], "application/zip"),
        ([0x1F, 0x8B], "application/gzip"),
        ([.. "BZh"u8], "application/x-bzip2"),
        ([0xFD, .. "7zXZ"u8, 0], "application/x-xz"),
        ([0x28, 0xB5, 0x2F, 0xFD], "application/zstd"),
        ([.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C], "application/x-7z-compressed"),
        ([.. "Rar!"u8, 0x1A, 0x07], "application/vnd.rar"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "application/x-ole-storage"),
        ([0x1A, 0x45, 0xDF, 0xA3], "video/webm"),
        ([.. "OggS"u8], "audio/ogg"),
        ([.. "fLaC"u8], "audio/flac"),
        ([.. "ID3"u8], "audio/mpeg"),
        ([0xFF, 0xFB], "audio/mpeg"),
        ([0xFF, 0xF3], "audio/mpeg"),
        ([0xFF, 0xF2], "audio/mpeg"),
        ([0x7F, .. "ELF"u8], "application/x-executable"),
        ([.. "MZ"u8], "application/x-executable"),
        ([0xFE, 0xED, 0xFA, 0xCE], "application/x-executable"),
        ([0xFE, 0xED, 0xFA, 0xCF], "application/x-executable"),
        ([0xCE, 0xFA, 0xED, 0xFE], "application/x-executable"),
        ([0xCF, 0xFA, 0xED, 0xFE], "application/x-executable"),
        ([0xCA, 0xFE, 0xBA, 0xBE], "application/x-executable"),
        ([0, .. "asm"u8], "application/x-executable"),
        ([.. "SQLite format 3\0"u8], "application/vnd.sqlite3"),
        ([.. "{\\rtf"u8], "application/rtf"),
    ];

    public static string? Of(ReadOnlySpan<byte> head)
    {
        foreach (var (bytes, type) in Beginnings)
        {
            if (head.StartsWith(bytes))
            {
                return type;
            }
        }

        return Riff(head) ?? Boxed(head) ?? Bitmap(head);
    }

    private static string? Riff(ReadOnlySpan<byte> head) =>
        head.Length < 12 || !head.StartsWith("RIFF"u8) ? null
        : head[8..12].SequenceEqual("WEBP"u8) ? FileTypes.Webp
        : head[8..12].SequenceEqual("WAVE"u8) ? "audio/wav"
        : head[8..12].SequenceEqual("AVI "u8) ? "video/x-msvideo"
        : null;

    // ISO base media files name their brand after the first box's length.
    private static string? Boxed(ReadOnlySpan<byte> head)
    {
        if (head.Length < 12 || !head[4..8].SequenceEqual("ftyp"u8))
        {
            return null;
        }

        return System.Text.Encoding.Latin1.GetString(head[8..12]) switch
        {
            "heic" or "heix" or "hevc" or "mif1" or "msf1" => "image/heic",
            "avif" or "avis" => "image/avif",
            "qt  " => "video/quicktime",
            "M4A " or "M4B " => "audio/mp4",
            _ => "video/mp4",
        };
    }

    // Two letters are not much: the reserved bytes have to be zero too.
    private static string? Bitmap(ReadOnlySpan<byte> head) =>
        head.Length > 14 && head.StartsWith("BM"u8) && head[6..10].IndexOfAnyExcept((byte)0) < 0 ? "image/bmp" : null;
}
