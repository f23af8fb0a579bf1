namespace Coc.Intake.Domain.Files;

/// <summary>What a file is, by its first bytes; never by its name, which may say anything.</summary>
internal static class FileTypes
{
    /// <summary>How many first bytes are looked at.</summary>
    public const int Head = 4096;

    public const string Jpeg = "image/jpeg";
    public const string Png = "image/png";
    public const string Gif = "image/gif";
    public const string Webp = "image/webp";
    public const string Heic = "image/heic";
    public const string Avif = "image/avif";
    public const string Mp4 = "video/mp4";
    public const string QuickTime = "video/quicktime";
    public const string Text = "text/plain";
    public const string Unknown = "application/octet-stream";

    // Shown by nothing that runs what it shows. All others go out as bytes without a type.
    private static readonly HashSet<string> Harmless =
        [Jpeg, Png, Gif, Webp, "image/bmp", "image/tiff", Heic, Avif, Mp4, QuickTime, "video/webm", "audio/mp4", "audio/mpeg", "audio/ogg", "audio/wav", "audio/flac", Text, "application/pdf"];

    /// <summary>The type shown by the content.</summary>
    public static string Of(ReadOnlySpan<byte> head) => Signatures.Of(head) ?? Writing.Of(head) ?? Unknown;

    /// <summary>The type it is handed out under.</summary>
    public static string Served(EvidenceFacts facts) => !facts.Lies && Harmless.Contains(facts.Type) ? facts.Type : Unknown;

    /// <summary>Metadata can be taken off it.</summary>
    public static bool Strippable(string type) => type is Jpeg or Png or Gif or Webp or Heic or Avif;

    /// <summary>What it tells of itself can be shown.</summary>
    public static bool Readable(string type) => Strippable(type) || type is Mp4 or QuickTime or Text;

    /// <summary>Name or declared type promise something else than is there. What promises nothing does not lie.</summary>
    public static bool Lies(string type, string? declared, string name) =>
        Contradicts(type, Promises.OfType(declared)) || Contradicts(type, Promises.OfName(name));

    private static bool Contradicts(string type, string[]? promised) => promised is not null && !promised.Contains(type);
}
