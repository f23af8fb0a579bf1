using System.Security.Cryptography;
using System.Text;
using Coc.EventStore;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Domain.Webhooks;
using Coc.Sanctions.Features.ReadingOrders;
using Coc.Sanctions.Registry;
using Npgsql;

namespace Coc.Sanctions.Features.ReportingBack;

/// <summary>
/// <c>POST /api/orders/{id}/report</c>: a space's bot says what became of an order (R49), signed with its webhook's secret. It counts once: what comes again, or says that it was sent long ago, is refused
/// and changes nothing. Without a good signature there is no such order.
/// </summary>
internal sealed class ReportOrder(Finder finder, Streams streams, OrderExecutor orders, NpgsqlDataSource database, TimeProvider time, CommandRunner runner)
{
    private const string Constraint = "pk_webhook_reports";
    private const string Type = "order.report";
    private const int LongestId = 200;
    private const int LongestText = 10_000;

    // Compared with when there is no webhook, so that this takes as long.
    private static readonly string[] Nobodys = [WebhookSignature.SecretOf(RandomNumberGenerator.GetBytes(WebhookSignature.SecretSize))];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/orders/{id:guid}/report", (Guid id, HttpContext context, ReportOrder report) => report.RunAsync(context, id)).For(CallerKind.Public);

    private async Task<IResult> RunAsync(HttpContext context, Guid id)
    {
        var bytes = await RequestBody.BytesAsync(context);
        var (message, timestamp, signature) = (Header(context, WebhookSignature.IdHeader), Header(context, WebhookSignature.TimestampHeader), Header(context, WebhookSignature.SignatureHeader));
        var row = (await finder.OrdersAsync([id], context.RequestAborted)).SingleOrDefault();
        var place = row is null ? new StreamKey("", Guid.Empty) : new StreamKey(row.Key.Tenant, WebhookDecider.IdOf(row.Key.Tenant, row.Space));
        var webhook = (await streams.WebhookAsync(place, context.RequestAborted)).State;
        var secrets = webhook.InUse ? webhook.SecretsAt(time.GetUtcNow()) : Nobodys;
        if (!WebhookSignature.IsOf(secrets, message, timestamp, bytes, signature) || row is null || !webhook.InUse || message.Length is 0 or > LongestId)
        {
            throw new ProblemException(Problems.NotFound);
        }

        var report = await context.ReadAsync<Report>();
        report.Check(id);
        if (!WebhookSignature.IsTimely(timestamp, time.GetUtcNow()))
        {
            throw new ProblemException(Problems.Refused("reportOutOfTime", "R49", "A report is taken within five minutes of when it says that it was sent."));
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(message));
        await RefuseRepeatedAsync(place, hash, context.RequestAborted);
        return await SaveAsync(context, row, place, hash, report);
    }

    private async Task<IResult> SaveAsync(HttpContext context, OrderRow row, StreamKey webhook, byte[] hash, Report report)
    {
        try
        {
            return await runner.RunAsync(context, $"webhook:{webhook.Id}", async cancellationToken =>
            {
                var changes = new Changes();
                changes.Add(new StoreStatement(
                    webhook.Tenant, "insert into app.webhook_reports (tenant_id, webhook, id_hash, at) values ($1, $2, $3, $4)", webhook.Tenant, webhook.Id, hash, time.GetUtcNow()));
                var order = await orders.DecideAsync(changes, row.Key, new OrderCommand(report.Verb, webhook.Id, report.Text, runner.Now), runner.Now, cancellationToken);
                return new Attempt(changes, () => Answer.Of(200, OrderItem.Of(order.State)), order.Incident);
            });
        }
        catch (UniqueViolationException e) when (e.Constraint == Constraint)
        {
            throw Repeated; // at the same moment
        }
    }

    private async Task RefuseRepeatedAsync(StreamKey webhook, byte[] hash, CancellationToken cancellationToken)
    {
        if ((await database.ReadAsync(webhook.Tenant, "select 1 from app.webhook_reports where webhook = $1 and id_hash = $2", [webhook.Id, hash], r => r.GetInt32(0), cancellationToken)).Count > 0)
        {
            throw Repeated;
        }
    }

    private static ProblemException Repeated => new(Problems.Refused("reportRepeated", "R49", "A report with this id was taken already; it counts once."));

    private static string Header(HttpContext context, string name) => context.Request.Headers[name] is [{ } value] ? value : "";

    /// <param name="Order">again, because only the body is signed</param>
    /// <param name="Outcome">claimed, done, failed, refused</param>
    private sealed record Report(string? Type, Guid? Order, string? Outcome, string? Proof, string? Reason)
    {
        public string Verb => Outcome switch { "claimed" => "claim", "refused" => "refuse", _ => Outcome! };

        public string? Text => string.IsNullOrWhiteSpace(Proof) ? Reason : Proof;

        private bool NeedsReason => Outcome is "failed" or "refused";

        public void Check(Guid order) => new Check()
            .OneOf(Type, "type", ReportOrder.Type).That(Order == order, "order", "is not the order of this address").OneOf(Outcome, "outcome", "claimed", "done", "failed", "refused")
            .That(!NeedsReason || !string.IsNullOrWhiteSpace(Reason), "reason", "must not be empty").Optional(Reason, "reason", LongestText)
            .That(NeedsReason || Reason is null, "reason", "is only for what failed or was refused").That(Outcome == "done" || Proof is null, "proof", "is only for what is done").Optional(Proof, "proof", LongestText).Throw();
    }
}
