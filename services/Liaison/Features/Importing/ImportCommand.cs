using Coc.EventStore;
using Coc.Platform.Http;
using Coc.Platform.Time;
using Npgsql;

namespace Coc.Liaison.Features.Importing;

/// <summary>The one-shot modes <c>import bodies|demo|directory FILE</c>, <c>export-directory FILE</c> and <c>invite-directory FILE</c>; they may run beside the running service.</summary>
internal static class ImportCommand
{
    private const int BadInput = 2;
    private const int Failed = 1;

    public static async Task<int> RunAsync(WebApplication app, string[] arguments)
    {
        if (arguments is not ([("import"), ("bodies" or "demo" or "directory"), _] or ["export-directory" or "invite-directory", _]))
        {
            await Console.Error.WriteLineAsync("Usage: import bodies FILE | import demo FILE | import directory FILE | export-directory FILE | invite-directory FILE");
            return BadInput;
        }

        var (verb, what, file) = (arguments[0], arguments[1], arguments[^1]);

        try
        {
            // The hosted services do not run here; the demo clock must still be the one the others have.
            await app.Services.GetServices<IHostedService>().OfType<ClockKeeper>().Single().StartAsync(CancellationToken.None);
            if (verb != "import")
            {
                await WriteAsync(file, await TextAsync(app, verb, file));
                return 0;
            }

            var directory = app.Services.GetRequiredService<DirectoryImporter>();
            var counts = what switch
            {
                "bodies" => await app.Services.GetRequiredService<Importer>().ProjectsAsync(file, CancellationToken.None),
                "demo" => await directory.FoundationAsync(file, CancellationToken.None),
                _ => await directory.ImportAsync(file, CancellationToken.None),
            };
            await Console.Out.WriteLineAsync($"{counts.Added} added, {counts.Changed} changed, {counts.Unchanged} unchanged");
            return 0;
        }
        catch (ImportFailure e)
        {
            await Console.Error.WriteLineAsync($"{e.Message} Nothing was imported.");
            return BadInput;
        }
        catch (StreamConflictException)
        {
            await Console.Error.WriteLineAsync("The directory changed at the same moment. Nothing was imported; please run it again.");
            return Failed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"{file} cannot be read or written. Nothing was done.");
            return BadInput;
        }
        catch (PostgresException e)
        {
            await Console.Error.WriteLineAsync($"The database of Liaison refused ({e.SqlState}: {e.MessageText}). Nothing was imported; has it been migrated?");
            return Failed;
        }
        catch (Exception e) when (ProblemWriter.IsOutage(e))
        {
            await Console.Error.WriteLineAsync("A service or the database of Liaison cannot be reached. Nothing was done; run ./coc status, start what is down, and run this again.");
            return Failed;
        }
    }

    private static Task<string> TextAsync(WebApplication app, string verb, string file) => verb == "export-directory"
        ? app.Services.GetRequiredService<DirectoryExporter>().WriteAsync(file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase), CancellationToken.None)
        : app.Services.GetRequiredService<DirectoryInvitations>().WriteAsync(CancellationToken.None);

    // Whole or not at all, and for its owner's eyes only: it holds people's names and addresses.
    private static async Task WriteAsync(string file, string text)
    {
        var part = file + ".part";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using (var stream = new FileStream(part, options))
        {
            await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text));
        }

        File.Move(part, file, overwrite: true);
        await Console.Out.WriteLineAsync($"written to {file}");
    }
}
