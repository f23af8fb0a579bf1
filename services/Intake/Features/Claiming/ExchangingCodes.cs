using System.Diagnostics;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.Forwarding;
using Coc.Intake.Features.InvitingAffected;
using Coc.Intake.Features.KeepingRooms;
using Coc.Intake.Features.RenewingCodes;
using Coc.Platform;
using Coc.Platform.Configuration;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;
using Npgsql;

namespace Coc.Intake.Features.Claiming;

/// <summary>
/// <c>POST /api/codes/exchange</c>: a one-time code becomes the own private code of whom it was made for, shown this once: <c>receipt</c> for a reporter (P5) and for an affected
/// person (P4), or one whose code was renewed (P21), <c>room</c> for an accused person (P6). Whoever handed it on learns nothing of the new one.
/// </summary>
internal static class ExchangingCodes
{
    private const int Attempts = 5;

    public static void MapExchangingCodes(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/codes/exchange", ExchangeAsync).For(CallerKind.Public, CallerKind.Seat).Produces<ExchangedAnswer>().WithName("exchangeCode");

    private static async Task<IResult> ExchangeAsync(
        HttpContext context, Idempotency idempotency, NpgsqlDataSource database, RoomCodes rooms, AffectedCodes affected, RenewedCodes renewed, IEventStore store, ServiceSettings settings, DomainClock clock)
    {
        context.Response.Headers.CacheControl = "no-store";
        return await idempotency.RunAsync(context, async (key, cancellationToken) =>
        {
            var request = await context.ReadAsync<ExchangeRequest>();
            new Check().Text(request.Code, "code", 100).Throw();
            var claim = Forwardings.HashOf(settings, request.Code!);
            for (var attempt = 1; ; attempt++)
            {
                var own = Codes.New();
                var taking = (await ReportOfAsync(database, claim, cancellationToken) is { } report ? OfReport(report, own, settings) : null)
                    ?? await rooms.TakeAsync(claim, own, cancellationToken)
                    ?? await affected.TakeAsync(claim, own, cancellationToken)
                    ?? await renewed.TakeAsync(claim, own, cancellationToken)
                    ?? throw new ProblemException(Problems.NotFound);
                var answer = Answer.Of(200, taking.Answer);
                try
                {
                    await store.AppendAsync(
                        new Append([taking.Stream], new EventContext(clock.GetUtcNow(), Ids.New(), Actor: taking.Actor, TraceParent: Activity.Current?.Id))
                        {
                            Statements =
                            [
                                new StoreStatement(Reports.Tenant, "insert into app.claims_used (tenant_id, claim) values ($1, $2)", Reports.Tenant, claim),
                                taking.Code,
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
                catch (StreamConflictException) when (attempt < Attempts)
                {
                    // Something was released to the room, or a newer code made, at the same moment: look again.
                }
            }
        });
    }

    private static Taking OfReport(Guid report, string own, ServiceSettings settings) => new(
        new ExchangedAnswer(own, null),
        new StreamAppend(Reports.Key(report), Reports.StreamType, StreamAppend.ExpectAny, [new NewEvent(Ids.New(), new ReportEvent.ReportClaimed())]),
        Reports.KeepCode(settings, own, report),
        $"receipt:{report}");

    private static async Task<Guid?> ReportOfAsync(NpgsqlDataSource database, byte[] claim, CancellationToken cancellationToken) =>
        await database.ReadAsync(Reports.Tenant, "select report_id from app.forwardings where claim = $1", [claim], r => r.GetGuid(0), cancellationToken) is [var report] ? report : null;

    internal sealed record ExchangeRequest(string? Code);
}

/// <summary>The only answer that ever holds a private code that was exchanged: one of the two.</summary>
internal sealed record ExchangedAnswer(string? Receipt, string? Room);

/// <summary>What has to commit for a one-time code to become somebody's own.</summary>
internal sealed record Taking(ExchangedAnswer Answer, StreamAppend Stream, StoreStatement Code, string Actor);
