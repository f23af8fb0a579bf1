using Coc.EventStore;
using Coc.Platform;

namespace Coc.Sanctions;

/// <summary>What one command or message changes, gathered over several streams and committed at once.</summary>
internal sealed class Changes
{
    private const string Outrun = "CC412";

    private readonly Dictionary<StreamKey, (string Type, long Expected, List<NewEvent> Events, object? State)> streams = [];
    private readonly List<StoreStatement> statements = [];
    private readonly List<StandingChange> standings = [];
    private readonly HashSet<Guid> expected = [];
    private readonly Dictionary<StreamKey, long> staying = [];

    public bool Any => streams.Count > 0 || statements.Count > 0;

    /// <param name="state">what the events lead to, for the lists that follow</param>
    public void Add<TEvent>(StreamKey key, string type, long expected, IEnumerable<TEvent> events, object? state = null) where TEvent : class
    {
        var stream = streams.GetValueOrDefault(key, (type, expected, [], null));
        stream.Events.AddRange(events.Select(e => new NewEvent(Ids.New(), e)));
        streams[key] = stream with { State = state };
    }

    /// <summary>A loaded thing as what was gathered already leaves it.</summary>
    public Loaded<TState> Over<TState>(Loaded<TState> loaded) where TState : class =>
        streams.GetValueOrDefault(loaded.Key).State is TState state ? loaded with { State = state } : loaded;

    public void Add(params IEnumerable<StoreStatement> more) => statements.AddRange(more);

    /// <summary>
    /// What is written follows from a thing as it was loaded, also where none of its events is: when somebody writes to it in between, nothing is written (<see cref="IsOutrun"/>). Otherwise what has ended meanwhile
    /// would stand again.
    /// </summary>
    public void Expect<TState>(Loaded<TState> loaded) => staying.TryAdd(loaded.Key, loaded.Version);

    /// <summary>The same for the accounts that lead to a person: found to be another one, or parted, in between, they would be covered by what is not about them, or not by what is.</summary>
    public void ExpectAccounts(Guid person, IReadOnlyList<byte[]> hashes)
    {
        if (expected.Add(person))
        {
            statements.Insert(0, new StoreStatement(
                "", $"select mt.coc_expect(array(select hash from app.person_accounts where person = {Registry.Together.RootOfFirst} order by hash) = $2, $3)", person, hashes.ToArray(), Outrun));
        }
    }

    /// <summary>Somebody else was first, or wrote to what was expected to stay: look again and decide anew.</summary>
    public static bool IsOutrun(Exception e) =>
        e is StreamConflictException or UniqueViolationException { Constraint: Registry.PersonRegistry.Constraint } or Npgsql.PostgresException { SqlState: Outrun };

    /// <summary>The standing of these accounts changes with the rest, and the feeds tell it.</summary>
    public void Add(StandingChange change) => standings.Add(change);

    /// <summary>
    /// With what bots are to be told of the orders among it. What the feeds are told comes last: whoever writes there holds what others wait for, and waits for nobody but the next feed (decision 65).
    /// </summary>
    public Append ToAppend(EventContext context)
    {
        StreamAppend[] appends = [.. streams.Select(s => new StreamAppend(s.Key, s.Value.Type, s.Value.Expected, s.Value.Events) { State = s.Value.State })];
        return new(appends, context)
        {
            Statements = [.. Stay(), .. statements, .. Webhooks.DeliveryRows.Of(appends), .. standings.SelectMany(s => s.Statements(context.At)).OrderBy(s => s.Tenant, StringComparer.Ordinal)],
        };
    }

    // What is written to is held to its version anyhow.
    private IEnumerable<StoreStatement> Stay() => staying.Where(s => !streams.ContainsKey(s.Key)).OrderBy(s => s.Key.Id).Select(s => new StoreStatement(
        s.Key.Tenant, "select mt.coc_expect(exists (select from mt.mt_streams where tenant_id = $1 and id = $2 and version = $3 for share), $4)", s.Key.Tenant, s.Key.Id, s.Value, Outrun));
}
