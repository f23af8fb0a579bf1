using System.Diagnostics;
using Coc.EventStore;
using Coc.FaultProcess;

namespace Coc.Integration.Faults;

/// <summary>
/// kill -9 of writers, relay, consumer, projection daemon, PostgreSQL and RabbitMQ at random points under load. What was acknowledged is there afterwards, once;
/// what it publishes arrives and takes effect, once and in order; the read model is what follows from it, and its progress never ahead of it. A failure prints the seed of its plan (COC_SEED).
/// </summary>
public sealed class KillingEverything(ITestOutputHelper output)
{
    [Fact]
    public async Task What_was_acknowledged_is_there_once_and_takes_effect_once()
    {
        var seed = Nightly.Seed;
        output.WriteLine($"COC_SEED={seed}");
        await using var world = await FaultWorld.StartAsync(seed);
        try
        {
            await KillAsync(world, new Random(seed));
            await JudgeAsync(world);
        }
        catch
        {
            output.WriteLine(world.LastWords);
            throw;
        }
    }

    private async Task KillAsync(FaultWorld world, Random random)
    {
        var clock = Stopwatch.StartNew();
        foreach (var target in Targets.InOrder(random, Nightly.Kills))
        {
            await world.WorksOnAsync(target, acknowledgements: random.Next(5, 60));
            await PauseAsync(random.Next(1, 200));
            (await world.NumberAsync(FaultWorld.Astray) ?? 0).ShouldBe(0, "events counted, less those up to the progress");
            await world.KillAsync(target, random);
            output.WriteLine($"{clock.Elapsed.TotalSeconds:0.0} s: killed the {target}, {world.Account.Acknowledged} appends acknowledged");
        }

        await world.WorksOnAsync(Target.Writer, acknowledgements: 20);
        await world.FinishWritingAsync();
        await world.ComesToNothingAsync(FaultWorld.Unheard, "events without their effect");
        await world.ComesToNothingAsync(FaultWorld.Waiting, "messages that wait");
        await world.ComesToNothingAsync(FaultWorld.Behind, "events the projection is behind");
        world.NobodyEndedByItself();
    }

    private async Task JudgeAsync(FaultWorld world)
    {
        var account = world.Account;
        var log = await Log.ReadAsync(world.Daemon);
        var judgement = new Judgement(world, log);
        output.WriteLine(
            $"{account.Acknowledged} appends acknowledged, {account.AfterAll} of them after more than one try, {account.Repeats} repeated; {account.Entries.Count(e => e.Refused)} refused; "
            + $"{account.Entries.Count(e => e.OpenAt is not null)} never answered; {log.Rows.Count()} events");
        account.Mistakes.ShouldBeEmpty();
        judgement.AttemptsNotKept().ShouldBeEmpty();
        judgement.EventsNobodyWrote().ShouldBeEmpty();
        log.BrokenStreams().ShouldBeEmpty();
        (await judgement.StatementsApartAsync()).ShouldBeEmpty();
        (await judgement.MiscountedAsync()).ShouldBeEmpty();

        await using var store = new PostgresEventStore(world.Service, Notes.Types, world.Master);
        var streams = (await store.ReadAsync([.. log.Streams.Select(s => s.Key)], TestContext.Current.CancellationToken)).ToDictionary(s => s.Key);
        Judgement.Unreadable(streams.Values.Where(s => s.Key.Tenant != "copies")).ShouldBeEmpty();
        judgement.EffectsAstray(streams).ShouldBeEmpty();
        var heard = await world.Tap.DrainAsync();
        output.WriteLine($"{heard.Count} messages for {judgement.Published.Count()} events that publish");
        judgement.NotPublished(heard).ShouldBeEmpty();
        (await world.Tap.CountAsync("faults-note-heard_error")).ShouldBe(0u);
    }

    private static async Task PauseAsync(int milliseconds)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(milliseconds));
        await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
    }
}
