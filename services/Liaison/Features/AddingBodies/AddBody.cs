using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Domain.Policies;
using Coc.Liaison.Features.ListingBodies;
using Coc.Liaison.Features.SettingPolicies;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Liaison.Features.AddingBodies;

/// <summary><c>POST /api/bodies</c> and <c>PATCH /api/bodies/{slug}</c>: the admin keeps the directory.</summary>
internal static class AddBody
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/bodies").For(CallerKind.Seat);
        group.MapPost("", (HttpContext http, Idempotency idempotency, Handler handler) => idempotency.RunAsync(http, (key, _) => handler.AddAsync(http, key)));
        group.MapPatch("{slug}", (string slug, HttpContext http, Idempotency idempotency, Handler handler) => idempotency.RunAsync(http, (key, _) => handler.ChangeAsync(http, slug, key)));
    }

    internal sealed class Handler(Wall wall, BodyDirectory directory, BodyExecutor executor, SurroundingsReader around, DomainClock clock)
    {
        public async Task<Answer> AddAsync(HttpContext http, IdempotencyKey key)
        {
            var asker = await wall.RequireAdminAsync(http.Caller(), http.RequestAborted);
            var request = await http.ReadAsync<BodyRequest>();
            var kind = request.Kind ?? "project";
            var check = new Check().That(BodyRules.IsSlug(request.Slug), "slug", "must be lower-case letters, digits and single hyphens, at most 63")
                .Text(request.Name, "name", BodyRules.LongestName)
                .OneOf(kind, "kind", BodyRules.Kinds)
                .OneOf(request.Handling ?? "foundation", "handling", BodyRules.Handlings);
            PolicyRules.Check(request.Policy ?? new PolicyTerms(), "policy.", check);
            var now = clock.GetUtcNow();
            check.Responders(request.Contacts, request.CodeLink, request.Conditions, request.VerifiedOn, now).Throw();
            var profile = await ProfileAsync(request, kind, http.RequestAborted) with
            {
                Responders = default(ResponderEntry).Changed(request.Slug!, request.Contacts, request.CodeLink, request.Conditions),
            };
            var terms = request.Policy ?? new PolicyTerms();
            return await executor.ExecuteAsync(
                http, profile.Slug, new BodyCommand.AddBody(profile, terms, now) { Around = await around.OfPolicyAsync(terms, profile.Slug, now, http.RequestAborted) }, asker.Context(now), key,
                (body, _) => Answer.Of(201, BodyView.Of(body, now), body.Version));
        }

        public async Task<Answer> ChangeAsync(HttpContext http, string slug, IdempotencyKey key)
        {
            var asker = await wall.RequireAdminAsync(http.Caller(), http.RequestAborted);
            var body = await wall.BodyAsync(slug, http.RequestAborted);
            var request = await http.ReadAsync<BodyRequest>();
            var now = clock.GetUtcNow();
            new Check().That(request.Name is not { } name || (!string.IsNullOrWhiteSpace(name) && name.Length <= BodyRules.LongestName), "name", "must have 1 to 200 characters")
                .That(request.Handling is not { } handling || BodyRules.Handlings.Contains(handling), "handling", "must be one of own, foundation")
                .Responders(request.Contacts, request.CodeLink, request.Conditions, request.VerifiedOn, now).Throw();
            var profile = body.Profile with
            {
                Name = request.Name ?? body.Profile.Name, Handling = request.Handling ?? body.Profile.Handling, VerifiedOn = request.VerifiedOn ?? body.Profile.VerifiedOn,
                Responders = body.Profile.Responders.Changed(slug, request.Contacts, request.CodeLink, request.Conditions),
            };
            return await executor.ExecuteAsync(http, slug, new BodyCommand.ChangeBody(profile), asker.Context(now), key, (b, _) => Answer.Of(200, BodyView.Of(b, now), b.Version));
        }

        private async Task<BodyProfile> ProfileAsync(BodyRequest request, string kind, CancellationToken cancellationToken)
        {
            var slug = request.Slug!;
            if (kind == "parent")
            {
                return new(slug, request.Name!, kind, "own", slug, null, request.VerifiedOn);
            }

            if (kind == "foundation")
            {
                var parent = request.Parent is null ? null : await directory.FindAsync(request.Parent, cancellationToken);
                new Check().That(request.Parent is null || parent?.Profile.Kind == "parent", "parent", "is not a parent in the directory").Throw();
                return new(slug, request.Name!, kind, "own", slug, request.Parent, request.VerifiedOn);
            }

            var foundations = await directory.OfKindAsync("foundation", cancellationToken);
            var foundation = request.Foundation ?? (foundations is [var only] ? only : null);
            new Check().That(foundation is not null && foundations.Contains(foundation), "foundation", "is not a foundation in the directory").Throw();
            var serving = await wall.BodyAsync(foundation!, cancellationToken);
            return new(slug, request.Name!, kind, request.Handling ?? "foundation", foundation!, serving.Profile.Parent, request.VerifiedOn);
        }
    }

    internal sealed record BodyRequest(
        string? Slug, string? Name, string? Kind, string? Handling, string? Foundation, string? Parent, DateOnly? VerifiedOn, PolicyTerms? Policy,
        IReadOnlyList<string?>? Contacts, string? CodeLink, IReadOnlyList<string?>? Conditions);
}
