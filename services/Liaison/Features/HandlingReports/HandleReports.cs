using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Routing;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Liaison.Features.HandlingReports;

/// <summary>What Cases and Intake ask: who handles this report, who would read in this body, and who a seat is.</summary>
internal static class HandleReports
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/internal").For(CallerKind.Service).ExcludeFromDescription();
        group.MapGet("routings/{report:guid}/{body}", async (Guid report, string body, HttpContext http, IEventStore store, Wall wall, HandlingBodies handling) =>
        {
            http.OnlyFor("cases");
            var entry = await wall.BodyAsync(body, http.RequestAborted);
            var routing = RoutingExecutor.Fold(await store.ReadAsync(RoutingExecutor.StreamOf(report), cancellationToken: http.RequestAborted));
            var noted = routing.Report ?? throw new ProblemException(Problems.NotFound);
            var ownEvent = entry.Profile.Kind == "parent" && routing.Routed is { Rule: "J10" } routed && routed.To == body;
            return TypedResults.Ok(await handling.OfAsync(entry, [report], noted.ReceivedAt, http.Caller().Acting ?? "system", http.RequestAborted, ownEvent, addressed: noted.AddressedSeat));
        });
        group.MapPost("handling/{body}", async (string body, HttpContext http, Wall wall, HandlingBodies handling, DomainClock clock) =>
        {
            http.OnlyFor("cases");
            var entry = await wall.BodyAsync(body, http.RequestAborted);
            var question = await http.ReadAsync<HandlingQuestion>();
            return TypedResults.Ok(await handling.OfAsync(entry, [.. question.Reports], question.At ?? clock.GetUtcNow(), http.Caller().Acting ?? "system", http.RequestAborted, beyond: question.Beyond()));
        });
        group.MapPost("outside/{body}/{seat:guid}", async (string body, Guid seat, HttpContext http, Wall wall, HandlingBodies handling) =>
        {
            http.OnlyFor("cases");
            var entry = await wall.BodyAsync(body, http.RequestAborted);
            var question = await http.ReadAsync<HandlingQuestion>();
            return TypedResults.Ok(await handling.OutsideAsync(entry, seat, question.Reports, http.Caller().Acting ?? "system", question.Beyond(), http.RequestAborted) ?? throw new ProblemException(Problems.NotFound));
        });
        group.MapPost("set-aside/{body}", async (string body, HttpContext http, Wall wall, SetAside setAside, DomainClock clock) =>
        {
            http.OnlyFor("cases");
            var acting = await wall.ActingAsync(await wall.BodyAsync(body, http.RequestAborted), http.RequestAborted);
            var question = await http.ReadAsync<HandlingQuestion>();
            var (aside, soft) = await setAside.ScreenAsync(acting.Slug, question.Reports, [.. acting.State.ActiveSeats(clock.GetUtcNow())], http.Caller().Acting ?? "system", http.RequestAborted, question.Beyond());
            return TypedResults.Ok(new BodySetAside([.. aside], [.. soft]));
        });
        group.MapPost("seats/set-aside", async (HttpContext http, BodyDirectory directory, SetAside setAside) =>
        {
            http.OnlyFor("cases");
            var question = await http.ReadAsync<SeatsSetAsideQuestion>();
            var seats = new List<Seat>();
            foreach (var id in question.Seats.Distinct())
            {
                seats.Add((await directory.OfSeatAsync(id, http.RequestAborted))?.State.Seats[id] ?? throw new ProblemException(Problems.NotFound));
            }

            var (aside, soft) = await setAside.ScreenAlikeAsync(question.About.Reports, seats, http.Caller().Acting ?? "system", question.About.Beyond(), http.RequestAborted);
            return TypedResults.Ok(new BodySetAside([.. aside], [.. soft]));
        });
        group.MapGet("bodies/{slug}/duty", async (string slug, HttpContext http, Wall wall, DomainClock clock) =>
        {
            http.OnlyFor("cases");
            var acting = await wall.ActingAsync(await wall.BodyAsync(slug, http.RequestAborted), http.RequestAborted);
            return TypedResults.Ok(new BodyDuty(slug, [.. OnDuty.Coming(acting.State, clock.GetUtcNow(), acting.State.Duty.Count + 1).Select(t => new WatchTurn(t.Seat, t.From, t.Until))]));
        });
        group.MapGet("seats/{seat:guid}/called", async (Guid seat, HttpContext http, BodyDirectory directory, Candidates candidates) =>
        {
            http.OnlyFor("intake");
            var held = (await directory.OfSeatAsync(seat, http.RequestAborted))?.State.Seats[seat] ?? throw new ProblemException(Problems.NotFound);
            return TypedResults.Ok(new SeatCalled(await candidates.OfAsync([held], http.RequestAborted)));
        });
        group.MapGet("bodies/{slug}/readers", async (string slug, bool? eventStaff, DateTimeOffset? at, HttpContext http, Wall wall, Candidates candidates, IEventStore store, DomainClock clock) =>
        {
            http.OnlyFor("intake");
            var acting = await wall.ActingAsync(await wall.BodyAsync(slug, http.RequestAborted), http.RequestAborted);
            var reading = acting.State.ActiveSeats(clock.GetUtcNow()).Where(s => s.Decides || (eventStaff == true && acting.Profile.Kind == "parent" && s.Terms.Role == "eventStaff")).ToList();
            List<Seat> everybody = [.. acting.State.Seats.Values.Where(s => s.Decides).Union(reading)];
            var known = await candidates.KnownAsync([.. everybody.Select(s => s.Account).Distinct()], http.RequestAborted);
            var then = at is { } instant ? await NamesAsync(store, acting.Slug, instant, http.RequestAborted) : new Dictionary<Guid, IReadOnlyList<string>>();
            return TypedResults.Ok(new BodyReaders(slug, [.. reading.Select(s => new Reader(s.Id, s.Terms.Name?.Value))])
            {
                Known = [.. everybody.Select(s => new KnownReader(s.Id, s.Account, known.TryGetValue(s.Account, out var called) ? called.Names : s.Known.Names) { NamesThen = then.GetValueOrDefault(s.Id) ?? [] })],
            });
        });
    }

    private static async Task<IReadOnlyDictionary<Guid, IReadOnlyList<string>>> NamesAsync(IEventStore store, string slug, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var past = (await store.ReadAsync(BodyStreams.Of(slug), cancellationToken: cancellationToken)).Events.Where(e => e.At <= until);
        return BodyStreams.Fold(BodyState.Nothing, past.Select(e => e.Data)).Seats.ToDictionary(s => s.Key, s => (IReadOnlyList<string>)s.Value.Known.Names);
    }

    private static SetAsideByCase Beyond(this HandlingQuestion question) => new(Guid.Empty, question.People ?? [], question.Accounts ?? []);

    internal static void OnlyFor(this HttpContext http, string service)
    {
        if (http.Caller().Subject != service)
        {
            throw new ProblemException(Problems.NotFound);
        }
    }
}
