using Coc.Contracts.Channel;
using Coc.Intake.Domain;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Intake.Features.IdentifyingSubjects;

/// <summary><c>GET /internal/reports/{report}/subjects</c>: Sanctions resolves persons; positions are kept, an erased subject is empty.</summary>
internal static class IdentifyingSubjects
{
    public static void MapIdentifyingSubjects(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/internal/reports/{report:guid}/subjects", async (HttpContext context, Guid report, Reports reports) =>
        {
            context.OnlyFor("sanctions");
            var found = await reports.FindAsync(report, context.RequestAborted) ?? throw new ProblemException(Problems.NotFound);
            return Results.Json(new ReportSubjects(report, Stated(found)), Json.Options);
        }).For(CallerKind.Service).ExcludeFromDescription();

    public static IReadOnlyList<StatedPerson> Stated(ReportState report) =>
        [.. report.Filed.Subjects.Select(s => s.Value is { } subject ? new StatedPerson(subject.Accounts, subject.Name, subject.Description) : new([], null, null))];
}
