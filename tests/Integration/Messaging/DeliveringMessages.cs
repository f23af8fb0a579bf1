using System.Diagnostics;
using Coc.Contracts;
using Coc.EventStore;
using Coc.Integration.Fixtures;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Messaging;

/// <summary>Relay, RabbitMQ, inbox and waiting table together, on real servers.</summary>
public sealed class DeliveringMessages(PostgresServer postgres, RabbitServer rabbit) : IAsyncLifetime
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private readonly Seen seen = new();
    private ServiceApp app = null!;

    public async ValueTask InitializeAsync() => app = await ServiceApp.StartAsync(postgres, ProbeService.Definition(seen), await rabbit.VirtualHostAsync());

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_stored_event_reaches_its_consumer_with_where_it_comes_from()
    {
        var stream = new StreamKey("sextant", Guid.NewGuid());
        var first = await AppendAsync(stream, 1);
        var second = await AppendAsync(stream, 2);
        await Eventually.TrueAsync(() => Task.FromResult(SeenOf(stream.Id).Count == 2), "both events arrive");
        SeenOf(stream.Id).Select(m => m.Step).ShouldBe([1, 2]);
        var origin = SeenOf(stream.Id)[1].Origin;
        (origin.Event, origin.Stream, origin.Version, origin.Body).ShouldBe((second.Id, stream.Id, 2L, "sextant"));
        origin.Previous.ShouldBe(new Dictionary<string, long> { [nameof(ThingMoved)] = 1 });
        origin.Hash.ShouldBe(second.Hash);
        first.Hash.ShouldNotBe(second.Hash);
    }

    [Fact]
    public async Task A_message_delivered_twice_takes_effect_once()
    {
        var message = Message(Guid.NewGuid(), 1);
        await PublishAsync(message, message, message);
        var marker = Message(Guid.NewGuid(), 1);
        await PublishAsync(marker);
        await Eventually.TrueAsync(() => Task.FromResult(SeenOf(marker.Origin.Stream).Count == 1), "the later message arrives");
        await Eventually.TrueAsync(() => Task.FromResult(SeenOf(message.Origin.Stream).Count == 1), "the repeated message arrives");
        (await CopiesAsync(message.Origin.Stream)).ShouldBe(1);
    }

    [Fact]
    public async Task A_message_that_overtook_its_predecessor_waits_for_it()
    {
        var stream = Guid.NewGuid();
        await PublishAsync(Message(stream, 3), Message(stream, 2));
        await Eventually.TrueAsync(async () => await WaitingAsync(stream) == 2, "both are kept");
        SeenOf(stream).ShouldBeEmpty();
        await PublishAsync(Message(stream, 1));
        await Eventually.TrueAsync(() => Task.FromResult(SeenOf(stream).Count == 3), "all are handled");
        SeenOf(stream).Select(m => m.Step).ShouldBe([1, 2, 3]);
        await Eventually.TrueAsync(async () => await WaitingAsync(stream) == 0, "nothing waits any more");
    }

    [Fact]
    public async Task A_handler_that_fails_is_tried_again()
    {
        var message = Message(Guid.NewGuid(), 1);
        seen.Failures = 2;
        await PublishAsync(message);
        await Eventually.TrueAsync(async () => await CopiesAsync(message.Origin.Stream) == 1, "the third try succeeds");
    }

    [Fact]
    public async Task The_trace_of_the_append_runs_on_in_the_consumer()
    {
        using var listener = new ActivityListener { ShouldListenTo = _ => true, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData };
        ActivitySource.AddActivityListener(listener);
        using var request = new Activity("request").Start();
        var stream = new StreamKey("sextant", Guid.NewGuid());
        await AppendAsync(stream, 1);
        await Eventually.TrueAsync(() => Task.FromResult(SeenOf(stream.Id).Count == 1), "the event arrives");
        seen.Messages.Single(m => m.Message.Origin.Stream == stream.Id).Trace.ShouldBe(request.TraceId.ToString());
    }

    private List<ThingMoved> SeenOf(Guid stream) => [.. seen.Messages.Select(m => m.Message).Where(m => m.Origin.Stream == stream)];

    private async Task<StoredEvent> AppendAsync(StreamKey stream, int step)
    {
        var context = new EventContext(DateTimeOffset.UnixEpoch, Guid.NewGuid(), TraceParent: Activity.Current?.Id);
        var appended = await app.Services.GetRequiredService<IEventStore>().AppendAsync(
            new Append([new StreamAppend(stream, "thing", step - 1, [new NewEvent(Guid.NewGuid(), new ThingWasMoved(step))])], context), Token);
        return appended.Events.Single();
    }

    private async Task PublishAsync(params ThingMoved[] messages)
    {
        foreach (var message in messages)
        {
            await app.Services.GetRequiredService<IBus>().Publish(message, Token);
        }
    }

    private async Task<long> CopiesAsync(Guid stream) => await CountAsync("select count(*) from mt.mt_events where type = 'thing_was_copied' and stream_id = $1", Coc.Platform.Ids.V5(stream, "copy"));

    private async Task<long> WaitingAsync(Guid stream) => await CountAsync("select count(*) from mt.coc_waiting where stream_id = $1", stream);

    private async Task<long> CountAsync(string sql, Guid stream)
    {
        await using var command = app.Daemon.CreateCommand(sql);
        command.Parameters.AddWithValue(stream);
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }

    private static ThingMoved Message(Guid stream, int version) => new(
        new Origin(
            Coc.Platform.Ids.V5(stream, $"{version}"), stream, version, version > 1 ? new Dictionary<string, long> { [nameof(ThingMoved)] = version - 1 } : new Dictionary<string, long>(),
            "sextant", null, Guid.NewGuid(), null, null, null, null, null, DateTimeOffset.UnixEpoch, null),
        version);
}
