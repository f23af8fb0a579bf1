using System.Text.Json.Nodes;
using Coc.Integration.Fixtures;
using Coc.Liaison.Features.Importing;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Liaison;

/// <summary>The directory of a service as a text, out and in.</summary>
internal static class DirectoryTexts
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<string> ExportAsync(ServiceApp app, string format) => app.Services.GetRequiredService<DirectoryExporter>().WriteAsync(format == "csv", Token);

    public static Task<ImportCounts> ImportAsync(ServiceApp app, JsonObject file) => ImportAsync(app, file.ToJsonString(), "json");

    public static async Task<ImportCounts> ImportAsync(ServiceApp app, string text, string format)
    {
        var file = Path.ChangeExtension(Path.GetTempFileName(), format);
        try
        {
            await File.WriteAllTextAsync(file, text, Token);
            return await app.Services.GetRequiredService<DirectoryImporter>().ImportAsync(file, Token);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
