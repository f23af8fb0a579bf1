using System.Text.Json;
using Coc.Platform.Http;

namespace Coc.Liaison.Features.Importing;

/// <summary>A file to import: there, not too large, and JSON of the shape expected.</summary>
internal static class JsonFile
{
    private const long Largest = 50 * 1024 * 1024;

    public static byte[] Bytes(string path) => File.Exists(path) && new FileInfo(path).Length <= Largest
        ? File.ReadAllBytes(path)
        : throw new ImportFailure($"{Path.GetFileName(path)} is not there, or larger than 50 MB.");

    public static T Read<T>(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(Bytes(path), Json.Options) ?? throw new ImportFailure($"{Path.GetFileName(path)} is empty.");
        }
        catch (JsonException e)
        {
            throw new ImportFailure($"{Path.GetFileName(path)}, line {e.LineNumber + 1}: at {e.Path} stands something else than expected.");
        }
    }
}
