using System.Security.Cryptography;
using Coc.EventStore;

namespace Coc.Integration.EventStore;

public sealed class DestroyingKeys(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private readonly PostgresEventStore store = fixture.Store;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static readonly StoreEvent.PeopleNamed Named = new(
        [new Person("Amber", Sensitive.Of("Ada", "accused:1")), new Person("Beryl", Sensitive.Of("Bob", "accused:2"))],
        Sensitive.Of(new Address("Main", 5), "panel"), new Dictionary<string, Sensitive<string>>());

    [Fact]
    public async Task Erases_one_persons_members_everywhere_and_leaves_the_others()
    {
        var stream = Given.Stream();
        await store.AppendAsync(Given.Append(stream, 0, Named), Token);
        await using var other = fixture.NewStore();
        await other.ReadAsync(stream, cancellationToken: Token);

        (await store.DestroyKeyAsync(stream, "accused:1", Token)).ShouldBeTrue();

        foreach (var reader in new[] { store, other, fixture.NewStore() })
        {
            var named = (StoreEvent.PeopleNamed)(await reader.ReadAsync(stream, cancellationToken: Token)).Events[0].Data;
            named.People[0].Name.ShouldBe(new Sensitive<string>(null, "accused:1", Erased: true));
            named.People[1].Name.ShouldBe(Named.People[1].Name);
            named.Where.ShouldBe(Named.Where);
        }

        (await store.DestroyKeyAsync(stream, "accused:1", Token)).ShouldBeFalse();
        (await store.DestroyKeyAsync(stream, "nobody", Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_process_that_remembers_the_key_writes_under_a_new_one()
    {
        var stream = Given.Stream();
        await store.AppendAsync(Given.Append(stream, 0, Named), Token);
        await fixture.NewStore().DestroyKeyAsync(stream, "accused:1", Token);

        await store.AppendAsync(Given.Append(stream, 1, Named), Token);

        var read = await fixture.NewStore().ReadAsync(stream, cancellationToken: Token);
        read.Events.Select(e => ((StoreEvent.PeopleNamed)e.Data).People[0].Name.Erased).ShouldBe([true, false]);
    }

    [Fact]
    public async Task One_key_serves_an_owner_through_the_life_of_its_stream()
    {
        var stream = Given.Stream();
        await store.AppendAsync(Given.Append(stream, 0, Named, Named), Token);
        await store.AppendAsync(Given.Append(stream, 2, Named), Token);
        await fixture.NewStore().AppendAsync(Given.Append(stream, 3, Named), Token);

        (await fixture.Daemon.ScalarAsync<long>($"select count(*) from mt.coc_keys where stream_id = '{stream.Id}'")).ShouldBe(3);
    }

    [Fact]
    public async Task Another_master_key_opens_nothing_and_says_so()
    {
        var stream = Given.Stream();
        await store.AppendAsync(Given.Append(stream, 0, Named), Token);
        await using var wrong = new PostgresEventStore(fixture.Service, StoreFixture.Types, new KeyMaster(RandomNumberGenerator.GetBytes(32)));

        await Should.ThrowAsync<CryptographicException>(() => wrong.ReadAsync(stream, cancellationToken: Token));
    }
}
