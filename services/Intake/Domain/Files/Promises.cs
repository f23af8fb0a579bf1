namespace Coc.Intake.Domain.Files;

/// <summary>What a name's ending or a declared type lets one expect of the content.</summary>
internal static class Promises
{
    private static readonly string[] Zip = ["application/zip"];
    private static readonly string[] Ole = ["application/x-ole-storage"];
    private static readonly string[] Plain = [FileTypes.Text];
    private static readonly string[] Iso = ["video/mp4", "video/quicktime", "audio/mp4"];
    private static readonly string[] Heif = ["image/heic", "image/avif"];

    private static readonly Dictionary<string, string[]> Endings = new(StringComparer.OrdinalIgnoreCase)
    {
        [".jpg"] = [FileTypes.Jpeg], [".jpeg"] = [FileTypes.Jpeg], [".jfif"] = [FileTypes.Jpeg], [".png"] = [FileTypes.Png], [".gif"] = [FileTypes.Gif], [".webp"] = [FileTypes.Webp],
        [".bmp"] = ["image/bmp"], [".tif"] = ["image/tiff"], [".tiff"] = ["image/tiff"], [".heic"] = Heif, [".heif"] = Heif, [".avif"] = Heif, [".pdf"] = ["application/pdf"],
        [".zip"] = Zip, [".docx"] = Zip, [".xlsx"] = Zip, [".pptx"] = Zip, [".odt"] = Zip, [".ods"] = Zip, [".odp"] = Zip, [".jar"] = Zip, [".apk"] = Zip,
        [".doc"] = Ole, [".xls"] = Ole, [".ppt"] = Ole, [".msg"] = Ole, [".gz"] = ["application/gzip"], [".7z"] = ["application/x-7z-compressed"], [".rar"] = ["application/vnd.rar"],
        [".mp4"] = Iso, [".m4v"] = Iso, [".mov"] = Iso, [".m4a"] = Iso, [".3gp"] = Iso, [".webm"] = ["video/webm"], [".mkv"] = ["video/webm"], [".avi"] = ["video/x-msvideo"],
        [".mp3"] = ["audio/mpeg"], [".wav"] = ["audio/wav"], [".ogg"] = ["audio/ogg"], [".oga"] = ["audio/ogg"], [".opus"] = ["audio/ogg"], [".flac"] = ["audio/flac"],
        [".txt"] = Plain, [".log"] = Plain, [".md"] = Plain, [".csv"] = Plain, [".json"] = Plain, [".eml"] = Plain, [".mbox"] = Plain, [".rtf"] = ["application/rtf", FileTypes.Text],
        [".htm"] = ["text/html"], [".html"] = ["text/html"], [".svg"] = ["image/svg+xml"], [".exe"] = ["application/x-executable"], [".dll"] = ["application/x-executable"],
    };

    private static readonly Dictionary<string, string[]> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["image/jpeg"] = [FileTypes.Jpeg], ["image/jpg"] = [FileTypes.Jpeg], ["image/png"] = [FileTypes.Png], ["image/gif"] = [FileTypes.Gif], ["image/webp"] = [FileTypes.Webp], ["image/bmp"] = ["image/bmp"],
        ["image/tiff"] = ["image/tiff"], ["image/heic"] = Heif, ["image/heif"] = Heif, ["image/avif"] = Heif, ["image/svg+xml"] = ["image/svg+xml"], ["application/pdf"] = ["application/pdf"],
        ["application/zip"] = Zip, ["application/gzip"] = ["application/gzip"], ["video/mp4"] = Iso, ["video/quicktime"] = Iso, ["audio/mp4"] = Iso, ["video/webm"] = ["video/webm"],
        ["audio/mpeg"] = ["audio/mpeg"], ["audio/wav"] = ["audio/wav"], ["audio/ogg"] = ["audio/ogg"], ["audio/flac"] = ["audio/flac"], ["text/plain"] = Plain, ["text/csv"] = Plain,
        ["application/json"] = Plain, ["message/rfc822"] = Plain, ["text/html"] = ["text/html"],
    };

    /// <summary>Null when the ending promises nothing.</summary>
    public static string[]? OfName(string name) => Endings.GetValueOrDefault(Path.GetExtension(name));

    /// <summary>Null when nothing was declared, or nothing that is known here.</summary>
    public static string[]? OfType(string? declared) => declared is null ? null : Types.GetValueOrDefault(declared.Split(';')[0].Trim());
}
