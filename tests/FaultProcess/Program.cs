using Coc.FaultProcess;
using Coc.Platform;
using Coc.Platform.Maintenance;
using Coc.Platform.Messaging;
using Microsoft.AspNetCore.Builder;

// One process of a made-up service, to be killed: the first argument names its role. It ends when its standard input does, so that it never
// outlives the test that started it.
if (args[0] == "writer")
{
    await Writer.RunAsync(seed: int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture));
    return;
}

var builder = WebApplication.CreateBuilder();
var settings = builder.AddPlatform(Notes.Service);
builder.AddEventStore(settings, Notes.Types, args[0] == "daemon" ? [Notes.Counts] : []);
switch (args[0])
{
    case "relay":
        builder.AddMessaging(settings, Notes.Publishing, _ => { });
        break;
    case "consumer" or "topology":
        builder.AddMessaging(settings, new PublishingTable(), s => s.Handle<NoteHeard, NoteHeardHandler>());
        break;
    case "daemon":
        break;
    default:
        throw new ArgumentException($"There is no role '{args[0]}'.", nameof(args));
}

var app = builder.Build();
app.UsePlatform();
app.Lifetime.ApplicationStarted.Register(() => Task.Run(async () =>
{
    await Console.In.ReadToEndAsync();
    app.Lifetime.StopApplication();
}));
await app.RunServiceAsync();
