using Coc.EventStore;
using Coc.Platform.Http;
using Coc.Platform.Time;
using Npgsql;

namespace Coc.Liaison.Features.Importing;

/// <summary>The one-shot modes <c>import bodies FILE</c> and <c>import demo FILE</c>; they may run beside the running service.</summary>
internal static class ImportCommand
{
    private const int BadInput = 2;
    private const int Failed = 1;

    public static async Task<int> RunAsync(WebApplication app, string[] arguments)
    {
        if (arguments is not [("bodies" or "demo") and var what, var file])
        {
            await Console.Error.WriteLineAsync("Usage: import bodies FILE | import demo FILE");
            return BadInput;
        }

        try
        {
            // The hosted services do not run here; the demo clock must still be the one the others have.
            await app.Services.GetServices<IHostedService>().OfType<ClockKeeper>().Single().StartAsync(CancellationToken.None);
            var importer = app.Services.GetRequiredService<Importer>();
            var counts = what == "bodies" ? await importer.ProjectsAsync(file, CancellationToken.None) : await importer.FoundationAsync(file, CancellationToken.None);
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
            await Console.Error.WriteLineAsync($"{file} cannot be read. Nothing was imported.");
            return BadInput;
        }
        catch (PostgresException e)
        {
            await Console.Error.WriteLineAsync($"The database of Liaison refused ({e.SqlState}: {e.MessageText}). Nothing was imported; has it been migrated?");
            return Failed;
        }
        catch (Exception e) when (ProblemWriter.IsOutage(e))
        {
            await Console.Error.WriteLineAsync("The database of Liaison cannot be reached. Nothing was imported; start it and run this again.");
            return Failed;
        }
    }
}
