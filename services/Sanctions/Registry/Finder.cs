using Coc.EventStore;
using Coc.Platform;
using Npgsql;

namespace Coc.Sanctions.Registry;

internal sealed record SanctionRow(StreamKey Key, string Basis, Guid Case, Guid? Notice);

internal sealed record NoticeRow(StreamKey Key, Guid Sanction, string Issuer, Guid Case, string State, IReadOnlyList<Guid> Hard)
{
    public StreamKey Origin => new(Issuer, Sanction);
}

internal sealed record OrderRow(StreamKey Key, StreamKey Sanction, string Space, string State, DateTimeOffset Due, DateTimeOffset Issued);

/// <summary>Finds things by id across tenants; whether they exist for an asker is the wall's to say.</summary>
internal sealed partial class Finder([FromKeyedServices(ServiceHost.DaemonDatabase)] NpgsqlDataSource database)
{
    private const string Sanction = "select tenant_id, id, basis, case_id, notice from app.sanctions ";
    private const string Notice = "select tenant_id, id, sanction, issuer, case_id, state, hard from app.notices ";
    private static readonly string One = Together.With("array[$1]::uuid[]");
    private static readonly string Many = Together.With("$1::uuid[]");
    private const string Order = "select tenant_id, id, sanction_body, sanction, space, state, due_at, issued_at from app.orders ";

    public Task<List<SanctionRow>> SanctionsAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        ReadAsync(Sanction + "where id = any ($1)", ReadSanction, cancellationToken, ids.ToArray());

    public Task<List<SanctionRow>> SanctionsOfAsync(Guid @case, Guid person, CancellationToken cancellationToken) =>
        ReadAsync(Sanction + "where case_id = $1 and person = $2 and basis = 'own'", ReadSanction, cancellationToken, @case, person);

    /// <param name="due">only those whose review, or answer to who asks to come back, fell due by then; null: all</param>
    /// <param name="asked">only those from which somebody asks to come back</param>
    public Task<List<SanctionRow>> SanctionsOfBodyAsync(string body, int limit, Guid after, DateTimeOffset? due, bool asked, CancellationToken cancellationToken) => ReadAsync(
        Sanction + "where tenant_id = $1 and (not $4 or least(review_due, answer_due) <= $5) and (not $6 or answer_due is not null) and ($3 = '00000000-0000-0000-0000-000000000000' or (imposed_at, id) < (select s.imposed_at, s.id from app.sanctions s where s.id = $3 and s.tenant_id = $1)) "
        + "order by imposed_at desc, id desc limit $2",
        ReadSanction, cancellationToken, body, limit, after, due is not null, due ?? DateTimeOffset.UnixEpoch, asked);

    /// <summary>Released ones that cover a body: its own, and those its foundation or that one's parent decided for all.</summary>
    public Task<List<SanctionRow>> ActiveInAsync(string body, string foundation, string? parent, CancellationToken cancellationToken) => ReadAsync(
        Sanction + "where state in ('active', 'readmissionPending') and (bodies @> array[$1]::varchar[] or (all_bodies and tenant_id in ($2, $3)))", ReadSanction, cancellationToken,
        body, foundation, parent ?? foundation);

    public Task<List<SanctionRow>> ActiveOfAsync(Guid person, CancellationToken cancellationToken) =>
        ReadAsync(Sanction + $"where state in ('active', 'readmissionPending') and person = any ({One})", ReadSanction, cancellationToken, person);

    /// <summary>Whatever was imposed on a person, in every body, over or not, by whatever name they were known then.</summary>
    public Task<List<SanctionRow>> EverImposedOnAsync(Guid person, CancellationToken cancellationToken) =>
        ReadAsync(Sanction + $"where person = any ({One}) order by id", ReadSanction, cancellationToken, person);

    /// <summary>Released ones of these persons that are not over, in every body.</summary>
    public Task<List<SanctionRow>> HoldingAsync(IReadOnlyList<Guid> persons, CancellationToken cancellationToken) =>
        ReadAsync(Sanction + $"where state in ('active', 'readmissionPending') and person = any ({Many}) order by id", ReadSanction, cancellationToken, persons.ToArray());

    /// <summary>True when a body's own decision imposed something on one of them since then that was not overturned.</summary>
    public async Task<bool> FoundAgainstAsync(IReadOnlyList<Guid> persons, DateTimeOffset since, CancellationToken cancellationToken) =>
        (await ReadAsync(
            Sanction + $"where person = any ({Many}) and basis = 'own' and state <> 'overturned' and imposed_at > $2 limit 1", ReadSanction, cancellationToken, persons.ToArray(), since.ToUniversalTime())).Count > 0;

    /// <summary>What bodies' own decisions in other cases imposed on a person and was not overturned.</summary>
    public Task<List<SanctionRow>> DecidedAgainstAsync(Guid person, Guid butIn, CancellationToken cancellationToken) =>
        ReadAsync(Sanction + $"where person = any ({One}) and case_id <> $2 and basis = 'own' and state <> 'overturned'", ReadSanction, cancellationToken, person, butIn);

    /// <summary>Those of these that are about somebody who is known by several names, with the name they were imposed under and the one under which the accounts are found.</summary>
    public Task<List<(Guid Sanction, Guid Name, Guid Root)>> OfSeveralNamesAsync(IReadOnlyList<Guid> sanctions, CancellationToken cancellationToken) => ReadAsync(
        "select s.id, s.person, j.root from app.sanctions s join app.persons_joined j on s.person in (j.person, j.root) where s.id = any ($1)",
        r => (r.GetGuid(0), r.GetGuid(1), r.GetGuid(2)), cancellationToken, sanctions.ToArray());

    public Task<List<NoticeRow>> NoticesAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        ReadAsync(Notice + "where id = any ($1)", ReadNotice, cancellationToken, ids.ToArray());

    public Task<List<NoticeRow>> NoticesOfBodyAsync(string body, string? state, int limit, Guid after, CancellationToken cancellationToken) => ReadAsync(
        Notice + "where tenant_id = $1 and ($2 = '' or state = $2) "
        + "and ($4 = '00000000-0000-0000-0000-000000000000' or (offered_at, id) < (select n.offered_at, n.id from app.notices n where n.id = $4 and n.tenant_id = $1)) order by offered_at desc, id desc limit $3",
        ReadNotice, cancellationToken, body, state ?? "", limit, after);

    /// <summary>Open notices of a body itself and of those that it, a foundation, acts for.</summary>
    public Task<List<NoticeRow>> OpenNoticesActedForAsync(string body, int limit, CancellationToken cancellationToken) => ReadAsync(
        """
        select n.tenant_id, n.id, n.sanction, n.issuer, n.case_id, n.state, n.hard from app.notices n join app.bodies b on b.slug = n.tenant_id
        where n.state = 'open' and case b.handling when 'foundation' then b.foundation else b.slug end = $1 order by n.offered_at, n.id limit $2
        """,
        ReadNotice, cancellationToken, body, limit);

    public Task<List<OrderRow>> OrdersAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        ReadAsync(Order + "where id = any ($1)", ReadOrder, cancellationToken, ids.ToArray());

    public Task<List<OrderRow>> OrdersOfSanctionsAsync(IReadOnlyList<Guid> sanctions, CancellationToken cancellationToken) =>
        ReadAsync(Order + "where sanction = any ($1) order by issued_at, id", ReadOrder, cancellationToken, sanctions.ToArray());

    /// <summary>Orders in these spaces of these bodies that are neither carried out nor let go.</summary>
    public async Task<List<OrderRow>> OpenOrdersAsync(IReadOnlyList<(string Body, string Space)> places, CancellationToken cancellationToken) => places.Count == 0 ? [] : await ReadAsync(
        Order + "where state in ('open', 'claimed', 'failed', 'refused') and (tenant_id, space) in (select * from unnest($1::varchar[], $2::varchar[])) order by id",
        ReadOrder, cancellationToken, places.Select(p => p.Body).ToArray(), places.Select(p => p.Space).ToArray());

    private static SanctionRow ReadSanction(NpgsqlDataReader r) => new(new(r.GetString(0), r.GetGuid(1)), r.GetString(2), r.GetGuid(3), r.IsDBNull(4) ? null : r.GetGuid(4));

    private static NoticeRow ReadNotice(NpgsqlDataReader r) =>
        new(new(r.GetString(0), r.GetGuid(1)), r.GetGuid(2), r.GetString(3), r.GetGuid(4), r.GetString(5), r.GetFieldValue<Guid[]>(6));

    private static OrderRow ReadOrder(NpgsqlDataReader r) =>
        new(new(r.GetString(0), r.GetGuid(1)), new(r.GetString(2), r.GetGuid(3)), r.GetString(4), r.GetString(5), r.GetFieldValue<DateTimeOffset>(6), r.GetFieldValue<DateTimeOffset>(7));

    private async Task<List<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params object[] values)
    {
        await using var batch = database.CreateBatch().Add(sql, values);
        var rows = new List<T>();
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
