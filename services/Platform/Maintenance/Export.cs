using Coc.EventMaintenance.Attesting;
using Coc.EventMaintenance.Exporting;
using Coc.EventStore;
using Coc.EventStore.Forwarding;
using Npgsql;

namespace Coc.Platform.Maintenance;

/// <summary>The one-shot step <c>export [--tenant T | --stream ID] FILE</c>. The file is confidential and made readable by its owner only.</summary>
internal static class Export
{
    private const string Usage = "Usage: export [--tenant TENANT | --stream ID] FILE";

    public static async Task<int> RunAsync(OneShotCall call)
    {
        var output = new StepOutput(call.Service);
        var stream = Guid.Empty;
        if (StepArguments.Parse(call.Arguments, "--tenant", "--stream") is not { File: { } path, Options.Count: <= 1 } arguments)
        {
            return StepOutput.Refuse(Usage, StepOutput.Misused);
        }

        if (arguments["--stream"] is { } id && !Guid.TryParse(id, out stream))
        {
            return StepOutput.Refuse($"'{id}' is not the id of a stream, such as that of a case.", StepOutput.Misused);
        }

        if (File.Exists(path))
        {
            return StepOutput.Refuse($"{path} is there already: name another file.", StepOutput.Misused);
        }

        try
        {
            await using var daemon = EventStoreConnections.Open(call.Required("Database:Daemon"));
            await SignAsync(call, daemon, output);
            var written = await WriteAsync(call, daemon, path, arguments["--tenant"], stream == Guid.Empty ? null : stream, output);
            if (written.Streams == 0 && arguments.Options.Count > 0)
            {
                File.Delete(path);
                return StepOutput.Refuse($"{call.Service} has no such {arguments.Options.Keys.Single()[2..]}: nothing was written.", StepOutput.Misused);
            }

            output.Say($"{StepOutput.Count(written.Streams)} streams, {StepOutput.Count(written.Events)} events written to {path}.");
            return written.FirstBroken is { } broken ? StepOutput.Refuse($"It was written as it is, but the log does not fit: {broken}") : 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return StepOutput.Refuse($"{e.Message} Check the folder and who may write there.", StepOutput.Misused);
        }
    }

    // So that the file's head reaches to its end. Whoever has the lease signs soon anyway.
    private static async Task SignAsync(OneShotCall call, NpgsqlDataSource daemon, StepOutput output)
    {
        if (call.Configuration["Keys:Signing"] is not { Length: > 0 } file)
        {
            return;
        }

        try
        {
            await using var lease = await new ProgressStore(daemon).TryLeaseAsync(HeadStore.Job);
            if (lease is not null)
            {
                using var key = SigningKey.FromFile(file);
                await new HeadStore(daemon, TimeProvider.System).SignNextAsync(call.Service, key);
            }
        }
        catch (HeadContradictedException e)
        {
            StepOutput.Refuse($"{e.Message} The export carries the last head that was signed.");
        }
    }

    private static async Task<EventMaintenance.Verifying.Verified> WriteAsync(
        OneShotCall call, NpgsqlDataSource daemon, string path, string? tenant, Guid? stream, StepOutput output)
    {
        var half = path + ".half";
        try
        {
            await using (var file = OwnFile.Create(half))
            {
                var written = await StoreExport.WriteAsync(daemon, call.Service, tenant, stream, file, TimeProvider.System, output);
                await file.DisposeAsync();
                File.Move(half, path);
                return written;
            }
        }
        catch
        {
            File.Delete(half);
            throw;
        }
    }
}
