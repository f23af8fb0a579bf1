using System.Diagnostics;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Intake.Features.QuarantiningEvidence;

/// <summary>
/// <c>POST /internal/evidence/{evidence}/quarantine</c> and <c>/release</c> (P10). Kept here and not in the case, because here is what has to be refused: from the commit
/// on nobody opens the piece, through whichever case they come.
/// </summary>
internal static class QuarantiningEvidence
{
    private const int Attempts = 5;

    public static void MapQuarantiningEvidence(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/internal/evidence/{evidence:guid}").For(CallerKind.Service).ExcludeFromDescription();
        group.MapPost("quarantine", (HttpContext context, Guid evidence, Pieces pieces, IEventStore store, DomainClock clock) =>
            DecideAsync(context, evidence, pieces, store, clock, (custody, asked) => custody.Quarantine(asked.Case, asked.Seat)));
        group.MapPost("release", (HttpContext context, Guid evidence, Pieces pieces, IEventStore store, DomainClock clock) =>
            DecideAsync(context, evidence, pieces, store, clock, (custody, asked) => custody.Release(asked.Case, asked.Seat)));
    }

    private static async Task<IResult> DecideAsync(
        HttpContext context, Guid evidence, Pieces pieces, IEventStore store, DomainClock clock, Func<Custody, EvidenceQuestion, IReadOnlyList<EvidenceEvent>> decide)
    {
        context.OnlyFor("cases");
        var asked = await context.ReadAsync<EvidenceQuestion>();
        for (var attempt = 1; ; attempt++)
        {
            var found = await pieces.FindAsync(evidence, asked, context.RequestAborted);
            var stream = await store.ReadAsync(Reports.Key(evidence), cancellationToken: context.RequestAborted);
            var custody = Custody.Of(stream);
            var events = decide(custody, asked);
            var at = clock.GetUtcNow();
            try
            {
                if (events.Count > 0)
                {
                    await store.AppendAsync(
                        new Append(
                            [new StreamAppend(Reports.Key(evidence), Pieces.StreamType, stream.Version, [.. events.Select(e => new NewEvent(Ids.New(), e))])],
                            new EventContext(at, Ids.New(), Actor: context.Caller().Acting, Seat: asked.Seat, Incident: found.Incident, TraceParent: Activity.Current?.Id)),
                        context.RequestAborted);
                }

                return Results.Json(Pieces.Stated(found.Piece, events.Aggregate(custody, (state, e) => Custody.Evolve(state, e, at))), Json.Options);
            }
            catch (StreamConflictException) when (attempt < Attempts)
            {
                // Another seat at the same moment.
            }
        }
    }
}
