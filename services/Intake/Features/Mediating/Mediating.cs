using Coc.Contracts.Channel;
using Coc.Intake.Domain;
using Coc.Intake.Features.Writing;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Intake.Features.Mediating;

/// <summary>
/// <c>POST /api/receipt/mediation</c> <c>{mediation?, answer: yes·no·stop}</c> (R41, P6): consent is given here, on one's own page, and taken back at any time. Before anything is offered a <c>yes</c> asks for it.
/// 409 <c>mediationOver</c>, <c>notAffected</c>.
/// </summary>
internal static class Mediating
{
    private static readonly string[] OfViolence = ["violen", "sexual", "assault", "rape"];

    public static void MapMediating(this IEndpointRouteBuilder routes)
    {
        routes.MapEntry<MediationAnswer>("mediation", (request, report, entry, context) =>
            Task.FromResult(new Addition(report, Answer(request, report, entry, context.RequestServices.GetRequiredService<DomainClock>().GetUtcNow()), Alone: false)));
        routes.MapGet("/internal/reports/{report:guid}/mediation-facts", async (HttpContext context, Guid report, Reports reports) =>
        {
            context.OnlyFor("cases");
            var found = await reports.FindAsync(report, context.RequestAborted) ?? throw new ProblemException(Problems.NotFound);
            return Results.Json(Facts(found), Json.Options);
        }).For(CallerKind.Service).ExcludeFromDescription();
    }

    public static MediationFacts Facts(ReportState report) => new(
        report.Id, Mediations.IsAffected(report), report.Filed.SafetyConcern, report.Filed.Affected.Any(a => a.Value is { Minor: "yes" }),
        OfViolence.Any(w => report.Filed.Text.Value?.CodeSection?.Contains(w, StringComparison.OrdinalIgnoreCase) == true));

    private static ReportEvent.ReporterAnsweredMediation Answer(MediationAnswer request, ReportState report, Guid entry, DateTimeOffset now)
    {
        new Check().OneOf(request.Answer, "answer", Mediations.Answers)
            .That(request.Mediation is null || report.Mediations.Any(m => m.Id == request.Mediation), "mediation", "is none that is shown here")
            .That(request.Mediation is not null || report.Mediations.Count(m => m.IsOpen) <= 1, "mediation", "must be named, because more than one is open")
            .Throw();
        var meant = Mediations.Meant(report.Mediations, request.Mediation);
        var refusal = meant is not null ? Mediations.Refused(meant, now)
            : Mediations.IsAffected(report) ? null : new RoomRefusal("notAffected", "P6", "Mediation is for somebody it happened to.");
        return refusal is null ? new(entry, meant?.Id, request.Answer!) : throw new ProblemException(Problems.Refused(refusal.Code, refusal.Rule, refusal.Detail));
    }
}

internal sealed record MediationAnswer(Guid? Mediation, string? Answer);
