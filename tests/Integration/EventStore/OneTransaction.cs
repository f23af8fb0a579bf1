using Coc.EventStore;

namespace Coc.Integration.EventStore;

/// <summary>Everything an append writes is there, or nothing is; and it is there once.</summary>
public sealed class OneTransaction(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private const string Insert = "insert into app.note_list (tenant_id, id, pages) values ($1, $2, $3)";
    private const string Inbox = "insert into mt.coc_inbox (consumer, message_id, handled_at) values ($1, $2, $3)";

    private readonly PostgresEventStore store = fixture.Store;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static StoreEvent Taken => new StoreEvent.NoteTaken("t", 1, Mood.Calm, Sensitive.Of("secret", "panel"));

    [Fact]
    public async Task Several_streams_of_several_tenants_and_their_statements_commit_together()
    {
        var (sender, receiver, other) = (Given.Stream("project-b"), Given.Stream("project-a"), Given.Stream("project-b"));
        await store.AppendAsync(Given.Append(sender, 0, Taken), Token);
        var append = new Append(
            [
                new StreamAppend(sender, "note", 1, [Given.Event(Taken)]),
                new StreamAppend(receiver, "note", 0, [Given.Event(Taken), Given.Event(Taken)]),
                new StreamAppend(other, "note", 0, [Given.Event(Taken)]),
            ],
            Given.Context())
        {
            Statements =
            [
                new StoreStatement(sender.Tenant, Insert, sender.Tenant, sender.Id, 1), new StoreStatement(receiver.Tenant, Insert, receiver.Tenant, receiver.Id, 2),
                new StoreStatement(receiver.Tenant, Inbox, "probe", Guid.NewGuid(), Given.At),
            ],
        };

        var appended = await store.AppendAsync(append, Token);

        appended.Events.Select(e => (e.Stream, e.Version)).ShouldBe([(sender, 2), (receiver, 1), (receiver, 2), (other, 1)]);
        var read = await fixture.NewStore().ReadAsync([other, sender, receiver, Given.Stream()], Token);
        read.Select(s => s.Version).ShouldBe([1, 2, 2, 0]);
        read[1].Events[^1].ShouldBe(appended.Events[0]);
        read[2].Events.ShouldBe(appended.Events.Skip(1).Take(2));
        (await fixture.Daemon.LinesAsync($"select tenant_id, pages from app.note_list where id in ('{sender.Id}', '{receiver.Id}') order by pages"))
            .ShouldBe(["project-b 1", "project-a 2"]);
    }

    [Fact]
    public async Task Two_tenants_may_have_streams_of_the_same_id()
    {
        var a = Given.Stream("project-a");
        var b = a with { Tenant = "project-b" };

        var appended = await store.AppendAsync(
            new Append([new StreamAppend(b, "note", 0, [Given.Event(Taken)]), new StreamAppend(a, "note", 0, [Given.Event(Taken)])], Given.Context()), Token);

        appended.Events.Select(e => e.Sequence).Distinct().Count().ShouldBe(2);
        (await store.ReadAsync([b, a], Token)).Select(s => s.Events.Single()).ShouldBe(appended.Events);
    }

    [Fact]
    public async Task A_conflict_of_one_stream_leaves_nothing_of_the_others()
    {
        var (fresh, moved) = (Given.Stream("project-a"), Given.Stream("project-b"));
        await store.AppendAsync(Given.Append(moved, 0, Taken), Token);
        var append = new Append(
            [new StreamAppend(fresh, "note", 0, [Given.Event(Taken)]), new StreamAppend(moved, "note", 0, [Given.Event(Taken)])], Given.Context());

        (await Should.ThrowAsync<StreamConflictException>(() => store.AppendAsync(append, Token))).Stream.ShouldBe(moved);

        (await store.ReadAsync(fresh, cancellationToken: Token)).Version.ShouldBe(0);
    }

    [Fact]
    public async Task A_unique_violation_names_its_constraint_and_leaves_nothing()
    {
        var message = Guid.NewGuid();
        var first = Given.Append(Given.Stream(), 0, Taken) with { Statements = [new StoreStatement("", Inbox, "probe", message, Given.At)] };
        var again = Given.Append(Given.Stream(), 0, Taken) with { Statements = [new StoreStatement("", Inbox, "probe", message, Given.At)] };
        await store.AppendAsync(first, Token);

        (await Should.ThrowAsync<UniqueViolationException>(() => store.AppendAsync(again, Token))).Constraint.ShouldBe("pk_coc_inbox");

        (await store.ReadAsync(again.Streams[0].Stream, cancellationToken: Token)).Version.ShouldBe(0);
        (await fixture.Daemon.ScalarAsync<long>($"select count(*) from mt.mt_streams where id = '{again.Streams[0].Stream.Id}'")).ShouldBe(0);
    }

    [Fact]
    public async Task Statements_may_come_without_events()
    {
        var message = Guid.NewGuid();
        var append = new Append([], Given.Context()) { Statements = [new StoreStatement("", Inbox, "probe", message, Given.At)] };

        (await store.AppendAsync(append, Token)).Events.ShouldBeEmpty();

        await Should.ThrowAsync<UniqueViolationException>(() => store.AppendAsync(append, Token));
        (await store.AppendAsync(new Append([], Given.Context()), Token)).Events.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(StreamAppend.ExpectAny)]
    public async Task A_repeated_append_answers_as_it_did_and_writes_nothing(long expected)
    {
        var stream = Given.Stream();
        var append = Given.Append(stream, expected, Taken, Taken) with { Statements = [new StoreStatement(stream.Tenant, Insert, stream.Tenant, stream.Id, 1)] };
        var first = await store.AppendAsync(append, Token);
        await store.AppendAsync(Given.Append(stream, 2, Taken), Token);

        var second = await fixture.NewStore().AppendAsync(append, Token);

        second.Repeated.ShouldBeTrue();
        second.Events.ShouldBe(first.Events);
        (await store.ReadAsync(stream, cancellationToken: Token)).Version.ShouldBe(3);
    }
}
