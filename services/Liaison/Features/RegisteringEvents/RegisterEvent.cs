using Coc.EventStore;
using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Gatherings;
using Coc.Liaison.Features.AddingBodies;
using Coc.Liaison.Features.SettingPolicies;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Liaison.Features.RegisteringEvents;

/// <summary><c>GET·POST /api/events</c>, <c>GET·PATCH /api/events/{slug}</c>: the register (R19). The admin keeps it; whoever holds a seat reads it.</summary>
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
        group.MapGet("{slug}", async (string slug, HttpContext http, EventRegister register) =>
        {
            var (listed, version) = http.Caller().Seats.Count > 0 ? await register.FindAsync(slug, http.RequestAborted) : default;
            http.Response.Headers.ETag = ETags.Of(version);
            return TypedResults.Ok(EventView.Of(listed ?? throw new ProblemException(Problems.NotFound)));
        });
        group.MapPost("", (HttpContext http, Idempotency idempotency, Handler handler) => idempotency.RunAsync(http, (key, _) => handler.ListAsync(http, key)));
        group.MapPatch("{slug}", (string slug, HttpContext http, Idempotency idempotency, Handler handler) => idempotency.RunAsync(http, (key, _) => handler.ChangeAsync(http, slug, key)));
    }

    internal sealed class Handler(Wall wall, EventRegister register, BodyDirectory directory, DomainClock clock)
    {
        public async Task<Answer> ListAsync(HttpContext http, IdempotencyKey key)
        {
            var asker = await wall.RequireAdminAsync(http.Caller(), http.RequestAborted);
            var request = await http.ReadAsync<EventRequest>();
            var now = clock.GetUtcNow();
            await request.CheckAsync(directory, now, http.RequestAborted);
            var listed = request.Listed();
            return await register.KeepAsync(listed, 0, asker.Context(now), key, Answer.Of(201, EventView.Of(listed), 1), http.RequestAborted)
                ?? throw new ProblemException(Problems.Refused("slugTaken", null, "An event with this slug is in the register already."));
        }

        /// <summary>What is not named stays as it was.</summary>
        public async Task<Answer> ChangeAsync(HttpContext http, string slug, IdempotencyKey key)
        {
            var asker = await wall.RequireAdminAsync(http.Caller(), http.RequestAborted);
            var (before, version) = await register.FindAsync(slug, http.RequestAborted);
            var request = (await http.ReadAsync<EventRequest>()).Over(before ?? throw new ProblemException(Problems.NotFound));
            var now = clock.GetUtcNow();
            await request.CheckAsync(directory, now, http.RequestAborted);
            ETags.RequireMatch(http, version);
            var listed = request.Listed();
            return await register.KeepAsync(listed, version, asker.Context(now), key, Answer.Of(200, EventView.Of(listed), version + 1), http.RequestAborted)
                ?? throw new ProblemException(Problems.Refused("conflict", null, "The event was changed at the same moment."));
        }
    }

    internal sealed record EventRequest(
        string? Slug, string? Name, string? Producer, DateTimeOffset? From, DateTimeOffset? To, IReadOnlyList<string?>? Bodies, string? OffHoursContact)
    {
        public void Check(DateTimeOffset now, Check check, string at) => check
            .That(BodyRules.IsSlug(Slug), at + "slug", "must be lower-case letters, digits and single hyphens, at most 63").Text(Name, at + "name", 200)
            .OneOf(Producer, at + "producer", "parent", "other").That(From is not null, at + "from", "must not be empty").That(To is not null, at + "to", "must not be empty")
            .That(From is null || To is null || To >= From, at + "to", "must not lie before from").AtMost(Bodies, at + "bodies", 50).Optional(OffHoursContact, at + "offHoursContact", 500)
            .Near(From, at + "from", now).Near(To, at + "to", now);

        public async Task CheckAsync(BodyDirectory directory, DateTimeOffset now, CancellationToken cancellationToken)
        {
            var check = new Check();
            Check(now, check, "");
            check.Throw();
            var known = await directory.FindAsync([.. Bodies?.OfType<string>() ?? []], cancellationToken);
            for (var i = 0; i < (Bodies?.Count ?? 0); i++)
            {
                check.That(Bodies![i] is { } slug && known.ContainsKey(slug), $"bodies[{i}]", "is not a body in the directory");
            }

            check.Throw();
        }

        public EventRequest Over(GatheringListed before) => new(
            before.Slug, Name ?? before.Name, Producer ?? before.Producer, From ?? before.From, To ?? before.To, Bodies ?? before.Bodies, OffHoursContact ?? before.OffHoursContact?.Value);

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
