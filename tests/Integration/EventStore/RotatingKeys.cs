using System.Security.Cryptography;
using Coc.EventStore;
using Coc.EventMaintenance.Rotating;

namespace Coc.Integration.EventStore;

/// <summary>Keys are exchanged while other processes read and append; no event is touched and nothing becomes unreadable.</summary>
public sealed class RotatingKeys(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private const int Keys = 450;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static StoreEvent.NoteTaken Taken() => new("t", 1, Mood.Calm, Sensitive.Of("canary", "panel"));

    private PostgresEventStore NewStore(KeyMaster master) => new(fixture.Service, StoreFixture.Types, master);

    private static byte[] NewKey() => RandomNumberGenerator.GetBytes(32);

    private static async Task<IReadOnlyList<StreamKey>> WriteAsync(PostgresEventStore store, string tenant, int count)
    {
        var streams = Enumerable.Range(0, count).Select(_ => Given.Stream(tenant)).ToList();
        foreach (var some in streams.Chunk(50))
        {
            await store.AppendAsync(new Append([.. some.Select(s => new StreamAppend(s, "note", 0, [Given.Event(Taken())]))], Given.Context()), Token);
        }

        return streams;
    }

    private static async Task ShouldOpenAsync(PostgresEventStore store, IReadOnlyList<StreamKey> streams)
    {
        var read = await store.ReadAsync(streams, Token);
        read.SelectMany(s => s.Events).Select(e => ((StoreEvent.NoteTaken)e.Data).Text!.Value).Distinct().ShouldBe(["canary"]);
        read.ShouldAllBe(s => s.Events.Count > 0);
    }

    /// <summary>Another process at work until told to stop: new streams, streams that go on, reading, and a few rounds more; answers what it wrote.</summary>
    private static async Task<List<StreamKey>> WorkAsync(PostgresEventStore store, string tenant, CancellationToken stop)
    {
        var streams = new List<StreamKey>();
        for (var left = 5; left > 0; left -= stop.IsCancellationRequested ? 1 : 0)
        {
            var stream = Given.Stream(tenant);
            await store.AppendAsync(Given.Append(stream, 0, Taken()), Token);
            streams.Add(stream);
            var earlier = streams[Random.Shared.Next(streams.Count)];
            await store.AppendAsync(Given.Append(earlier, StreamAppend.ExpectAny, Taken()), Token);
            await ShouldOpenAsync(store, [earlier]);
        }

        return streams;
    }

    [Fact]
    public async Task A_body_gets_a_new_key_while_others_work_and_the_old_one_is_gone()
    {
        var tenant = $"body-{Guid.NewGuid():N}";
        var before = await WriteAsync(fixture.Store, tenant, Keys);
        var destroyed = before[0];
        await fixture.Store.DestroyKeyAsync(destroyed, null, Token);
        await fixture.Store.AppendAsync(new Append([], Given.Context()) { Statements = [StreamKeys.Disable(before[1], Given.At)] }, Token);
        var old = await fixture.Daemon.ScalarAsync<Guid>($"select key_id from mt.coc_body_keys where tenant_id = '{tenant}'");
        using var stop = new CancellationTokenSource();
        var others = Enumerable.Range(0, 3).Select(_ => Task.Run(() => WorkAsync(fixture.NewStore(), tenant, stop.Token))).ToList();
        var steps = 0;

        await new KeyRotation(fixture.Database.Owner, fixture.Daemon, fixture.Master).BodyKeyAsync(tenant, _ => steps++, Token);
        await stop.CancelAsync();
        var written = (await Task.WhenAll(others)).SelectMany(s => s).ToList();

        steps.ShouldBeGreaterThan(2);
        var now = await fixture.Daemon.LinesAsync($"select key_id from mt.coc_body_keys where tenant_id = '{tenant}'");
        now.Count.ShouldBe(1);
        now.ShouldNotContain(old.ToString());
        (await fixture.Daemon.LinesAsync($"select distinct body_key_id from mt.coc_keys where tenant_id = '{tenant}'")).ShouldBe(now);
        await using var fresh = fixture.NewStore();
        await ShouldOpenAsync(fresh, [.. before.Skip(2), .. written]);
        ((StoreEvent.NoteTaken)(await fresh.ReadAsync(destroyed, cancellationToken: Token)).Events[0].Data).Text!.Erased.ShouldBeTrue();
        var reopening = Given.Append(before[1], 1, Taken());
        await fixture.Store.AppendAsync(reopening with { Streams = [reopening.Streams[0] with { Reopens = true }] }, Token);
        await ShouldOpenAsync(fresh, [before[1]]);
    }

    [Fact]
    public async Task A_process_that_remembers_the_old_body_key_goes_on_with_the_new_one()
    {
        var tenant = $"body-{Guid.NewGuid():N}";
        await using var other = fixture.NewStore();
        var before = await WriteAsync(other, tenant, 2);

        await new KeyRotation(fixture.Database.Owner, fixture.Daemon, fixture.Master).BodyKeyAsync(tenant, _ => { }, Token);

        await other.AppendAsync(Given.Append(before[0], 1, Taken()), Token);
        await ShouldOpenAsync(fixture.NewStore(), [.. before, .. await WriteAsync(other, tenant, 1)]);
    }

    [Fact]
    public async Task A_rotation_that_died_is_finished_by_the_next_one()
    {
        var tenant = $"body-{Guid.NewGuid():N}";
        var before = await WriteAsync(fixture.Store, tenant, Keys);
        var rotation = new KeyRotation(fixture.Database.Owner, fixture.Daemon, fixture.Master);

        await Should.ThrowAsync<TimeoutException>(() => rotation.BodyKeyAsync(tenant, _ => throw new TimeoutException(), Token));
        var halfway = await rotation.ListAsync(Token);
        var meanwhile = await WriteAsync(fixture.NewStore(), tenant, 2);
        await rotation.BodyKeyAsync(tenant, _ => { }, Token);

        halfway.Where(k => k.Tenant == tenant).Select(k => (k.Retired, k.Live)).ShouldBe([(true, Keys - 200L), (false, 200L)]);
        var finished = (await rotation.ListAsync(Token)).Single(k => k.Tenant == tenant);
        finished.Id.ShouldBe(halfway.Single(k => k.Tenant == tenant && !k.Retired).Id);
        finished.Live.ShouldBe(Keys + 2);
        await ShouldOpenAsync(fixture.NewStore(), [.. before, .. meanwhile]);
        await Should.ThrowAsync<KeyNotFoundException>(() => rotation.BodyKeyAsync("nobody", _ => { }, Token));
    }
}
