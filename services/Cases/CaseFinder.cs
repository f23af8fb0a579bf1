using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Streams;
using Npgsql;

namespace Coc.Cases;

/// <summary>A case as one seat of its panel sees it.</summary>
internal sealed record SeenCase(CaseState State, PanelSeat Seat)
{
    public StreamKey Key => new(State.Body, State.Id);
}

/// <summary>Finds cases: for callers through the wall, for messages by what they name.</summary>
internal sealed class CaseFinder(IEventStore store, RecentStates<CaseState> recent, [FromKeyedServices(ServiceHost.DaemonDatabase)] NpgsqlDataSource daemon)
{
    public const string StreamType = "case";

    public async Task<CaseState> LoadAsync(StreamKey key, CancellationToken cancellationToken)
    {
        var (state, version) = await recent.ReadAsync(key, cancellationToken);
        return state with { Version = version };
    }

    /// <summary>Several cases of one body in one round trip.</summary>
    public async Task<IReadOnlyDictionary<Guid, CaseState>> LoadAsync(string body, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        ids.Count == 0
            ? new Dictionary<Guid, CaseState>()
            : (await store.ReadAsync([.. ids.Distinct().Select(i => new StreamKey(body, i))], cancellationToken)).ToDictionary(s => s.Key.Id, Fold);

    /// <summary>The case, if it exists for this caller: the seats held name the bodies to look in, the wall decides.</summary>
    /// <exception cref="ProblemException">404, for any reason</exception>
    public async Task<SeenCase> SeenByAsync(Caller caller, Guid id, CancellationToken cancellationToken)
    {
        var held = caller.Seats.Where(s => Caller.Handles(s.Role)).ToList();
        foreach (var key in held.Count > 0 ? await WithinReachAsync(id, held, cancellationToken) : [])
        {
            if (await LoadAsync(key, cancellationToken) is var state && CaseWall.Exists(state, caller.Seats) is { } seat)
            {
                return new(state, seat);
            }
        }

        throw new ProblemException(Problems.NotFound);
    }

    /// <summary>What other bodies' cases ask of seats that were lent to them, or a body's own of seats from outside; newest first (P1).</summary>
    /// <param name="lender">whose seats were lent; null: nobody's</param>
    public async Task<IReadOnlyList<(StreamKey Key, Guid Seat)>> AskedAsync(IReadOnlyCollection<Guid> seats, string? lender, CancellationToken cancellationToken) =>
        await daemon.CreateBatch()
            .Add("select tenant_id, case_id, seat from app.case_seats where seat = any ($1) and lent_by is not distinct from $2::varchar and (asked or sees) order by asked_at desc limit 200", seats.ToArray(), lender)
            .ListAsync(row => (new StreamKey(row.GetString(0), row.GetGuid(1)), row.GetGuid(2)), cancellationToken);

    // Of the bodies of the seats held, or where one of those seats is lent to.
    private async Task<IReadOnlyList<StreamKey>> WithinReachAsync(Guid id, IReadOnlyList<TicketSeat> held, CancellationToken cancellationToken) =>
        await daemon.CreateBatch()
            .Add(
                """
                select i.tenant_id, i.case_id from app.case_index i where i.case_id = $1 and (i.tenant_id = any ($2)
                  or exists (select 1 from app.case_seats s where s.tenant_id = i.tenant_id and s.case_id = i.case_id and s.seat = any ($3) and s.lent_by = any ($2)))
                """,
                id, held.Select(s => s.Body).ToArray(), held.Select(s => s.Id).ToArray())
            .ListAsync(row => new StreamKey(row.GetString(0), row.GetGuid(1)), cancellationToken);

    /// <summary>Where a case lives, whoever owns it; for messages and other services, never for callers.</summary>
    public Task<IReadOnlyList<StreamKey>> ByIdAsync(Guid id, CancellationToken cancellationToken) =>
        KeysAsync("select tenant_id, case_id from app.case_index where case_id = $1", id, cancellationToken);

    /// <summary>Cases a report, transfer or sanction belongs to.</summary>
    public Task<IReadOnlyList<StreamKey>> ByThingAsync(Guid thing, CancellationToken cancellationToken) =>
        KeysAsync("select tenant_id, case_id from app.case_things where thing = $1 and kind not in ('duplicate', 'formerReport')", thing, cancellationToken);

    /// <summary>Every case that one of these things is in, or was, in whatever body.</summary>
    public async Task<IReadOnlyList<CaseState>> OfThingsAsync(IEnumerable<Guid> things, CancellationToken cancellationToken)
    {
        var keys = await daemon.CreateBatch()
            .Add("select distinct tenant_id, case_id from app.case_things where thing = any ($1)", things.ToArray())
            .ListAsync(row => new StreamKey(row.GetString(0), row.GetGuid(1)), cancellationToken);
        return keys.Count == 0 ? [] : [.. (await store.ReadAsync(keys, cancellationToken)).Select(Fold)];
    }

    /// <summary>For each of these reports, transfers, rooms or cases: its cases in whatever body, and where those went on.</summary>
    public async Task<IReadOnlyList<(Guid Thing, CaseState State)>> OfEachAsync(IReadOnlyCollection<Guid> things, CancellationToken cancellationToken)
    {
        var found = await daemon.CreateBatch()
            .Add(
                """
                with recursive asked (thing, case_id) as (
                  select w, w from unnest($1::uuid[]) w
                  union
                  select t.thing, t.case_id from app.case_things t where t.thing = any ($1) and t.kind in ('report', 'transfer', 'room')
                  union
                  select a.thing, i.moved_to from asked a join app.case_index i on i.case_id = a.case_id where i.moved_to is not null
                )
                select distinct a.thing, i.tenant_id, i.case_id from asked a join app.case_index i on i.case_id = a.case_id
                """,
                things.ToArray())
            .ListAsync(row => (Thing: row.GetGuid(0), Key: new StreamKey(row.GetString(1), row.GetGuid(2))), cancellationToken);
        if (found.Count == 0)
        {
            return [];
        }

        var states = (await store.ReadAsync([.. found.Select(f => f.Key).Distinct()], cancellationToken)).ToDictionary(s => s.Key, Fold);
        return [.. found.Select(f => (f.Thing, states[f.Key]))];
    }

    /// <summary>Every account that was ever asked to handle one of these reports or rooms, in whatever body, also who left.</summary>
    public async Task<IReadOnlySet<Guid>> HandlersOfAsync(IEnumerable<Guid> things, CancellationToken cancellationToken) =>
        (await OfThingsAsync(things, cancellationToken)).SelectMany(c => c.Panel).Select(p => p.Account).ToHashSet();

    /// <summary>Every account that said, or was found, to be too close to one of the cases of these things, by whatever seat and in whatever body: the case does not exist for that person (P1).</summary>
    public async Task<IReadOnlySet<Guid>> HardOfAsync(IEnumerable<Guid> things, CancellationToken cancellationToken) =>
        (await OfThingsAsync(things, cancellationToken)).SelectMany(CaseWall.HardAccounts).ToHashSet();

    /// <summary>Cases of some bodies, or with null of all, that these things belong to.</summary>
    /// <param name="kind">transfer, person, or sharedPerson: a person of a case that concerns several projects</param>
    public async Task<IReadOnlyList<(Guid Thing, CaseState State)>> OfBodiesAsync(
        string kind, IReadOnlyCollection<string>? bodies, IReadOnlyCollection<Guid> things, CancellationToken cancellationToken)
    {
        var found = await daemon.CreateBatch()
            .Add(
                "select thing, tenant_id, case_id from app.case_things where thing = any ($1) and kind = $2 and ($3::varchar[] is null or tenant_id = any ($3))",
                things.ToArray(), kind, bodies?.ToArray())
            .ListAsync(row => (Thing: row.GetGuid(0), Key: new StreamKey(row.GetString(1), row.GetGuid(2))), cancellationToken);
        if (found.Count == 0)
        {
            return [];
        }

        var states = (await store.ReadAsync([.. found.Select(f => f.Key).Distinct()], cancellationToken)).ToDictionary(s => s.Key, Fold);
        return [.. found.Select(f => (f.Thing, states[f.Key]))];
    }

    /// <summary>Cases in which a seat was asked.</summary>
    public Task<IReadOnlyList<StreamKey>> BySeatAsync(Guid seat, CancellationToken cancellationToken) =>
        KeysAsync("select tenant_id, case_id from app.case_seats where seat = $1", seat, cancellationToken);

    /// <summary>The case of a conflict request.</summary>
    public Task<IReadOnlyList<StreamKey>> ByRequestAsync(Guid request, CancellationToken cancellationToken) =>
        KeysAsync("select tenant_id, case_id from app.case_seats where request = $1", request, cancellationToken);

    public static CaseState Fold(EventStream stream) => CaseState.None.Apply(stream.Events.Select(e => (CaseEvent)e.Data)) with { Version = stream.Version };

    private async Task<IReadOnlyList<StreamKey>> KeysAsync(string sql, Guid id, CancellationToken cancellationToken)
    {
        await using var batch = daemon.CreateBatch().Add(sql, id);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var keys = new List<StreamKey>();
        while (await reader.ReadAsync(cancellationToken))
        {
            keys.Add(new(reader.GetString(0), reader.GetGuid(1)));
        }

        return keys;
    }
}
