using Coc.EventStore;
using Coc.Sanctions.Domain;

namespace Coc.Sanctions.Tables;

/// <summary>What checks read and what time brings, as statements that commit with the events they follow from.</summary>
internal static class ReadRows
{
    /// <summary>A sanction's rows for each of the person's accounts; put again, they take the new end.</summary>
    public static IEnumerable<StoreStatement> Standing(SanctionState state, IReadOnlyList<byte[]> accounts) =>
        from row in Standings.Of(state)
        from account in accounts
        select new StoreStatement(
            row.Tenant,
            """
            insert into app.standing (tenant_id, account_hash, source, space, level, from_at, until_at, adopted) values ($1, $2, $3, $4, $5, $6, $7::timestamptz, $8)
            on conflict (account_hash, tenant_id, source, space) do update set until_at = excluded.until_at
            """,
            row.Tenant, account, state.Imposed!.Sanction, row.Space, row.Level, row.From, row.Until, state.Imposed.Basis.Kind == SanctionBasis.Adopted);

    /// <summary>Rows of spaces that a sanction is not for any more end.</summary>
    public static IEnumerable<StoreStatement> LeftSpaces(SanctionState state, DateTimeOffset at) => Standings.Of(state).GroupBy(row => row.Tenant).Select(rows => new StoreStatement(
        rows.Key,
        "update app.standing set until_at = $4 where tenant_id = $1 and source = $2 and not space = any ($3) and (until_at is null or until_at > $4)",
        rows.Key, state.Imposed!.Sanction, rows.Select(r => r.Space).ToArray(), at));

    /// <summary>An open notice of a measure in force flags the person for the seats that may know.</summary>
    public static IEnumerable<StoreStatement> Flag(StreamKey key, NoticeState state, IReadOnlyList<byte[]> accounts, DateTimeOffset now) =>
        state is { State: NoticeState.Open, Released: true }
            ? accounts.Select(account => new StoreStatement(
                key.Tenant,
                """
                insert into app.standing (tenant_id, account_hash, source, space, level, from_at, until_at, seats) values ($1, $2, $3, '', $4, $5, $6, $7)
                on conflict (account_hash, tenant_id, source, space) do update set seats = excluded.seats
                """,
                key.Tenant, account, key.Id, Standings.Flagged, now, state.Offered!.AnswerBy, state.Clear.ToArray()))
            : [new StoreStatement(key.Tenant, "delete from app.standing where tenant_id = $1 and source = $2", key.Tenant, key.Id)];

    public static StoreStatement Due(string kind, StreamKey key, DateTimeOffset at) => new(
        "", "insert into app.due (kind, id, body, at) values ($1, $2, $3, $4) on conflict (kind, id) do update set at = excluded.at, leased = null", kind, key.Id, key.Tenant, at);

    /// <summary>What was taken up is done, unless that very work put it down again for another instant.</summary>
    public static StoreStatement Done(string kind, Guid id) => new("", "delete from app.due where kind = $1 and id = $2 and leased is not null", kind, id);

    public static StoreStatement NotDue(string kind, Guid id) => new("", "delete from app.due where kind = $1 and id = $2", kind, id);
}
