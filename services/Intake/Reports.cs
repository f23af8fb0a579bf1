using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Platform.Configuration;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Npgsql;

namespace Coc.Intake;

/// <summary>Finds reports, by id or by the private code of the caller. A code that opens nothing, whatever the reason, is 404.</summary>
internal sealed class Reports(IEventStore store, NpgsqlDataSource database, ServiceSettings settings)
{
    public const string Tenant = "*intake*";
    public const string StreamType = "report";

    public static StreamKey Key(Guid report) => new(Tenant, report);

    public static byte[] HashOf(ServiceSettings settings, string receipt) => Codes.Hash(settings.Pepper, "receipt", receipt);

    /// <summary>For the transaction in which somebody gets a private code.</summary>
    public static StoreStatement KeepCode(ServiceSettings settings, string receipt, Guid report) =>
        new(Tenant, "insert into app.codes (hash, tenant_id, report_id) values ($1, $2, $3)", HashOf(settings, receipt), Tenant, report);

    public async Task<ReportState?> FindAsync(Guid report, CancellationToken cancellationToken) =>
        ReportState.Of(await store.ReadAsync(Key(report), cancellationToken: cancellationToken));

    public async Task<IReadOnlyList<ReportState>> FindAsync(IReadOnlyList<Guid> reports, CancellationToken cancellationToken) =>
        [.. (await store.ReadAsync([.. reports.Distinct().Select(Key)], cancellationToken)).Select(ReportState.Of).OfType<ReportState>()];

    /// <summary>Which report a private code opens; null for none.</summary>
    public Task<Guid?> OfCodeAsync(string code, CancellationToken cancellationToken) => ReportOfAsync(HashOf(settings, code), cancellationToken);

    /// <summary>The report behind the receipt of this request.</summary>
    public async Task<ReportState> OfReceiptAsync(HttpContext context)
    {
        var cancellationToken = context.RequestAborted;
        return await OfCodeAsync(context.Caller().Subject, cancellationToken) is { } id && await FindAsync(id, cancellationToken) is { } report
            ? report
            : throw new ProblemException(Problems.NotFound);
    }

    private async Task<Guid?> ReportOfAsync(byte[] hash, CancellationToken cancellationToken)
    {
        return await database.ReadAsync(Tenant, "select report_id from app.codes where hash = $1", [hash], row => row.GetGuid(0), cancellationToken) is [var report] ? report : null;
    }
}
