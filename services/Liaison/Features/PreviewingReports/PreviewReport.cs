using Coc.Contracts.Channel;
using Coc.Liaison.Domain.Jurisdiction;
using Coc.Liaison.Features.ListingBodies;
using Coc.Liaison.Routing;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Liaison.Features.PreviewingReports;

/// <summary><c>POST /api/reports/preview</c> (P11): who would read, before anything is sent. Stores and logs nothing.</summary>
internal static class PreviewReport
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/reports/preview", async (HttpContext http, ConcernedReader concerned, Wall wall, DomainClock clock) =>
        {
            var request = await http.ReadAsync<PreviewRequest>();
            request.Check();
            var bodies = await concerned.ReadAsync(request.Slugs, request.Event, http.RequestAborted) ?? throw new ProblemException(Problems.Unavailable);
            ProjectNames.Check(request.Slugs, bodies);
            var now = clock.GetUtcNow();
            var verdict = Jurisdiction.Evaluate(bodies.Facts(now, now, new HashSet<Guid>()));
            var acting = await wall.ActingAsync(bodies.Body(verdict.Body), http.RequestAborted);
            var beside = verdict.JointWith is { } second ? bodies.Body(second).State.DecidingSeats(now) : [];
            var desk = verdict.Rule == "J10" && acting.Profile.Kind == "parent" ? acting.State.ActiveSeats(now).Where(s => s.Terms.Role == "eventStaff") : []; // if the reporter agrees
            return TypedResults.Ok(new Preview(
                verdict.Body, [.. acting.State.DecidingSeats(now).Concat(desk).Concat(beside).Select(s => new Reader(s.Id, s.Terms.Name?.Value))], Above(verdict.Body, bodies)));
        }).For(Everybody.Kinds);

    private static IReadOnlyList<string> Above(string body, Concerned bodies)
    {
        var chain = new[] { bodies.Foundation.Slug, bodies.Parent?.Slug }.OfType<string>().ToList();
        return [.. chain.Skip(chain.IndexOf(body) + 1)];
    }

    internal sealed record PreviewRequest(IReadOnlyList<string?>? Projects, string? Event, IReadOnlyList<string?>? Spaces)
    {
        public IReadOnlyList<string> Slugs => [.. Projects?.OfType<string>() ?? []];

        public void Check() => new Check().AtMost(Projects, "projects", 50).AtMost(Spaces, "spaces", 50).Optional(Event, "event", 100)
            .That(Projects?.Contains(null) != true, "projects", "must not hold null").Throw();
    }

    internal sealed record Preview(string Body, IReadOnlyList<Reader> Readers, IReadOnlyList<string> MayTransferTo);
}

/// <summary>Projects named in a request must be in the directory; the foundation itself may be named for what concerns no single project.</summary>
internal static class ProjectNames
{
    public static void Check(IReadOnlyList<string> slugs, Concerned bodies)
    {
        var check = new Check();
        for (var i = 0; i < slugs.Count; i++)
        {
            check.That(bodies.Projects.Any(p => p.Slug == slugs[i]) || slugs[i] == bodies.Foundation.Slug, $"projects[{i}]", "is not a project in the directory");
        }

        check.Throw();
    }
}
