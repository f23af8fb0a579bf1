using System.Diagnostics;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Intake.Features.KeepingEvidence;

/// <summary>
/// <c>POST /internal/evidence?case=&amp;seat=</c>: what a seat adds to its case. It is kept first and taken by the case afterwards; of what no case took, Intake asks
/// Cases an hour later, and clears it.
/// </summary>
internal static class BringingEvidence
{
    private const string Panel = "panel";

    public static void MapBringingEvidence(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/internal/evidence", BringAsync).For(CallerKind.Service).ExcludeFromDescription();

    private static async Task<IResult> BringAsync(HttpContext context, Uploads uploads, IEventStore store, DomainClock clock)
    {
        context.OnlyFor("cases");
        var (inCase, seat) = (context.IdOf("case"), context.IdOf("seat"));
        await using var upload = await uploads.ReceiveAsync(context, evidence => new(Reports.Key(evidence), Panel, inCase));
        var brought = new EvidenceEvent.EvidenceBrought(inCase, seat, Sensitive.Of(upload.Facts, Panel), upload.Sealed);
        await store.AppendAsync(
            new Append(
                // Any version: its key was there before it.
                [new StreamAppend(upload.Stream, Pieces.StreamType, StreamAppend.ExpectAny, [new NewEvent(Ids.New(), brought)])],
                new EventContext(clock.GetUtcNow(), Ids.New(), Actor: context.Caller().Acting, Seat: seat, TraceParent: Activity.Current?.Id))
            {
                Statements = [.. upload.Statements],
            },
            context.RequestAborted);
        upload.Keep();
        return Results.Json(new EvidenceKept(upload.Evidence, Convert.ToHexStringLower(upload.Fingerprint)), Json.Options);
    }
}
