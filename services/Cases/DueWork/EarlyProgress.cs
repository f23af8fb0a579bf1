using System.Diagnostics;
using Coc.Cases.Domain;
using Coc.Contracts.Sanctions;
using Coc.EventStore;
using Coc.Platform;
using Npgsql;

namespace Coc.Cases.DueWork;

/// <summary>What Sanctions said of an emergency measure before a case held it (P9): without it, an order that was carried out early would keep the case open. The case drops what it knows better.</summary>
internal sealed class EarlyProgress([FromKeyedServices(ServiceHost.DaemonDatabase)] NpgsqlDataSource daemon, CaseFinder finder, CaseExecutor executor, IEventStore store)
{
    public static StoreStatement Waits(SanctionProgressed said) => new(
        "",
        """
        insert into app.early_progress (measure, state, open_orders, seen) values ($1, $2, $3, $4)
        on conflict (measure) do update set state = excluded.state, open_orders = excluded.open_orders, seen = excluded.seen where early_progress.seen < excluded.seen
        """,
        said.Sanction, said.State, said.OpenOrders, said.Origin.Version);

    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        foreach (var early in await ListAsync(cancellationToken))
        {
            foreach (var key in await finder.ByThingAsync(early.Measure, cancellationToken))
            {
                await FollowAsync(key, (await finder.LoadAsync(key, cancellationToken)).Incident, early, cancellationToken);
            }
        }
    }

    private async Task FollowAsync(StreamKey key, Guid incident, Early e, CancellationToken cancellationToken)
    {
        var correlation = Ids.New();
        EventContext Context(DateTimeOffset now) => new(now, correlation, null, "system", Incident: incident, TraceParent: Activity.Current?.Id);
        var outcome = await executor.ExecuteAsync(
            new CaseWork(key, Context, (_, now) => ValueTask.FromResult<CaseCommand>(new CaseCommand.FollowSanction(now, e.Measure, e.State, e.OpenOrders) { Seen = e.Seen }))
            {
                Also = (_, _) => [Done(e)],
            },
            cancellationToken);
        if (!outcome.Written)
        {
            await store.AppendAsync(new Append([], Context(outcome.At)) { Statements = [Done(e)] }, cancellationToken);
        }
    }

    private static StoreStatement Done(Early e) => new("", "delete from app.early_progress where measure = $1 and seen <= $2", e.Measure, e.Seen);

    // What waits for long is not in the way of what has its case.
    private async Task<IReadOnlyList<Early>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = daemon.CreateCommand(
            "select e.measure, e.state, e.open_orders, e.seen from app.early_progress e where exists (select 1 from app.case_things t where t.thing = e.measure and t.kind = 'interim') order by e.measure limit 50");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var waiting = new List<Early>();
        while (await reader.ReadAsync(cancellationToken))
        {
            waiting.Add(new(reader.GetGuid(0), reader.GetString(1), reader.GetInt32(2), reader.GetInt64(3)));
        }

        return waiting;
    }

    private sealed record Early(Guid Measure, string State, int OpenOrders, long Seen);
}
