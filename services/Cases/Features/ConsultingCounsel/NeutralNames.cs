namespace Coc.Cases.Features.ConsultingCounsel;

/// <summary>What counsel reads in place of a file's name, which may say who reported as what is in it may (P16, P17): what kind of file it is, and nothing else.</summary>
internal static class NeutralNames
{
    private const string Name = "piece";

    private static readonly Dictionary<string, string> Endings = new()
    {
        ["image/jpeg"] = ".jpg", ["image/png"] = ".png", ["image/gif"] = ".gif", ["image/webp"] = ".webp", ["image/heic"] = ".heic", ["image/avif"] = ".avif", ["image/bmp"] = ".bmp",
        ["image/tiff"] = ".tiff", ["video/mp4"] = ".mp4", ["video/quicktime"] = ".mov", ["video/webm"] = ".webm", ["audio/mp4"] = ".m4a", ["audio/mpeg"] = ".mp3", ["audio/ogg"] = ".ogg",
        ["audio/wav"] = ".wav", ["audio/flac"] = ".flac", ["text/plain"] = ".txt", ["application/pdf"] = ".pdf",
    };

    public static string Of(string? type) => Name + Endings.GetValueOrDefault((type ?? "").Split(';')[0].Trim(), "");
}
