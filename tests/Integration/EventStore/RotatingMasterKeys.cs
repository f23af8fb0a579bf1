using System.Security.Cryptography;
using Coc.EventFormat.Sealing;
using Coc.EventStore;
using Coc.EventMaintenance.Rotating;

namespace Coc.Integration.EventStore;

/// <summary>The master key is exchanged while processes that were started with the old one read and append.</summary>
public sealed class RotatingMasterKeys(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    // What lies on disk; the tests of this class share one database, each begins with the key the last one ended with.
    private static volatile byte[][] files = [RandomNumberGenerator.GetBytes(32)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static StoreEvent.NoteTaken Taken() => new("t", 1, Mood.Calm, Sensitive.Of("canary", "panel"));

    // As a process has them: read at start, and again when one is missing.
    private static KeyMaster Master() => new(() => files);

    private PostgresEventStore NewStore(KeyMaster master) => new(fixture.Service, StoreFixture.Types, master);

    private KeyRotation Rotation() => new(fixture.Database.Owner, fixture.Daemon, Master());

    private static async Task<string?> TextAsync(PostgresEventStore store, StreamKey stream) =>
        ((StoreEvent.NoteTaken)(await store.ReadAsync(stream, cancellationToken: Token)).Events[0].Data).Text!.Value;

    // Goes on for a few rounds after it was told to stop.
    private static async Task<List<StreamKey>> WorkAsync(PostgresEventStore store, CancellationToken stop)
    {
        var streams = new List<StreamKey>();
        for (var left = 5; left > 0; left -= stop.IsCancellationRequested ? 1 : 0)
        {
            // A body of its own each time: a body key is made under whatever master key this process takes for current.
            streams.Add(Given.Stream($"body-{Guid.NewGuid():N}"));
            await store.AppendAsync(Given.Append(streams[^1], 0, Taken()), Token);
            (await TextAsync(store, streams[Random.Shared.Next(streams.Count)])).ShouldBe("canary");
        }

        return streams;
    }

    [Fact]
    public async Task Old_processes_go_on_and_the_old_key_alone_opens_nothing_afterwards()
    {
        var old = files[0];
        await using var store = NewStore(Master());
        var before = Enumerable.Range(0, 230).Select(i => Given.Stream($"body-{i}-{Guid.NewGuid():N}")).ToList();
        foreach (var stream in before)
        {
            await store.AppendAsync(Given.Append(stream, 0, Taken()), Token);
        }

        using var stop = new CancellationTokenSource();
        var others = Enumerable.Range(0, 3).Select(_ => Task.Run(() => WorkAsync(NewStore(Master()), stop.Token))).ToList();
        files = [RandomNumberGenerator.GetBytes(32), old];

        (await Rotation().ToCurrentMasterAsync(_ => { }, Token)).ShouldBeGreaterThanOrEqualTo(230);
        await stop.CancelAsync();
        var written = (await Task.WhenAll(others)).SelectMany(s => s).ToList();
        files = [files[0]];

        (await fixture.Daemon.LinesAsync("select distinct master from mt.coc_body_keys")).Count.ShouldBe(1);
        await using var fresh = NewStore(Master());
        await using var onlyOld = NewStore(new KeyMaster(old));
        foreach (var stream in before.Concat(written))
        {
            (await TextAsync(fresh, stream)).ShouldBe("canary");
            await Should.ThrowAsync<CryptographicException>(() => TextAsync(onlyOld, stream));
        }

        await ShouldNotOpenWithAsync(old);
        (await TextAsync(store, before[0])).ShouldBe("canary");
        await store.AppendAsync(Given.Append(before[0], 1, Taken()), Token);
    }

    // Past the store and its fingerprints: the old key is tried on every wrapped body key.
    private async Task ShouldNotOpenWithAsync(byte[] old)
    {
        await using var command = fixture.Daemon.CreateCommand("select tenant_id, key_id, wrapped from mt.coc_body_keys");
        await using var reader = await command.ExecuteReaderAsync(Token);
        while (await reader.ReadAsync(Token))
        {
            var (tenant, id, wrapped) = (reader.GetString(0), reader.GetGuid(1), reader.GetFieldValue<byte[]>(2));
            Should.Throw<CryptographicException>(() => WrappedKey.OpenBody(old, tenant, id, wrapped));
        }
    }

    [Fact]
    public async Task A_retired_master_key_wraps_no_new_body_key()
    {
        var old = files[0];
        await using var stubborn = NewStore(new KeyMaster(old));
        await using var following = NewStore(Master());
        files = [RandomNumberGenerator.GetBytes(32), old];
        await Rotation().ToCurrentMasterAsync(_ => { }, Token);

        await Should.ThrowAsync<CryptographicException>(() => stubborn.AppendAsync(Given.Append(Given.Stream("new-1"), 0, Taken()), Token));
        await following.AppendAsync(Given.Append(Given.Stream("new-2"), 0, Taken()), Token);

        (await fixture.Daemon.LinesAsync("select count(*) from mt.coc_body_keys where tenant_id in ('new-1', 'new-2')")).ShouldBe(["1"]);
    }

    [Fact]
    public async Task A_rotation_that_died_is_finished_by_the_next_one()
    {
        await using var store = NewStore(Master());
        var streams = Enumerable.Range(0, 120).Select(i => Given.Stream($"half-{i}-{Guid.NewGuid():N}")).ToList();
        foreach (var stream in streams)
        {
            await store.AppendAsync(Given.Append(stream, 0, Taken()), Token);
        }

        files = [RandomNumberGenerator.GetBytes(32), files[0]];
        await Should.ThrowAsync<TimeoutException>(() => Rotation().ToCurrentMasterAsync(_ => throw new TimeoutException(), Token));
        (await fixture.Daemon.LinesAsync("select distinct master from mt.coc_body_keys")).Count.ShouldBe(2);
        await using var between = NewStore(Master());
        foreach (var stream in streams)
        {
            (await TextAsync(between, stream)).ShouldBe("canary");
        }

        (await Rotation().ToCurrentMasterAsync(_ => { }, Token)).ShouldBeGreaterThan(0);
        (await Rotation().ToCurrentMasterAsync(_ => { }, Token)).ShouldBe(0);
        (await fixture.Daemon.LinesAsync("select distinct master from mt.coc_body_keys")).Count.ShouldBe(1);
    }
}
