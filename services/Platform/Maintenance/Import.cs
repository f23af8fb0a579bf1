using Coc.EventMaintenance.Attesting;
using Coc.EventMaintenance.Exporting;
using Coc.EventStore;

namespace Coc.Platform.Maintenance;

/// <summary>The one-shot step <c>import-store FILE</c>: a whole export into an empty store, all or nothing.</summary>
internal static class Import
{
    public static async Task<int> RunAsync(OneShotCall call)
    {
        var output = new StepOutput(call.Service);
        if (StepArguments.Parse(call.Arguments) is not { File: { } path })
        {
            return StepOutput.Refuse("Usage: import-store FILE", StepOutput.Misused);
        }

        try
        {
            await using var daemon = EventStoreConnections.Open(call.Required("Database:Daemon"));
            await using var file = File.OpenRead(path);
            var keys = PublicKeys.FromFolder(call.Configuration["Keys:Signers"] ?? "");
            var stored = await StoreImport.ReadAsync(call.Owner, daemon, call.Service, file, keys, output);
            output.Say($"{StepOutput.Count(stored.Streams)} streams, {StepOutput.Count(stored.Events)} events imported; everything fits.");
            return 0;
        }
        catch (Exception e) when (e is ExportException or ImportRefusedException)
        {
            return StepOutput.Refuse($"{path}: {e.Message} Nothing was imported.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return StepOutput.Refuse($"{e.Message} Nothing was imported.", StepOutput.Misused);
        }
    }
}
