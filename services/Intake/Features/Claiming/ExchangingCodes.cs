using System.Diagnostics;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.Forwarding;
using Coc.Platform;
using Coc.Platform.Configuration;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;
using Npgsql;

namespace Coc.Intake.Features.Claiming;

/// <summary><c>POST /api/codes/exchange</c>: a one-time claim code becomes the reporter's own private code, shown this once. Whoever handed it on learns nothing.</summary>
internal static class ExchangingCodes
{
    public static void MapExchangingCodes(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/codes/exchange", ExchangeAsync).For(CallerKind.Public, CallerKind.Seat).Produces<ExchangedAnswer>().WithName("exchangeCode");

    private static async Task<IResult> ExchangeAsync(
        HttpContext context, Idempotency idempotency, NpgsqlDataSource database, IEventStore store, ServiceSettings settings, DomainClock clock)
    {
        context.Response.Headers.CacheControl = "no-store";
        return await idempotency.RunAsync(context, async (key, cancellationToken) =>
        {
            var request = await context.ReadAsync<ExchangeRequest>();
            new Check().Text(request.Code, "code", 100).Throw();
            var claim = Forwardings.HashOf(settings, request.Code!);
            var report = await ReportOfAsync(database, claim, cancellationToken) ?? throw new ProblemException(Problems.NotFound);
            var receipt = Codes.New();
            var answer = Answer.Of(200, new ExchangedAnswer(receipt));
            try
            {
                await store.AppendAsync(
                    new Append(
                        [new StreamAppend(Reports.Key(report), Reports.StreamType, StreamAppend.ExpectAny, [new NewEvent(Ids.New(), new ReportEvent.ReportClaimed())])],
                        new EventContext(clock.GetUtcNow(), Ids.New(), Actor: $"receipt:{report}", TraceParent: Activity.Current?.Id))
                    {
                        Statements =
                        [
                            new StoreStatement(Reports.Tenant, "insert into app.claims_used (tenant_id, claim) values ($1, $2)", Reports.Tenant, claim),
                            new StoreStatement(
                                Reports.Tenant, "insert into app.codes (hash, tenant_id, report_id) values ($1, $2, $3)", Reports.HashOf(settings, receipt), Reports.Tenant, report),
                            .. key.Keep(answer),
                        ],
                    },
                    cancellationToken);
                return answer;
            }
            catch (UniqueViolationException e) when (e.Constraint == "pk_claims_used")
            {
                throw new ProblemException(Problems.NotFound); // used already, like one that never was
            }
        });
    }

    private static async Task<Guid?> ReportOfAsync(NpgsqlDataSource database, byte[] claim, CancellationToken cancellationToken) =>
        await database.ReadAsync(Reports.Tenant, "select report_id from app.forwardings where claim = $1", [claim], r => r.GetGuid(0), cancellationToken) is [var report] ? report : null;

    internal sealed record ExchangeRequest(string? Code);

    internal sealed record ExchangedAnswer(string Receipt);
}
