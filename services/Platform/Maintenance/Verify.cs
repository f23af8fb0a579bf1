using System.Text.Json;
using Coc.EventMaintenance.Attesting;
using Coc.EventMaintenance.Exporting;
using Coc.EventMaintenance.Verifying;
using Coc.EventStore;

namespace Coc.Platform.Maintenance;

/// <summary>
/// The one-shot step <c>verify [FILE] [--heads FILE] [--keys FOLDER]</c>: this service's database, or an export by itself. Ends with 1 when something does not fit.
/// </summary>
internal static class Verify
{
    public static async Task<int> RunAsync(OneShotCall call)
    {
        var output = new StepOutput(call.Service);
        if (StepArguments.Parse(call.Arguments, "--heads", "--keys") is not { } arguments)
        {
            return StepOutput.Refuse("Usage: verify [FILE] [--heads FILE] [--keys FOLDER]", StepOutput.Misused);
        }

        try
        {
            var keys = PublicKeys.FromFolder(arguments["--keys"] ?? call.Configuration["Keys:Signers"] ?? "");
            var kept = arguments["--heads"] is { } heads ? Kept(await File.ReadAllTextAsync(heads)) : [];
            return Tell(arguments.File is { } file ? await FileAsync(file, keys, kept, output) : await DatabaseAsync(call, keys, kept, output));
        }
        catch (Exception e) when (e is ExportException or FormatException or JsonException)
        {
            return StepOutput.Refuse($"{arguments.File ?? arguments["--heads"]}: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return StepOutput.Refuse($"{e.Message} Check the name and who may read it.", StepOutput.Misused);
        }
    }

    private static async Task<Verified> DatabaseAsync(OneShotCall call, PublicKeys keys, IReadOnlyList<SignedHead> kept, StepOutput output)
    {
        await using var daemon = EventStoreConnections.Open(call.Required("Database:Daemon"));
        return await new Verification(call.Service, keys, kept).DatabaseAsync(daemon, output);
    }

    private static async Task<Verified> FileAsync(string path, PublicKeys keys, IReadOnlyList<SignedHead> kept, StepOutput output)
    {
        await using var file = File.OpenRead(path);
        return await ExportVerification.FileAsync(file, keys, kept, output);
    }

    /// <summary>Heads as lines, or as the Ledger's <c>GET /api/ledger/heads</c> answers them.</summary>
    internal static IReadOnlyList<SignedHead> Kept(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        using var document = lines.Length == 1 ? JsonDocument.Parse(text) : null;
        return document is not null && document.RootElement.TryGetProperty("items", out var items)
            ? [.. items.EnumerateArray().Select(i => SignedHead.Parse(i.GetRawText()))]
            : [.. lines.Select(SignedHead.Parse)];
    }

    internal static int Tell(Verified verified)
    {
        var output = new StepOutput(verified.Service);
        var counts = $"{StepOutput.Count(verified.Streams)} streams, {StepOutput.Count(verified.Events)} events, {StepOutput.Count(verified.Unchained)} of them unchained";
        foreach (var remark in verified.Remarks)
        {
            output.Say($"not looked at: {remark}.");
        }

        if (verified.FirstBroken is not { } broken)
        {
            output.Say($"{counts}: everything fits.");
            return 0;
        }

        output.Say($"{counts}; {StepOutput.Count(Math.Max(1, verified.BrokenStreams))} of the streams or heads do not fit.");
        return StepOutput.Refuse($"The first that does not fit: {broken}");
    }
}
