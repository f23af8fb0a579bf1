using Coc.EventStore;
using Coc.Platform;
using Npgsql;

namespace Coc.Sanctions.Webhooks;

/// <param name="Since">when its bot began to take nothing</param>
/// <param name="State">failing: it is tried again; stopped: it is not, until somebody resumes it</param>
internal sealed record TroubleItem(string Space, DateTimeOffset Since, string State);

/// <summary>Spaces whose bots take nothing: named where what is late is listed, because then people have to do it.</summary>
internal sealed class WebhookTroubles([FromKeyedServices(ServiceHost.DaemonDatabase)] NpgsqlDataSource everywhere, TimeProvider time)
{
    // What is over before anybody could look is nobody's business.
    private static readonly TimeSpan Passing = TimeSpan.FromHours(1);

    private const string Listed =
        """
        select w.space, t.since, w.state from app.webhooks w join app.webhook_troubles t on t.webhook = w.id
        where (w.state = 'stopped' or (w.state = 'active' and t.since < $1)) and 
        """;

    public Task<IReadOnlyList<TroubleItem>> OfBodyAsync(string body, CancellationToken cancellationToken) => ReadAsync(Listed + "w.tenant_id = $2 order by w.space", body, cancellationToken);

    /// <summary>In the spaces these seats look after.</summary>
    public Task<IReadOnlyList<TroubleItem>> ForAsync(IReadOnlyList<Guid> executors, CancellationToken cancellationToken) => ReadAsync(
        Listed + "exists (select from app.spaces s where s.tenant_id = w.tenant_id and s.space = w.space and s.executors && $2) order by w.space, w.id", executors.ToArray(), cancellationToken);

    private async Task<IReadOnlyList<TroubleItem>> ReadAsync(string sql, object which, CancellationToken cancellationToken) =>
        await everywhere.CreateBatch().Add(sql, time.GetUtcNow() - Passing, which)
            .ListAsync(r => new TroubleItem(r.GetString(0), r.GetFieldValue<DateTimeOffset>(1), r.GetString(2) == "stopped" ? "stopped" : "failing"), cancellationToken);
}
