using Coc.EventStore;
using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Gatherings;
using Coc.Liaison.Features.AddingBodies;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Liaison.Features.RegisteringEvents;

/// <summary><c>GET·POST /api/events</c>: the register (R19). The admin keeps it; whoever holds a seat reads it.</summary>
internal static class RegisterEvent
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/events").For(CallerKind.Seat);
        group.MapGet("", async (HttpContext http, EventRegister register) =>
        {
            if (http.Caller().Seats.Count == 0)
            {
                throw new ProblemException(Problems.NotFound);
            }

            var paging = Paging.Of(http);
            var events = await register.ListAsync(paging.After, paging.Limit + 1, http.RequestAborted);
            return TypedResults.Ok(paging.Page([.. events.Select(EventView.Of)], e => e.Slug));
        });
        group.MapPost("", (HttpContext http, Idempotency idempotency, Wall wall, IEventStore store, BodyDirectory directory, DomainClock clock) =>
            idempotency.RunAsync(http, async (key, cancellationToken) =>
            {
                var asker = await wall.RequireAdminAsync(http.Caller(), cancellationToken);
                var request = await http.ReadAsync<EventRequest>();
                await request.CheckAsync(directory, cancellationToken);
                var listed = request.Listed();
                var answer = Answer.Of(201, EventView.Of(listed), 1);
                try
                {
                    await store.AppendAsync(
                        new Append([new StreamAppend(EventRegister.StreamOf(listed.Slug), "event", 0, [new NewEvent(Ids.New(), listed)])], asker.Context(clock.GetUtcNow()))
                        {
                            Statements = [new StoreStatement(BodyStreams.Tenant, "insert into app.events (slug, producer) values ($1, $2)", listed.Slug, listed.Producer), .. key.Keep(answer)],
                        },
                        cancellationToken);
                }
                catch (StreamConflictException)
                {
                    throw new ProblemException(Problems.Refused("slugTaken", null, "An event with this slug is in the register already."));
                }

                return answer;
            }));
    }

    internal sealed record EventRequest(
        string? Slug, string? Name, string? Producer, DateTimeOffset? From, DateTimeOffset? To, IReadOnlyList<string?>? Bodies, string? OffHoursContact)
    {
        public async Task CheckAsync(BodyDirectory directory, CancellationToken cancellationToken)
        {
            var check = new Check().That(BodyRules.IsSlug(Slug), "slug", "must be lower-case letters, digits and single hyphens, at most 63").Text(Name, "name", 200)
                .OneOf(Producer, "producer", "parent", "other").That(From is not null, "from", "must not be empty").That(To is not null, "to", "must not be empty")
                .That(From is null || To is null || To >= From, "to", "must not lie before from").AtMost(Bodies, "bodies", 50).Optional(OffHoursContact, "offHoursContact", 500);
            check.Throw();
            var known = await directory.FindAsync([.. Bodies?.OfType<string>() ?? []], cancellationToken);
            for (var i = 0; i < (Bodies?.Count ?? 0); i++)
            {
                check.That(Bodies![i] is { } slug && known.ContainsKey(slug), $"bodies[{i}]", "is not a body in the directory");
            }

            check.Throw();
        }

        public GatheringListed Listed() => new(
            Slug!, Name!, Producer!, From!.Value.ToUniversalTime(), To!.Value.ToUniversalTime(), [.. Bodies?.OfType<string>() ?? []],
            Sensitive.OfOptional(OffHoursContact, "contact"));
    }

    internal sealed record EventView(
        string Slug, string Name, string Producer, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<string> Bodies, string? OffHoursContact)
    {
        public static EventView Of(GatheringListed e) => new(e.Slug, e.Name, e.Producer, e.From, e.To, e.Bodies, e.OffHoursContact?.Value);
    }
}
