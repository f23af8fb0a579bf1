using System.Text.Json.Serialization;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.Filing;
using Coc.Intake.Features.Writing;
using Coc.Platform.Http;

namespace Coc.Intake.Features.Excluding;

/// <summary>
/// <c>POST /api/receipt/exclusions</c> <c>{exclude: [{seat?, name?, account?, employer?}]}</c>: people who must not read, named after filing (P11). For them the case is not
/// there any more, in whatever body it is or comes to; nobody is shown whom the reporter named. When the reporter is answered it is so already, unless Cases cannot be reached: then as soon as the message comes.
/// </summary>
internal static class Excluding
{
    public static void MapExcluding(this IEndpointRouteBuilder routes) => routes.MapEntry<Exclude>("exclusions", async (request, report, entry, context) =>
    {
        new Check().That(request.People is { Count: > 0 }, "exclude", "must not be empty").Exclusions(request.People).Throw();
        var excluded = new ReportEvent.ReporterExcluded(
            entry, [.. Translation.Exclusions(request.People).Select(e => Sensitive.Of(e, Owners.Reporter(report.Id)))],
            await context.RequestServices.GetRequiredService<Reports>().ReachedByAsync(report, context.RequestAborted)); // in whatever body, and what follows from it (P11)
        return new Addition(report, excluded, Alone: false) { Then = () => context.RequestServices.GetRequiredService<TellingCases>().TellAsync(report.Id, excluded) };
    });
}

internal sealed record Exclude([property: JsonPropertyName("exclude")] IReadOnlyList<ExclusionPart?>? People);
