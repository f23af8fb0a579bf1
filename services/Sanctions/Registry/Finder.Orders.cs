using System.Globalization;

namespace Coc.Sanctions.Registry;

/// <summary>Which orders of a list are wanted.</summary>
internal enum OrderFilter
{
    All,

    /// <summary>Past its time: not carried out, or done and looked at by nobody.</summary>
    Overdue,

    /// <summary>Done, and not looked at by another yet (R49).</summary>
    Unverified,
}

/// <summary>Where a list of orders goes on: behind this instant, issue and id. What changes meanwhile moves itself and nothing else.</summary>
internal readonly record struct OrderPosition(DateTimeOffset Due, DateTimeOffset Issued, Guid Id)
{
    /// <summary>The beginning; so is a cursor of another list.</summary>
    public static OrderPosition Of(string? cursor) =>
        cursor?.Split(' ') is [var due, var issued, var id] && Instant(due) is { } d && Instant(issued) is { } i && Guid.TryParse(id, out var at) ? new(d, i, at) : new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, Guid.Empty);

    public static string Of(OrderRow row) => string.Create(CultureInfo.InvariantCulture, $"{row.Due.UtcTicks} {row.Issued.UtcTicks} {row.Key.Id}");

    private static DateTimeOffset? Instant(string ticks) =>
        long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var t) && t <= DateTimeOffset.MaxValue.UtcTicks ? new DateTimeOffset(t, TimeSpan.Zero) : null;
}

/// <summary>Lists of orders: what is due first comes first, so that what is late is at the top; of what nothing is waited for, the newest.</summary>
internal sealed partial class Finder
{
    private const string Behind = "(o.due_at > $1 or (o.due_at = $1 and (o.issued_at < $2 or (o.issued_at = $2 and o.id > $3)))) ";
    private const string InOrder = "order by o.due_at, o.issued_at desc, o.id limit $4";
    private const string Wanted = "($5 <> 'Overdue' or o.due_at < $6) and ($5 <> 'Unverified' or o.state = 'done') and ";
    private const string Listed = "select o.tenant_id, o.id, o.sanction_body, o.sanction, o.space, o.state, o.due_at, o.issued_at from app.orders o ";

    public Task<List<OrderRow>> OrdersOfBodyAsync(string body, OrderFilter filter, DateTimeOffset now, int limit, OrderPosition after, CancellationToken cancellationToken) => ReadAsync(
        Listed + "where o.tenant_id = $7 and " + Wanted + Behind + InOrder, ReadOrder, cancellationToken, after.Due, after.Issued, after.Id, limit, filter.ToString(), now, body);

    /// <summary>Of the spaces these seats look after, and at the events of these bodies: what is open, or what another than they has done and is to be looked at.</summary>
    public Task<List<OrderRow>> OrdersForAsync(
        IReadOnlyList<Guid> executors, IReadOnlyList<string> events, IReadOnlyList<Guid> seats, OrderFilter filter, DateTimeOffset now, int limit, OrderPosition after, CancellationToken cancellationToken) =>
        ReadAsync(
            Listed
            + "where (exists (select 1 from app.spaces s where s.tenant_id = o.tenant_id and s.space = o.space and s.executors && $7) or (o.tenant_id = any ($8) and o.space like 'event:%')) "
            + "and (o.state in ('open', 'claimed', 'failed', 'refused') or ($5 <> 'All' and o.state = 'done' and not coalesce(o.done_by = any ($9), false))) and " + Wanted + Behind + InOrder,
            ReadOrder, cancellationToken, after.Due, after.Issued, after.Id, limit, filter.ToString(), now, executors.ToArray(), events.ToArray(), seats.ToArray());
}
