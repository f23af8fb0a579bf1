using Coc.Cases.Domain;
using Coc.Contracts.Sanctions;
using Coc.EventStore;
using Coc.Platform;
using Npgsql;

namespace Coc.Cases.DueWork;

/// <summary>What Sanctions said of an emergency measure before a case held it (P9): without it, an order that was carried out early would keep the case open. The case drops what it knows better.</summary>
internal sealed class EarlyProgress([FromKeyedServices(ServiceHost.DaemonDatabase)] NpgsqlDataSource daemon, CaseFinder finder, WaitingRows rows)
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
                await rows.ApplyAsync(
                    await finder.LoadAsync(key, cancellationToken), now => new CaseCommand.FollowSanction(now, early.Measure, early.State, early.OpenOrders) { Seen = early.Seen }, Done(early), cancellationToken);
            }
        }
    }

    private static StoreStatement Done(Early e) => new("", "delete from app.early_progress where measure = $1 and seen <= $2", e.Measure, e.Seen);

    // What waits for long is not in the way of what has its case.
    private async Task<IReadOnlyList<Early>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = daemon.CreateCommand(
            "select e.measure, e.state, e.open_orders, e.seen from app.early_progress e where exists (select 1 from app.case_things t where t.thing = e.measure and t.kind in ('interim', 'interimBefore')) order by e.measure limit 50");
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
