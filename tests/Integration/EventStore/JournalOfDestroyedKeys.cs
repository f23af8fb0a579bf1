using Coc.EventStore;

namespace Coc.Integration.EventStore;

/// <summary>What a restore of an older backup needs in order not to bring anything back.</summary>
public sealed class JournalOfDestroyedKeys(StoreFixture fixture) : IClassFixture<StoreFixture>, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("coc-journal-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static StoreEvent.NoteTaken Taken(string owner) => new("t", 1, Mood.Calm, Sensitive.Of("canary", owner));

    private async Task<StreamKey> StreamAsync()
    {
        var stream = Given.Stream();
        await fixture.Store.AppendAsync(Given.Append(stream, 0, Taken("panel"), Taken("accused:1")), Token);
        return stream;
    }

    private PostgresEventStore NewStore(string journal) => new(fixture.Service, StoreFixture.Types, fixture.Master, journal);

    private List<string> Lines() => [.. folder.GetFiles("*", SearchOption.AllDirectories).SelectMany(file => File.ReadAllLines(file.FullName)).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task Holds_the_ids_of_destroyed_keys_and_nothing_else()
    {
        var stream = await StreamAsync();
        var keys = await fixture.Daemon.LinesAsync($"select key_id from mt.coc_keys where stream_id = '{stream.Id}' order by owner");
        await using var one = NewStore(folder.FullName);
        await using var two = NewStore(folder.FullName);

        await one.DestroyKeyAsync(stream, "accused:1", Token);
        Lines().ShouldBe([keys[0]]);
        await two.DestroyKeyAsync(stream, null, Token);
        await two.DestroyKeyAsync(stream, null, Token);

        Lines().ShouldBe(keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_key_that_cannot_be_written_there_is_not_destroyed()
    {
        var stream = await StreamAsync();
        var taken = Path.Combine(folder.FullName, "taken");
        await File.WriteAllTextAsync(taken, "", Token);
        await using var store = NewStore(taken);

        await Should.ThrowAsync<IOException>(() => store.DestroyKeyAsync(stream, "panel", Token));

        (await fixture.Daemon.ScalarAsync<long>($"select count(*) from mt.coc_keys where stream_id = '{stream.Id}' and wrapped is not null")).ShouldBe(2);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
