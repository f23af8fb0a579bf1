using System.Reflection;
using Coc.EventStore;
using Npgsql;

namespace Coc.Integration.EventStore;

/// <summary>
/// Every call of the store for one tenant, on a connection that is another's: whatever tenant a statement sets, the connection's stays. A call that is new is
/// tried too, and fails here until somebody says what its arguments and its empty answer are.
/// </summary>
public sealed class OtherTenant(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    // A function found before PostgreSQL's own.
    private static readonly string[] Liar =
    [
        "create schema lie",
        """
        create function lie.set_config(name text, value text, local boolean) returns text language sql as
          $$ select pg_catalog.set_config(name, case name when 'coc.tenant' then 'project-b' else value end, local) $$
        """,
        "grant usage on schema lie to public",
    ];

    private const string RowsOfA =
        """
        select md5(string_agg(r, ' ' order by r)), count(*)::text from (
          select s::text from mt.mt_streams s union all select e::text from mt.mt_events e union all select k::text from mt.coc_keys k
          union all select b::text from mt.coc_body_keys b union all select n::text from mt.coc_snapshots n) t (r)
        """;

    private static readonly Fold<string> Versions = new("versions", "", (state, e) => $"{state} {e.Version}", Every: 2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Calls => [.. typeof(IEventStore).GetMethods().Select(m => m.ToString()!)];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Reveals_nothing_and_changes_nothing(string call)
    {
        var method = typeof(IEventStore).GetMethods().Single(m => m.ToString() == call);
        var stream = await GivenAStreamAsync();
        await using var connections = await ConnectionsOfBAsync();
        await using var store = new PostgresEventStore(connections, StoreFixture.Types, fixture.Master);
        var before = await RowsAsync();

        foreach (var arguments in Arguments(method, stream))
        {
            await ShouldBeEmptyAsync(store, method, arguments);
        }

        (await RowsAsync()).ShouldBe(before);
        foreach (var arguments in Arguments(method, stream))
        {
            // The same call says something where it may: this test can fail.
            (await AnswerAsync(fixture.Store, method, arguments)).ShouldNotBeNull();
        }
    }

    private static IEnumerable<object?[]> Arguments(MethodInfo method, StreamKey stream) =>
        method.GetParameters().Any(p => p.ParameterType == typeof(Append))
            ? new[] { 4, StreamAppend.ExpectAny }.Select(expected => method.GetParameters().Select(p => Argument(p, stream, expected)).ToArray())
            : [[.. method.GetParameters().Select(p => Argument(p, stream, 0))]];

    private static object? Argument(ParameterInfo parameter, StreamKey stream, long expected) => parameter.ParameterType switch
    {
        var t when t == typeof(StreamKey) => stream,
        var t when t == typeof(IReadOnlyList<StreamKey>) => new[] { stream },
        var t when t == typeof(long) => 1L,
        var t when t == typeof(string) => "panel",
        var t when t == typeof(Append) => Given.Append(stream, expected, new StoreEvent.NoteTaken("t", 1, Mood.Calm, Sensitive.Of("more", "panel"))),
        var t when t == typeof(CancellationToken) => Token,
        { IsGenericType: true } t when t.GetGenericTypeDefinition() == typeof(Fold<>) => Versions,
        var t => throw new InvalidOperationException($"Say here what a {t} is for a call of the store."),
    };

    private static async Task ShouldBeEmptyAsync(PostgresEventStore store, MethodInfo method, object?[] arguments)
    {
        try
        {
            (await AnswerAsync(store, method, arguments)).ShouldBeNull();
        }
        catch (PostgresException refused)
        {
            refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        }
        catch (StreamConflictException nothingThere)
        {
            nothingThere.Actual.ShouldBe(0);
        }
    }

    // Null when it says nothing.
    private static async Task<object?> AnswerAsync(PostgresEventStore store, MethodInfo method, object?[] arguments)
    {
        method = method.IsGenericMethodDefinition ? method.MakeGenericMethod(typeof(string)) : method;
        var task = (Task)method.Invoke(store, arguments)!;
        await task;
        return task.GetType().GetProperty(nameof(Task<int>.Result))!.GetValue(task) switch
        {
            EventStream { Version: 0, Type: null, Events: [] } => null,
            IReadOnlyList<EventStream> streams when streams.All(s => s is { Version: 0, Type: null, Events: [] }) => null,
            Folded<string> { Version: 0, Type: null, State: "" } => null,
            false => null,
            var answer => answer,
        };
    }

    private async Task<StreamKey> GivenAStreamAsync()
    {
        var stream = Given.Stream("project-a");
        var note = new StoreEvent.NoteTaken("t", 1, Mood.Calm, Sensitive.Of("secret", "panel"));
        await fixture.Store.AppendAsync(Given.Append(stream, 0, note, note, note, note), Token);
        await fixture.Store.FoldAsync(stream, Versions, Token);
        return stream;
    }

    private async Task<NpgsqlDataSource> ConnectionsOfBAsync()
    {
        await using var owner = NpgsqlDataSource.Create(fixture.Database.Owner);
        if (!await owner.ScalarAsync<bool>("select to_regnamespace('lie') is not null"))
        {
            await owner.ExecuteAsync("", Liar);
        }

        return EventStoreConnections.Open(new NpgsqlConnectionStringBuilder(fixture.Database.Service) { SearchPath = "lie, pg_catalog" }.ConnectionString);
    }

    private async Task<string> RowsAsync() =>
        (await fixture.Service.ReadAsync("project-a", RowsOfA, [], row => $"{row.GetString(0)} {row.GetString(1)}", Token)).Single();
}
