using System.Globalization;
using Coc.Cases.Features.SettingSeatsAside;
using Coc.EventStore;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Cases.Features.ReadingCases;

/// <summary><c>GET /api/cases/{id}</c>, <c>/history</c> and <c>/reads</c>.</summary>
internal static class ReadingCases
{
    public static void MapReadingCases(this IEndpointRouteBuilder cases)
    {
        cases.MapGet("", ReadAsync);
        cases.MapGet("history", HistoryAsync);
        cases.MapGet("reads", ReadsAsync);
    }

    private static async Task<IResult> ReadAsync(HttpContext context, Guid id, CaseFinder finder, CaseReads reads, SeatsSetAside setAside, ElsewhereReading elsewhere, DomainClock clock)
    {
        var seen = await finder.SeenByAsync(context.Caller(), id, context.RequestAborted);
        if (seen.State.HasGone)
        {
            await RequireNotExcludedAsync(seen, setAside, context.RequestAborted);
        }

        var known = elsewhere.OfAsync(seen, context.RequestAborted); // asked while the read is written down
        await reads.RecordAsync(seen.Key, seen.Seat, "case", null, context.RequestAborted);
        context.Response.Headers.ETag = ETags.Of(seen.State.Version);
        return Results.Json(CaseView.Of(seen.State, seen.Seat.Seat, clock.GetUtcNow(), await known), Json.Options);
    }

    private static async Task<IResult> HistoryAsync(HttpContext context, Guid id, CaseFinder finder, CaseReads reads, IEventStore store)
    {
        var seen = await finder.SeenByAsync(context.Caller(), id, context.RequestAborted);
        RequireHere(seen);
        var paging = Paging.Of(context);
        var from = long.TryParse(paging.After, NumberStyles.None, CultureInfo.InvariantCulture, out var after) ? after + 1 : 1;
        await reads.RecordAsync(seen.Key, seen.Seat, "history", null, context.RequestAborted);
        var stream = await store.ReadAsync(seen.Key, from, context.RequestAborted);
        var hidden = Domain.AffectedPeople.HiddenFrom(seen.State, seen.Seat);
        var steps = stream.Events.Where(e => !Domain.Mediating.IsNobodysToSee((Domain.CaseEvent)e.Data) && !hidden((Domain.CaseEvent)e.Data)).Take(paging.Limit + 1).Select(e => new HistoryStep(
            e.Version, e.At, e.Type, e.Context.Seat, e.Context.Role, e.Context.PolicyVersion, e.Hash)).ToList();
        return Results.Json(paging.Page(steps, s => s.Version.ToString(CultureInfo.InvariantCulture)), Json.Options);
    }

    // The panel sees who read its case; the body's auditor sees the record, not the content.
    private static async Task<IResult> ReadsAsync(HttpContext context, Guid id, CaseFinder finder, CaseReads reads, SeatsSetAside setAside)
    {
        var caller = context.Caller();
        var key = await AuditedAsync(caller, id, finder, setAside, context.RequestAborted);
        if (key is null)
        {
            var seen = await finder.SeenByAsync(caller, id, context.RequestAborted);
            RequireHere(seen);
            key = seen.Key;
        }

        var paging = Paging.Of(context);
        return Results.Json(paging.Page(await reads.ListAsync(key.Value, paging.Limit, paging.AfterId, context.RequestAborted), r => r.Id.ToString()), Json.Options);
    }

    // As auditor nobody has anything of a case that is not there for them by another hat, or in which they are somebody, also where it went on (P1); as one of the panel, what the wall says.
    private static async Task<StreamKey?> AuditedAsync(Caller caller, Guid id, CaseFinder finder, SeatsSetAside setAside, CancellationToken cancellationToken)
    {
        var bodies = caller.Seats.Where(s => s.Role == "auditor").Select(s => s.Body).ToHashSet();
        if (bodies.Count == 0)
        {
            return null;
        }

        List<Domain.CaseState> cases = [.. (await finder.OfEachAsync([id], cancellationToken)).Select(f => f.State)];
        var aside = await setAside.IsAuditorAsideAsync(cases, [.. caller.Seats.Select(s => s.Id)], $"seat:{caller.Seats[0].Id}", cancellationToken);
        return !aside && cases.Find(c => c.Id == id && bodies.Contains(c.Body)) is { } audited && !cases.Any(c => Domain.CaseWall.IsBarred(c, caller.Seats)) ? new(audited.Body, id) : null;
    }

    // A stream that is left takes no more events: whom the reporter excluded since, or the next owner found out, is asked for anew.
    private static async Task RequireNotExcludedAsync(SeenCase seen, SeatsSetAside setAside, CancellationToken cancellationToken)
    {
        var people = (await setAside.BeyondReportsAsync([seen.State.Id], cancellationToken))[0].People;
        if ((await setAside.OfPanelAsync(seen.State, $"seat:{seen.Seat.Seat}", cancellationToken, people: people)).Aside.Contains(seen.Seat.Seat))
        {
            throw new ProblemException(Problems.NotFound);
        }
    }

    private static void RequireHere(SeenCase seen)
    {
        if (seen.State.HasGone)
        {
            throw new ProblemException(Problems.NotFound); // a former owner keeps the notice-level record only
        }
    }

    /// <param name="What">the event's name; content is in the case, not here</param>
    internal sealed record HistoryStep(long Version, DateTimeOffset At, string What, Guid? Seat, string? Role, int? PolicyVersion, string? Hash);
}
