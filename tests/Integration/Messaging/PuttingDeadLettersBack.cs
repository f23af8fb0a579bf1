using Coc.Integration.Fixtures;
using Coc.Platform.Messaging.DeadLetters;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Messaging;

/// <summary>What could not be handled lies at the real broker until somebody decides.</summary>
public sealed class PuttingDeadLettersBack(PostgresServer postgres, RabbitServer rabbit) : IAsyncLifetime
{
    private const string Queue = "probe-thing-moved_error";
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private readonly Seen seen = new();
    private ServiceApp app = null!;

    public async ValueTask InitializeAsync() => app = await ServiceApp.StartAsync(postgres, ProbeService.Definition(seen), await rabbit.VirtualHostAsync());

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private DeadLetterQueues DeadLetters => ActivatorUtilities.CreateInstance<DeadLetterQueues>(app.Services);

    [Fact]
    public async Task A_message_that_cannot_be_handled_is_listed_with_its_kind_and_takes_effect_once_when_it_is_put_back()
    {
        var (message, letter) = await FailedAsync();
        (letter.Contract, letter.Origin!.Event, letter.Kind, letter.Attempts).ShouldBe((nameof(ThingMoved), message.Origin.Event, "InvalidOperationException", 7));
        DateTimeOffset.Parse(letter.Since, System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan(TimeProvider.System.GetUtcNow().AddMinutes(-2));
        await Eventually.TrueAsync(async () => (await DeadLetters.ListAsync(null, Token)).Count == 1, "looking takes nothing away");
        seen.Failing.Clear();
        (await DeadLetters.ReplayAsync(Queue, Guid.NewGuid(), Token)).ShouldBe(0);
        await ReplayedAsync(letter.Id);
        await Eventually.TrueAsync(async () => await CopiesAsync(message.Origin.Stream) == 1, "it takes effect");
        (await DeadLetters.ListAsync(Queue, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_dies_between_sending_and_taking_away_leaves_it_there_and_it_still_counts_once()
    {
        var (message, letter) = await FailedAsync();
        seen.Failing.Clear();
        await Should.ThrowAsync<Exception>(() => DeadLetters.ReplayAsync(Queue, letter.Id, Token, connection => RabbitMQ.Client.IConnectionExtensions.AbortAsync(connection)));
        await Eventually.TrueAsync(async () => await CopiesAsync(message.Origin.Stream) == 1, "the copy takes effect");
        await Eventually.TrueAsync(async () => (await DeadLetters.ListAsync(Queue, Token)).Count == 1, "the original is still there");
        await ReplayedAsync(null);
        var marker = ProbeService.Message(Guid.NewGuid(), 1);
        await app.Services.GetRequiredService<IBus>().Publish(marker, Token);
        await Eventually.TrueAsync(async () => await CopiesAsync(marker.Origin.Stream) == 1, "a later message is handled");
        (await CopiesAsync(message.Origin.Stream)).ShouldBe(1);
        (await DeadLetters.ListAsync(Queue, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_discarded_is_recorded_and_what_waited_for_it_goes_on()
    {
        var (message, letter) = await FailedAsync();
        var next = ProbeService.Message(message.Origin.Stream, 2);
        await app.Services.GetRequiredService<IBus>().Publish(next, Token);
        await Eventually.TrueAsync(async () => await CountAsync("select count(*) from mt.coc_waiting where stream_id = $1", message.Origin.Stream) == 1, "the next one waits");
        seen.Failing.Clear();
        await Eventually.TrueAsync(() => DeadLetters.DiscardAsync(Queue, letter.Id!.Value, "moved twice by mistake", Token), "it is discarded");
        await Eventually.TrueAsync(() => Task.FromResult(seen.Messages.Any(m => m.Message.Origin.Stream == message.Origin.Stream && m.Message.Step == 2)), "the next one goes on");
        seen.Messages.ShouldNotContain(m => m.Message.Origin.Stream == message.Origin.Stream && m.Message.Step == 1);
        (await CountAsync("select count(*) from mt.coc_discarded where event_id = $1 and reason = 'moved twice by mistake'", message.Origin.Event)).ShouldBe(1);
        (await DeadLetters.ListAsync(Queue, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_waited_and_fails_is_a_dead_letter_by_itself_and_not_its_predecessor()
    {
        var stream = Guid.NewGuid();
        var (first, second) = (ProbeService.Message(stream, 1), ProbeService.Message(stream, 2));
        var bus = app.Services.GetRequiredService<IBus>();
        await bus.Publish(second, c => c.MessageId = Coc.Platform.Ids.V5(second.Origin.Event, nameof(ThingMoved)), Token);
        await Eventually.TrueAsync(async () => await CountAsync("select count(*) from mt.coc_waiting where stream_id = $1", stream) == 1, "the second waits");
        seen.FailingSteps[2] = true;
        await bus.Publish(first, Token);
        var letter = await DeadAsync();
        letter.Origin!.Event.ShouldBe(second.Origin.Event);
        letter.Id.ShouldBe(Coc.Platform.Ids.V5(second.Origin.Event, nameof(ThingMoved)));
        (await CopiesAsync(stream)).ShouldBe(1);
        (await CountAsync("select count(*) from mt.coc_waiting where stream_id = $1", stream)).ShouldBe(0);
        seen.FailingSteps.Clear();
        await ReplayedAsync(letter.Id);
        await Eventually.TrueAsync(async () => await CopiesAsync(stream) == 2, "put back, it takes effect");
    }

    private async Task<(ThingMoved Message, DeadLetter Letter)> FailedAsync()
    {
        var message = ProbeService.Message(Guid.NewGuid(), 1);
        seen.Failing[message.Origin.Stream] = true;
        await app.Services.GetRequiredService<IBus>().Publish(message, Token);
        return (message, await DeadAsync());
    }

    // The broker gives back what a closed connection had taken a moment later.
    private Task ReplayedAsync(Guid? id) => Eventually.TrueAsync(async () => await DeadLetters.ReplayAsync(Queue, id, Token) == 1, "it is put back");

    private async Task<DeadLetter> DeadAsync()
    {
        IReadOnlyList<DeadLetter> found = [];
        await Eventually.TrueAsync(async () => (found = await DeadLetters.ListAsync(null, Token)).Count == 1, "it is given up");
        found[0].Queue.ShouldBe(Queue);
        return found[0];
    }

    private Task<long> CopiesAsync(Guid stream) =>
        CountAsync("select count(*) from mt.mt_events where type = 'thing_was_copied' and stream_id = $1", Coc.Platform.Ids.V5(stream, "copy"));

    private async Task<long> CountAsync(string sql, Guid id)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(sql.Contains("coc_discarded", StringComparison.Ordinal) ? app.Database.Service : app.Database.Daemon);
        await using var command = source.CreateCommand(sql);
        command.Parameters.AddWithValue(id);
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }
}
