using System.Text.Json.Serialization;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.Filing;
using Coc.Intake.Features.Writing;
using Coc.Platform.Http;

namespace Coc.Intake.Features.Excluding;

/// <summary>
/// <c>POST /api/receipt/exclusions</c> <c>{exclude: [{seat?, name?, account?, employer?}]}</c>: people who must not read, named after filing (P11). For them the case is not
/// there any more, in whatever body it is or comes to; nobody is shown whom the reporter named.
/// </summary>
internal static class Excluding
{
    public static void MapExcluding(this IEndpointRouteBuilder routes) => routes.MapEntry<Exclude>("exclusions", async (request, report, entry, context) =>
    {
        new Check().That(request.People is { Count: > 0 }, "exclude", "must not be empty").Exclusions(request.People).Throw();
        var excluded = new ReportEvent.ReporterExcluded(
            entry, [.. Translation.Exclusions(request.People).Select(e => Sensitive.Of(e, Owners.Reporter(report.Id)))],
            await ReachedAsync(report, context.RequestServices.GetRequiredService<Reports>(), context.RequestAborted));
        return new Addition(report, excluded, Alone: false);
    });

    // What an affected person excludes holds for the report that names them, in whatever body, and for what follows from it (P11).
    private static async Task<IReadOnlyList<Guid>> ReachedAsync(ReportState report, Reports reports, CancellationToken cancellationToken)
    {
        List<Guid> reached = [.. (await reports.FollowUpsOfAsync(report, cancellationToken)).Select(f => f.Report)];
        if (report.AffectedOf is { } named && await reports.FindAsync(named, cancellationToken) is { } letter)
        {
            reached.AddRange([letter.Id, .. (await reports.FollowUpsOfAsync(letter, cancellationToken)).Select(f => f.Report)]);
        }

        return reached;
    }
}

internal sealed record Exclude([property: JsonPropertyName("exclude")] IReadOnlyList<ExclusionPart?>? People);
