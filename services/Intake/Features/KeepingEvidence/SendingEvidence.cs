using System.Diagnostics;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;
using Npgsql;

namespace Coc.Intake.Features.KeepingEvidence;

/// <summary>
/// <c>POST /api/receipt/evidence</c>: <c>multipart/form-data</c> with <c>file</c> (at most 25 MiB), <c>source?</c> and <c>capturedAt?</c>; 201 with what is now kept (R8).
/// Before they upload, people are to be told: no sexual images of anyone under 18, say where they are instead (P10).
/// </summary>
internal static class SendingEvidence
{
    private const int Attempts = 5;

    public static void MapSendingEvidence(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/receipt/evidence", SendAsync).For(CallerKind.Receipt).Produces<OwnEvidence>(201).WithName("sendEvidence");

    private static async Task<IResult> SendAsync(
        HttpContext context, Reports reports, Uploads uploads, Idempotency idempotency, IEventStore store, DomainClock clock)
    {
        context.Response.Headers.CacheControl = "no-store";
        var report = await ReportAsync(context, reports);
        await using var upload = await uploads.ReceiveAsync(context, _ => new(Reports.Key(report.Id), Owners.Reporter(report.Id), null));
        return await idempotency.RunAsync(context, upload.Fingerprint, async (key, cancellationToken) =>
        {
            ETags.RequireMatch(context, report.Version);
            return await KeepAsync(upload, report.Id, key, reports, store, clock, cancellationToken);
        });
    }

    // A wrong code is answered after the body too: whoever sends 25 MB sees nothing before.
    private static async Task<ReportState> ReportAsync(HttpContext context, Reports reports)
    {
        try
        {
            var report = await reports.OfReceiptAsync(context);
            return EvidenceLimits.Of(report, 0) is { Code: "erased" } erased ? throw Refused(erased) : report; // no new key for what was erased
        }
        catch (ProblemException)
        {
            await RequestBody.DropAsync(context);
            throw;
        }
    }

    private static async Task<Answer> KeepAsync(
        Upload upload, Guid id, IdempotencyKey key, Reports reports, IEventStore store, DomainClock clock, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var report = await reports.FindAsync(id, cancellationToken) ?? throw new ProblemException(Problems.NotFound);
            if (EvidenceLimits.Of(report, upload.Facts.Size) is { } refusal)
            {
                throw Refused(refusal);
            }

            var at = clock.GetUtcNow();
            var answer = Answer.Of(201, OwnEvidence.Of(new(upload.Evidence, id, at, upload.Facts)));
            var added = new ReportEvent.EvidenceAdded(upload.Evidence, Sensitive.Of(upload.Facts, Owners.Reporter(id)), upload.Sealed);
            try
            {
                await store.AppendAsync(
                    new Append(
                        [new StreamAppend(Reports.Key(id), Reports.StreamType, report.Version, [new NewEvent(upload.Evidence, added)])],
                        new EventContext(at, Ids.New(), Actor: $"receipt:{id}", Incident: report.Filed.Incident, TraceParent: Activity.Current?.Id))
                    {
                        Statements = [.. upload.Statements, .. key.Keep(answer)],
                    },
                    cancellationToken);
                upload.Keep();
                return answer;
            }
            catch (StreamConflictException) when (attempt < Attempts)
            {
                // The case moved on, or another file came, at the same moment.
            }
            catch (PostgresException e) when (e.SqlState == ContentKeys.Gone)
            {
                throw Refused(EvidenceLimits.Erased);
            }
        }
    }

    private static ProblemException Refused(EvidenceRefusal refusal) => new(Problems.Refused(refusal.Code, refusal.Rule, refusal.Detail));
}

/// <summary>A piece as its sender sees it: how it was called, how large it is, its hash, when it came. What is in it is not given back.</summary>
/// <param name="Name">null, like size and hash, when erased</param>
internal sealed record OwnEvidence(Guid Id, DateTimeOffset At, string? Name, long? Size, string? Sha256, string? Type, string? Source, DateTimeOffset? CapturedAt)
{
    public static OwnEvidence Of(EvidencePiece piece) =>
        new(piece.Id, piece.At, piece.Facts?.Name, piece.Facts?.Size, piece.Facts?.Sha256, piece.Facts?.Type, piece.Facts?.Source, piece.Facts?.CapturedAt);
}
