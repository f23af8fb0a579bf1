using System.Collections.Concurrent;
using System.Diagnostics;
using Coc.Benchmarks.Measuring;
using Coc.Contracts;
using Coc.EventStore;
using Coc.Platform;
using Coc.Platform.Messaging;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Coc.Benchmarks.EventStore;

/// <summary>Something to publish.</summary>
internal sealed record NoteMoved(int Number);

/// <summary>What the broker hears of it.</summary>
public sealed record BenchMessage(Origin Origin, int Number) : IIntegrationMessage;

/// <summary>
/// The relay of a real host, publishing with confirms into a quorum queue. The time runs from before the append until a consumer of that queue has the
/// message in hand, so that the append itself and the way through the broker are in it.
/// </summary>
internal static class RelayBench
{
    private const int PerSecond = 200;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<IReadOnlyList<Row>> RunAsync(RunningSystem system, string service, Pace pace)
    {
        await using (await BenchDatabase.PrepareAsync(system, service))
        {
            // Only prepared; the host opens its own connections.
        }

        var settings = await system.SettingsAsync(service);
        var heard = new ConcurrentDictionary<int, long>();
        var consumer = Consumer(new Uri(settings["Broker__Uri"]), heard);
        await consumer.StartAsync();
        await using var host = await HostAsync(service, settings);
        var store = host.Services.GetRequiredService<IEventStore>();
        var (medians, tails) = (new List<double>(), new List<double>());
        for (var repeat = -1; repeat < Math.Max(3, pace.Repeats); repeat++)
        {
            heard.Clear();
            var lags = (await LagsAsync(store, heard)).Order().ToList();
            // The first is the warm-up.
            if (repeat >= 0)
            {
                medians.Add(lags[lags.Count / 2]);
                tails.Add(lags[(int)(lags.Count * 0.99)]);
            }
        }

        await host.StopAsync();
        await consumer.StopAsync();
        return
        [
            Row.Under($"relay lag at {PerSecond} appends/s, median", Contest.Median(medians), "ms", 20),
            Row.Under($"relay lag at {PerSecond} appends/s, p99", Contest.Median(tails), "ms", 100),
        ];
    }

    private static async Task<IEnumerable<double>> LagsAsync(IEventStore store, ConcurrentDictionary<int, long> heard)
    {
        var began = new ConcurrentDictionary<int, long>();
        var load = await Load.OpenAsync(PerSecond, Duration, async number =>
        {
            began[number] = Stopwatch.GetTimestamp();
            await store.AppendAsync(new Append([new StreamAppend(Streams.Key(Guid.CreateVersion7()), "note", 0, [new NewEvent(Guid.CreateVersion7(), new NoteMoved(number))])], BenchContext.Now()));
            return true;
        });
        var clock = Stopwatch.StartNew();
        while (heard.Count < began.Count && clock.Elapsed < Patience)
        {
            await Task.Delay(10);
        }

        return load.Failures == 0 && heard.Count == began.Count
            ? began.Select(b => Stopwatch.GetElapsedTime(b.Value, heard[b.Key]).TotalMilliseconds)
            : throw new InvalidOperationException($"{began.Count} events were appended, {heard.Count} messages came.");
    }

    private static IBusControl Consumer(Uri broker, ConcurrentDictionary<int, long> heard) => Bus.Factory.CreateUsingRabbitMq(rabbit =>
    {
        rabbit.Host(broker);
        rabbit.ReceiveEndpoint("bench-relay", endpoint =>
        {
            endpoint.SetQuorumQueue();
            endpoint.Handler<BenchMessage>(context =>
            {
                heard.TryAdd(context.Message.Number, Stopwatch.GetTimestamp());
                return Task.CompletedTask;
            });
        });
    });

    private static async Task<WebApplication> HostAsync(string service, IReadOnlyDictionary<string, string> settings)
    {
        var builder = WebApplication.CreateBuilder();
        // The signing key is made by the service's own migration, which does not run here: heads are not signed.
        builder.Configuration.AddInMemoryCollection(settings.Where(s => s.Key != "Keys__Signing").Select(s => KeyValuePair.Create(s.Key.Replace("__", ":", StringComparison.Ordinal), (string?)s.Value)));
        var platform = builder.AddPlatform(service);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddEventStore(platform, BenchEvent.Types);
        builder.AddMessaging(platform, new PublishingTable().Publish<NoteMoved, BenchMessage>((e, _, origin) => new BenchMessage(origin, e.Number)), _ => { });
        var app = builder.Build();
        app.UsePlatform();
        await app.StartAsync();
        return app;
    }
}
