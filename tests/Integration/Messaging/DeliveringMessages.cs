using System.Diagnostics;
using Coc.EventStore;
using Coc.Integration.EventStore;
using Coc.Integration.Fixtures;
using Coc.Platform.Messaging;
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
    public async Task Up_to_where_the_log_is_complete_is_noted_under_Martens_name()
    {
        var stream = new StreamKey("sextant", Guid.NewGuid());
        for (var step = 1; step <= 2; step++)
        {
            await AppendAsync(stream, step);
            var end = await app.Daemon.ScalarAsync<long>("select max(seq_id) from mt.mt_events");
            await Eventually.TrueAsync(
                async () => await app.Daemon.ScalarAsync<long>("select coalesce(max(last_seq_id), 0) from mt.mt_event_progression where name = 'HighWaterMark'") >= end, "the mark moves");
        }
    }

    [Fact]
    public async Task A_message_delivered_twice_takes_effect_once()
    {
        var message = ProbeService.Message(Guid.NewGuid(), 1);
        await PublishAsync(message, message, message);
        var marker = ProbeService.Message(Guid.NewGuid(), 1);
        await PublishAsync(marker);
        await Eventually.TrueAsync(() => Task.FromResult(SeenOf(marker.Origin.Stream).Count == 1), "the later message arrives");
        await Eventually.TrueAsync(() => Task.FromResult(SeenOf(message.Origin.Stream).Count == 1), "the repeated message arrives");
        (await CopiesAsync(message.Origin.Stream)).ShouldBe(1);
    }

    [Fact]
    public async Task A_message_that_overtook_its_predecessor_waits_for_it()
    {
        var stream = Guid.NewGuid();
        await PublishAsync(ProbeService.Message(stream, 3), ProbeService.Message(stream, 2));
        await Eventually.TrueAsync(async () => await WaitingAsync(stream) == 2, "both are kept");
        SeenOf(stream).ShouldBeEmpty();
        await PublishAsync(ProbeService.Message(stream, 1));
        await Eventually.TrueAsync(() => Task.FromResult(SeenOf(stream).Count == 3), "all are handled");
        SeenOf(stream).Select(m => m.Step).ShouldBe([1, 2, 3]);
        await Eventually.TrueAsync(async () => await WaitingAsync(stream) == 0, "nothing waits any more");
    }

    [Fact]
    public async Task A_message_does_not_pass_its_predecessor_because_another_one_of_the_same_event_was_handled()
    {
        var stream = Guid.NewGuid();
        var first = ProbeService.Message(stream, 1);
        var (moved, counted) = (Behind(2), new ThingCounted(Behind(3).Origin));
        seen.FailingSteps[1] = true;
        await PublishAsync(first);
        await app.Services.GetRequiredService<IBus>().Publish(new ThingCounted(first.Origin), Token);
        await Eventually.TrueAsync(async () => await CopiesAsync(stream) == 1, "the event's other message is handled");
        await PublishAsync(moved);
        await Eventually.TrueAsync(async () => await WaitingAsync(stream) == 1, "it waits for its own predecessor");
        await app.Services.GetRequiredService<Together<ThingCounted>>().TakeAsync(counted, Token);
        (await WaitingAsync(stream)).ShouldBe(2);
        seen.FailingSteps.Clear();
        await Eventually.TrueAsync(async () => await CopiesAsync(stream) == 4, "all are handled");
        SeenOf(stream).Select(m => m.Step).ShouldBe([1, 2]);

        ThingMoved Behind(int version)
        {
            var message = ProbeService.Message(stream, version);
            var previous = version == 2 ? new Dictionary<string, long> { [nameof(ThingMoved)] = 1, [nameof(ThingCounted)] = 1 } : new() { [nameof(ThingMoved)] = 2, [nameof(ThingCounted)] = 1 };
            return message with { Origin = message.Origin with { Previous = previous } };
        }
    }

    [Fact]
    public async Task A_handler_that_promised_the_inbox_row_and_found_nothing_to_do_does_not_hold_up_what_follows()
    {
        var stream = Guid.NewGuid();
        seen.Idle[stream] = true;
        await PublishAsync(ProbeService.Message(stream, 1));
        await Eventually.TrueAsync(async () => await CountAsync("select count(*) from mt.coc_inbox where stream_id = $1", stream) == 1, "it counts as handled");
        seen.Idle.Clear();
        await PublishAsync(ProbeService.Message(stream, 2));
        await Eventually.TrueAsync(() => Task.FromResult(SeenOf(stream).Count == 1), "its successor is handled");
    }

    [Fact]
    public async Task A_handler_that_fails_is_tried_again()
    {
        var message = ProbeService.Message(Guid.NewGuid(), 1);
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

    [Fact]
    public async Task An_event_that_cannot_be_published_stops_the_relay_and_health_says_where()
    {
        var (before, bad, behind) = (new StreamKey("sextant", Guid.NewGuid()), new StreamKey("sextant", Guid.NewGuid()), new StreamKey("sextant", Guid.NewGuid()));
        seen.Unpublishable = 666;
        await AppendAsync(before, 1);
        var stuck = await AppendAsync(bad, 666, 0);
        await AppendAsync(behind, 1);
        await Eventually.TrueAsync(() => Task.FromResult(SeenOf(before.Id).Count == 1), "what lies before it is published");
        await Eventually.TrueAsync(async () => (await HealthAsync()).Contains(stuck.Id.ToString(), StringComparison.Ordinal), "health names the event");
        (await HealthAsync()).ShouldContain("\"status\":\"degraded\"");
        SeenOf(behind.Id).ShouldBeEmpty();
        seen.Unpublishable = null;
        await Eventually.TrueAsync(() => Task.FromResult(SeenOf(bad.Id).Count == 1 && SeenOf(behind.Id).Count == 1), "nothing was skipped");
        await Eventually.TrueAsync(async () => (await HealthAsync()).Contains("\"ready\"", StringComparison.Ordinal), "health is good again");
    }

    [Fact]
    public async Task A_message_that_waits_for_over_ten_minutes_alarms()
    {
        var stream = Guid.NewGuid();
        await PublishAsync(ProbeService.Message(stream, 2));
        await Eventually.TrueAsync(async () => await WaitingAsync(stream) == 1, "it is kept");
        (await HealthAsync()).ShouldContain("\"ready\"");
        await ExecuteAsync("update mt.coc_waiting set since = since - interval '11 minutes' where stream_id = $1", stream);
        await Eventually.TrueAsync(async () => (await HealthAsync()).Contains($"\"stream\":\"{stream}\"", StringComparison.Ordinal), "health names the stream");
        await PublishAsync(ProbeService.Message(stream, 1));
        await Eventually.TrueAsync(async () => (await HealthAsync()).Contains("\"ready\"", StringComparison.Ordinal), "the alarm ends with the wait");
        SeenOf(stream).Select(m => m.Step).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task What_nobody_released_is_released_by_the_watch()
    {
        var stream = Guid.NewGuid();
        await PublishAsync(ProbeService.Message(stream, 2));
        await Eventually.TrueAsync(async () => await WaitingAsync(stream) == 1, "it is kept");
        await ExecuteAsync("insert into mt.coc_inbox (consumer, message_id, stream_id, version, handled_at) values ('probe', gen_random_uuid(), $1, 1, now())", stream);
        await Eventually.TrueAsync(() => Task.FromResult(SeenOf(stream).Count == 1), "its releaser died before it came to it");
    }

    [Fact]
    public async Task One_that_cannot_be_handled_does_not_take_those_it_came_with_along()
    {
        var messages = Enumerable.Range(0, 60).Select(_ => new ThingCounted(ProbeService.Message(Guid.NewGuid(), 1).Origin)).ToList();
        var bad = messages[30].Origin.Stream;
        seen.Failing[bad] = true;
        await Task.WhenAll(messages.Select(m => app.Services.GetRequiredService<IBus>().Publish(m, Token)));
        foreach (var message in messages.Where(m => m.Origin.Stream != bad))
        {
            await Eventually.TrueAsync(async () => await CopiesAsync(message.Origin.Stream) == 1, "a good one is handled");
        }

        (await CopiesAsync(bad)).ShouldBe(0);
        seen.Failing.Clear();
        await Eventually.TrueAsync(async () => await CopiesAsync(bad) == 1, "the bad one, mended, is handled");
        seen.Groups.Sum().ShouldBe(60);
    }

    [Fact]
    public async Task What_comes_while_others_are_handled_goes_into_one_transaction()
    {
        var hold = new TaskCompletionSource();
        seen.Hold = hold.Task;
        var together = app.Services.GetRequiredService<Together<ThingCounted>>();
        var first = together.TakeAsync(new ThingCounted(ProbeService.Message(Guid.NewGuid(), 1).Origin), Token);
        await Eventually.TrueAsync(() => Task.FromResult(together.Waiting == 0), "the first is being handled");
        var stream = Guid.NewGuid();
        var others = Enumerable.Range(1, 20).Reverse().Select(v => together.TakeAsync(Counted(v), Token)).ToList();
        hold.SetResult();
        await Task.WhenAll([first, .. others]);
        seen.Groups.ShouldBe([1, 20]);
        (await CopiesAsync(stream)).ShouldBe(10);

        ThingCounted Counted(int v) => v > 10
            ? new(ProbeService.Message(Guid.NewGuid(), 1).Origin)
            : new(ProbeService.Message(stream, v).Origin with { Previous = v > 1 ? new Dictionary<string, long> { [nameof(ThingCounted)] = v - 1 } : new() });
    }

    private async Task<string> HealthAsync()
    {
        using var http = new HttpClient { BaseAddress = app.Address };
        return await http.GetStringAsync(new Uri("/health/ready", UriKind.Relative), Token);
    }

    private async Task ExecuteAsync(string sql, Guid stream)
    {
        await using var command = app.Daemon.CreateCommand(sql);
        command.Parameters.AddWithValue(stream);
        await command.ExecuteNonQueryAsync(Token);
    }

    private List<ThingMoved> SeenOf(Guid stream) => [.. seen.Messages.Select(m => m.Message).Where(m => m.Origin.Stream == stream)];

    private Task<StoredEvent> AppendAsync(StreamKey stream, int step) => AppendAsync(stream, step, step - 1);

    private async Task<StoredEvent> AppendAsync(StreamKey stream, int step, long expected)
    {
        var context = new EventContext(DateTimeOffset.UnixEpoch, Guid.NewGuid(), TraceParent: Activity.Current?.Id);
        var appended = await app.Services.GetRequiredService<IEventStore>().AppendAsync(
            new Append([new StreamAppend(stream, "thing", expected, [new NewEvent(Guid.NewGuid(), new ThingWasMoved(step))])], context), Token);
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
}
