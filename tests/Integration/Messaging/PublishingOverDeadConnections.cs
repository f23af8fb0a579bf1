using Coc.EventStore;
using Coc.Integration.Fixtures;
using Coc.Platform.Health;
using Coc.Platform.Messaging;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Messaging;

/// <summary>A connection over which nothing is confirmed any more, though it is open and the broker is there (decision 29): what is published goes out over another one, soon.</summary>
public sealed class PublishingOverDeadConnections(PostgresServer postgres, RabbitServer rabbit) : IAsyncLifetime
{
    // The client notices a silent connection after a minute or two by itself.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(40);
    private readonly Seen seen = new();
    private ServiceApp app = null!;
    private FreezingWay way = null!;
    private Listener listener = null!;

    public async ValueTask InitializeAsync()
    {
        var broker = await rabbit.VirtualHostAsync();
        way = new FreezingWay(broker);
        listener = await Listener.StartAsync<ThingMoved>(broker);
        app = await ServiceApp.StartAsync(postgres, ProbeService.Definition(seen), way.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await listener.DisposeAsync();
        await way.DisposeAsync();
    }

    [Fact]
    public async Task What_is_written_behind_it_goes_out_over_a_new_one_soon()
    {
        await WriteAsync(1);
        await Eventually.TrueAsync(() => Task.FromResult(Heard(1)), "the first goes out");

        way.Freeze();
        await WriteAsync(2);
        await Eventually.TrueAsync(() => Task.FromResult(Troubles.GetValueOrDefault("publishing") is "notConfirmed"), "health says so", Soon);
        await Eventually.TrueAsync(() => Task.FromResult(Heard(2)), "the second goes out", Soon);

        way.Freeze();
        await WriteAsync(3);
        await Eventually.TrueAsync(() => Task.FromResult(Heard(3)), "the third goes out", Soon);
        await Eventually.TrueAsync(() => Task.FromResult(!Troubles.ContainsKey("publishing")), "health says so no more");
    }

    [Fact]
    public async Task Those_that_were_given_up_while_the_broker_was_away_are_not_there_when_it_is_back()
    {
        await WriteAsync(4);
        await Eventually.TrueAsync(() => Task.FromResult(Heard(4)), "the first goes out");
        way.Close();
        await WriteAsync(5);
        var (publishing, buses) = (app.Services.GetRequiredService<PublishingBus>(), new HashSet<IBus>());
        await Eventually.TrueAsync(() => Task.FromResult(buses.Add(publishing.Now) && buses.Count > 3), "three were given up", TimeSpan.FromMinutes(2));

        way.Open();
        await Eventually.TrueAsync(() => Task.FromResult(Heard(5)), "the second goes out", Soon);

        await Eventually.TrueAsync(() => Task.FromResult(way.Live <= 2), "one for what is taken and one for what is published", Soon);
        await StaysAsync(() => way.Live <= 2, "those that were given up come back", TimeSpan.FromSeconds(30));
    }

    // A connection that was being made is tried again after some seconds.
    private static async Task StaysAsync(Func<bool> holds, string otherwise, TimeSpan during)
    {
        var since = System.Diagnostics.Stopwatch.StartNew();
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (since.Elapsed < during)
        {
            holds().ShouldBeTrue(otherwise);
            await look.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    private IReadOnlyDictionary<string, object> Troubles => app.Services.GetRequiredService<IMessagingHealth>().Troubles;

    private bool Heard(int step) => listener.Heard.OfType<ThingMoved>().Any(m => m.Step == step);

    private Task<Appended> WriteAsync(int step) => app.Services.GetRequiredService<IEventStore>().AppendAsync(
        new Append([new StreamAppend(new StreamKey("sextant", Guid.NewGuid()), "thing", 0, [new NewEvent(Guid.NewGuid(), new ThingWasMoved(step))])], new EventContext(DateTimeOffset.UnixEpoch, Guid.NewGuid())),
        TestContext.Current.CancellationToken);
}
