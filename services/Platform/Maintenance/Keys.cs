using Coc.EventStore;
using Coc.EventMaintenance.Rotating;
using Coc.Platform.Configuration;

namespace Coc.Platform.Maintenance;

/// <summary>
/// The one-shot step <c>keys</c>: <c>list</c>, <c>rewrap</c> (all body keys by the current master key), <c>rotate-body BODY</c>,
/// <c>destroy BODY STREAM OWNER</c>. Says ids and counts, never a key.
/// </summary>
internal static class Keys
{
    public static async Task<int> RunAsync(OneShotCall call)
    {
        var master = MasterKeys.Of(call.Configuration);
        await using var daemon = EventStoreConnections.Open(call.Required("Database:Daemon"));
        var rotation = new KeyRotation(call.Owner, daemon, master);
        switch (call.Arguments)
        {
            case ["list"]:
                await ListAsync(call.Service, rotation);
                return 0;
            case ["rewrap"]:
                Say(call, $"{await rotation.ToCurrentMasterAsync(count => Say(call, $"{count} body keys re-wrapped …"))} body keys re-wrapped, {master} wraps all");
                return 0;
            case ["rotate-body", var body]:
                return await RotateAsync(call, rotation, body);
            case ["destroy", var body, var stream, var owner] when Guid.TryParse(stream, out var id):
                return await DestroyAsync(call, master, new StreamKey(body, id), owner);
            case ["destroy", _, var stream, _]:
                return StepOutput.Refuse($"'{stream}' is not the id of a stream, such as that of a case.", StepOutput.Misused);
            default:
                await Console.Error.WriteLineAsync("Say keys list, keys rewrap, keys rotate-body BODY or keys destroy BODY STREAM OWNER.");
                return 2;
        }
    }

    private static async Task ListAsync(string service, KeyRotation rotation)
    {
        foreach (var key in await rotation.ListAsync())
        {
            var state = key.Retired ? "retired" : "current";
            Console.WriteLine($"{service,-10} {key.Tenant,-24} {key.Id} {state} {key.Created:yyyy-MM-dd} {key.Master} {key.Live,7} {key.Disabled,9} {key.Destroyed,10}");
        }
    }

    private static async Task<int> RotateAsync(OneShotCall call, KeyRotation rotation, string body)
    {
        try
        {
            Say(call, $"{await rotation.BodyKeyAsync(body, count => Say(call, $"{count} data keys re-wrapped …"))} data keys of {body} re-wrapped, its old key is gone");
            return 0;
        }
        catch (KeyNotFoundException)
        {
            await Console.Error.WriteLineAsync($"{call.Service} keeps no key of '{body}': ./coc keys list shows which it keeps.");
            return 1;
        }
    }

    private static async Task<int> DestroyAsync(OneShotCall call, KeyMaster master, StreamKey stream, string owner)
    {
        await using var source = EventStoreConnections.Open(call.Required("Database:Service"));
        await using var store = new PostgresEventStore(source, new EventTypes(), master, call.Required("Keys:Destroyed"));
        if (await store.DestroyKeyAsync(stream, owner))
        {
            Say(call, $"the key of {owner} in stream {stream.Id} is destroyed");
            return 0;
        }

        await Console.Error.WriteLineAsync($"Stream {stream.Id} of {stream.Tenant} has no key of {owner} that is not destroyed.");
        return 1;
    }

    private static void Say(OneShotCall call, string text) => Console.WriteLine($"{call.Service}: {text}");
}
