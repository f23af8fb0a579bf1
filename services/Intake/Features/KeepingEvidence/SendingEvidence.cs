using System.Diagnostics;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.Appealing;
using Coc.Intake.Features.KeepingRooms;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;
using Npgsql;

namespace Coc.Intake.Features.KeepingEvidence;

/// <summary>
/// <c>POST /api/receipt/evidence</c> and <c>POST /api/room/evidence</c>: <c>multipart/form-data</c> with <c>file</c> (at most 25 MiB), <c>source?</c> and <c>capturedAt?</c>; 201 with what is
/// now kept (R8). Before they upload, people are to be told: no sexual images of anyone under 18, say where they are instead (P10).
/// </summary>
internal static class SendingEvidence
{
    private const int Attempts = 5;

    public static void MapSendingEvidence(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/receipt/evidence", (HttpContext context, Reports reports, AppealStandings appeals, Uploads uploads, Idempotency idempotency, IEventStore store, DomainClock clock) =>
                SendAsync(
                    context, async () => Sender.Of(await reports.OfReceiptAsync(context), null),
                    async (id, token) => await reports.FindAsync(id, token) is { } r ? Sender.Of(r, await appeals.AnsweredAsync(r, token)) : null, uploads, idempotency, store, clock))
            .For(CallerKind.Receipt).Produces<OwnEvidence>(201).WithName("sendEvidence");
        routes.MapPost("/api/room/evidence", (HttpContext context, Rooms rooms, Uploads uploads, Idempotency idempotency, IEventStore store, DomainClock clock) =>
                SendAsync(context, async () => Sender.Of(await rooms.OfCodeAsync(context)), async (id, token) => await rooms.FindAsync(id, token) is { } r ? Sender.Of(r) : null, uploads, idempotency, store, clock))
            .For(CallerKind.Room).Produces<OwnEvidence>(201).WithName("sendEvidenceFromRoom");
    }

    private static async Task<IResult> SendAsync(
        HttpContext context, Func<Task<Sender>> who, Func<Guid, CancellationToken, Task<Sender?>> again, Uploads uploads, Idempotency idempotency, IEventStore store, DomainClock clock)
    {
        context.Response.Headers.CacheControl = "no-store";
        var sender = await SenderAsync(context, who);
        await using var upload = await uploads.ReceiveAsync(context, _ => new(sender.Stream, sender.Owner, null));
        return await idempotency.RunAsync(context, upload.Fingerprint, async (key, cancellationToken) =>
        {
            ETags.RequireMatch(context, sender.Version);
            return await KeepAsync(upload, sender.Stream.Id, key, again, store, clock, cancellationToken);
        });
    }

    // A wrong code is answered after the body too: whoever sends 25 MB sees nothing before.
    private static async Task<Sender> SenderAsync(HttpContext context, Func<Task<Sender>> who)
    {
        try
        {
            var sender = await who();
            return sender.Closed is { } closed ? throw Refused(closed) : sender; // no new key for what was erased
        }
        catch (ProblemException)
        {
            await RequestBody.DropAsync(context);
            throw;
        }
    }

    private static async Task<Answer> KeepAsync(
        Upload upload, Guid id, IdempotencyKey key, Func<Guid, CancellationToken, Task<Sender?>> again, IEventStore store, DomainClock clock, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var sender = await again(id, cancellationToken) ?? throw new ProblemException(Problems.NotFound);
            if ((sender.Closed ?? EvidenceLimits.Of(sender.Evidence, upload.Facts.Size)) is { } refusal)
            {
                throw Refused(refusal);
            }

            var at = clock.GetUtcNow();
            var answer = Answer.Of(201, OwnEvidence.Of(new(upload.Evidence, null, at, upload.Facts)));
            try
            {
                await store.AppendAsync(
                    new Append(
                        [new StreamAppend(sender.Stream, sender.StreamType, sender.Version, [new NewEvent(upload.Evidence, sender.Added(upload))])],
                        new EventContext(at, Ids.New(), Actor: sender.Actor, Incident: sender.Incident, TraceParent: Activity.Current?.Id))
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

/// <summary>Who sends a file, as of now: a reporter, or an accused person from their room.</summary>
/// <param name="Closed">why nothing more is taken from them</param>
/// <param name="Added">the event that names the piece</param>
internal sealed record Sender(
    StreamKey Stream, string StreamType, string Owner, string Actor, Guid? Incident, long Version, IReadOnlyList<EvidencePiece> Evidence, EvidenceRefusal? Closed, Func<Upload, object> Added)
{
    /// <param name="appeal">to whose deciders alone it goes</param>
    public static Sender Of(ReportState report, Guid? appeal) => new(
        Reports.Key(report.Id), Reports.StreamType, Owners.Reporter(report.Id), $"receipt:{report.Id}", report.Filed.Incident, report.Version, report.Evidence,
        report.Filed.Text.Erased ? EvidenceLimits.Erased : null,
        upload => Kept(upload.Evidence, Sensitive.Of(upload.Facts, Owners.Reporter(report.Id)), upload.Sealed, appeal));

    public static Sender Of(RoomState room) => new(
        Reports.Key(room.Id), Rooms.StreamType, RoomEvent.Owner, $"room:{room.Person}", null, room.Version, room.Evidence,
        room.Erased ? EvidenceLimits.Erased : RoomRules.Refused(room) is { } refusal ? new(refusal.Code, refusal.Rule, refusal.Detail) : null,
        upload => new RoomEvent.EvidenceSent(upload.Evidence, Sensitive.Of(upload.Facts, RoomEvent.Owner), upload.Sealed));

    private static ReportEvent Kept(Guid evidence, Sensitive<EvidenceFacts> facts, string content, Guid? appeal) =>
        appeal is { } decided ? new ReportEvent.EvidenceAddedInAppeal(evidence, decided, facts, content) : new ReportEvent.EvidenceAdded(evidence, facts, content);
}

/// <summary>A piece as its sender sees it: how it was called, how large it is, its hash, when it came. What is in it is not given back.</summary>
/// <param name="Name">null, like size and hash, when erased</param>
internal sealed record OwnEvidence(Guid Id, DateTimeOffset At, string? Name, long? Size, string? Sha256, string? Type, string? Source, DateTimeOffset? CapturedAt)
{
    public static OwnEvidence Of(EvidencePiece piece) =>
        new(piece.Id, piece.At, piece.Facts?.Name, piece.Facts?.Size, piece.Facts?.Sha256, piece.Facts?.Type, piece.Facts?.Source, piece.Facts?.CapturedAt);
}
