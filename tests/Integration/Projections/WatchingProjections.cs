using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Coc.EventStore;
using Coc.EventStore.Projecting;
using Coc.Integration.EventStore;
using Coc.Integration.Fixtures;
using Coc.Integration.Messaging;
using Coc.Platform;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Coc.Integration.Projections;

/// <summary>A projection that an event has stopped is seen: in the log, in a gauge, in health; until it goes on.</summary>
public sealed class WatchingProjections(PostgresServer server)
{
    private const string Tables =
        """
        create schema if not exists app; grant usage on schema app to public;
        create table app.steps (step int primary key constraint ck_step check (step > 0)); grant all on app.steps to public
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stopped_projection_is_in_the_log_the_gauge_and_health_until_it_goes_on()
    {
        using var log = new KeptLog();
        var stopped = -1;
        using var meters = new MeterListener { InstrumentPublished = (instrument, listener) => ListenTo(instrument, listener) };
        meters.SetMeasurementEventCallback<int>((_, value, _, _) => stopped = Math.Max(stopped, value));
        meters.Start();
        await using var app = await ServiceApp.StartAsync(server, Service(log), prepare: Tables);
        await Eventually.TrueAsync(async () => await HealthAsync(app) == ("ready", null), "A service whose projections work is not ready.");
        Gauge().ShouldBe(0);

        await AppendAsync(app, 1);
        var bad = await AppendAsync(app, -1);
        await AppendAsync(app, 2);

        await Eventually.TrueAsync(async () => await HealthAsync(app) == ("degraded", "stopped"), "Health does not tell.");
        Gauge().ShouldBe(1);
        log.Lines.ShouldHaveSingleItem().ShouldBe(
            $"Error: Projection steps has stopped at event {bad.Id} ({bad.Sequence}, thing_was_moved): SQL 23514 ck_step. Repair what is wrong, then ./coc projections retry");

        await using var owner = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(app.Database.Owner) { Pooling = false });
        await owner.ExecuteAsync("", "alter table app.steps drop constraint ck_step");
        (await new ProjectionFailures(app.Daemon).RetryAsync("steps", Token)).ShouldBeTrue();

        await Eventually.TrueAsync(async () => await HealthAsync(app) == ("ready", null), "Health does not tell that it goes on.");
        Gauge().ShouldBe(0);
        await Eventually.TrueAsync(async () => await app.Daemon.ScalarAsync<long>("select count(*) from app.steps") == 3, "Nothing may be skipped.");
        log.Lines.Count.ShouldBe(1);

        int Gauge()
        {
            stopped = -1;
            meters.RecordObservableInstruments();
            return stopped;
        }
    }

    private static void ListenTo(Instrument instrument, MeterListener listener)
    {
        if (instrument.Name == "coc.projections.stopped")
        {
            listener.EnableMeasurementEvents(instrument);
        }
    }

    // Without messages it would say that the broker is away.
    private static ServiceUnderTest Service(KeptLog log) => new("probe", typeof(ProbeService).Assembly, (builder, settings) =>
    {
        builder.AddEventStore(settings, new EventTypes().Add(typeof(ThingWasMoved)), Projection.OfEvents<ThingWasMoved>(
            "steps", ProjectionKind.Async, ["app.steps"], (moved, e) => [new StoreStatement(e.Stream.Tenant, "insert into app.steps values ($1)", moved.Step)]));
        builder.Logging.AddProvider(log).AddFilter<KeptLog>("Coc.Platform.Projections", LogLevel.Warning);
    }, _ => { });

    private static async Task<StoredEvent> AppendAsync(ServiceApp app, int step) =>
        (await app.Services.GetRequiredService<IEventStore>().AppendAsync(Given.Append(Given.Stream(), 0, new ThingWasMoved(step)), Token)).Events[0];

    private static async Task<(string? Status, string? Projections)> HealthAsync(ServiceApp app)
    {
        using var answer = await app.AsPublic().GetAsync("/health/ready", Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var health = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        return (health.GetProperty("status").GetString(), health.TryGetProperty("projections", out var projections) ? projections.GetString() : null);
    }

    private sealed class KeptLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{logLevel}: {formatter(state, exception)}");

        public void Dispose()
        {
        }
    }
}
