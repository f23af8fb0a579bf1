using Coc.Cases.Domain;
using Coc.Cases.Features.Transferring;
using Coc.Contracts.Channel;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.SplittingReports;

/// <summary>
/// <c>POST /api/cases/{id}/split-report</c> <c>{report?, parts: [{text, projects?[], subjects?[], affected?[]}]}</c> (P22): what of a letter is another matter becomes a report of its own, routed like any other,
/// under the same receipt. <c>subjects</c> and <c>affected</c> are places in the report's lists. And <c>GET /internal/cases/{case}/parts/{part}</c>, by which Intake fetches it.
/// </summary>
internal static class SplittingReports
{
    private const int MostPlaces = 50;

    public static void MapSplittingReports(this IEndpointRouteBuilder cases) => cases.MapCommand<Request>("split-report", async (request, scope) =>
    {
        var parts = request.Parts ?? [];
        scope.Check.That(parts.Count is > 0 and <= Splitting.Most, "parts", $"must have 1 to {Splitting.Most} entries");
        var directory = scope.Context.RequestServices.GetRequiredService<BodyDirectory>();
        for (var i = 0; i < Math.Min(parts.Count, Splitting.Most); i++)
        {
            await CheckAsync(scope.Check, parts[i], $"parts[{i}]", directory, scope.Context.RequestAborted);
        }

        var report = scope.ReportOf(request.Report, "report");
        scope.Check.Throw();
        return new CaseCommand.SplitReport(
            scope.Seat, scope.Now, report, [.. parts.Select(p => new NewPart(Ids.New(), p!.Text!, [.. (p.Projects ?? []).Distinct()], [.. (p.Subjects ?? []).Distinct()], [.. (p.Affected ?? []).Distinct()]))]);
    });

    public static void MapGivingParts(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/internal/cases/{id:guid}/parts/{part:guid}", async (HttpContext context, Guid id, Guid part, CaseFinder finder) =>
        {
            context.OnlyFor("intake");
            foreach (var key in await finder.ByIdAsync(id, context.RequestAborted))
            {
                if ((await finder.LoadAsync(key, context.RequestAborted)).Parts.FirstOrDefault(p => p.Id == part) is { Text: { } text } found)
                {
                    return Results.Json(new SplitPart(found.Id, found.Report, text, found.Projects, found.Subjects, found.Affected), Json.Options);
                }
            }

            throw new ProblemException(Problems.NotFound);
        }).For(CallerKind.Service).ExcludeFromDescription();

    private static async Task CheckAsync(Check check, Part? part, string path, BodyDirectory directory, CancellationToken cancellationToken)
    {
        check.Text(part?.Text, path + ".text", TextLimits.Message).AtMost(part?.Projects, path + ".projects", MostPlaces);
        Places(check, part?.Subjects, path + ".subjects");
        Places(check, part?.Affected, path + ".affected");
        string[] projects = [.. (part?.Projects ?? []).OfType<string>().Take(MostPlaces)];
        var kinds = await directory.KindsAsync(projects, cancellationToken);
        check.That(projects.All(p => kinds.GetValueOrDefault(p) == "project"), path + ".projects", "must be projects of the directory");
    }

    private static void Places(Check check, IReadOnlyList<int>? places, string path) =>
        check.AtMost(places, path, MostPlaces).That(places is null || places.All(p => p is >= 0 and < MostPlaces), path, "must be places in the report's list, from 0");

    internal sealed record Request(Guid? Report, IReadOnlyList<Part?>? Parts);

    internal sealed record Part(string? Text, IReadOnlyList<string>? Projects, IReadOnlyList<int>? Subjects, IReadOnlyList<int>? Affected);
}
