using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.Filing;
using Coc.Intake.Features.Writing;
using Coc.Platform.Http;
using Coc.Platform.Time;

namespace Coc.Intake.Features.Commenting;

/// <summary>
/// <c>POST /api/receipt/comments</c> <c>{request?, text}</c> (R45): what a reporter, or an affected person, thinks of what the committee proposes. It is read by that committee only, binds nobody, and nothing waits for it.
/// 409 <c>commentTimeOver</c>, <c>notAsked</c>.
/// </summary>
internal static class Commenting
{
    public static void MapCommenting(this IEndpointRouteBuilder routes) => routes.MapEntry<Comment>("comments", (request, report, entry, context) =>
        Task.FromResult(new Addition(report, Said(request, report, entry, context.RequestServices.GetRequiredService<DomainClock>().GetUtcNow()), Alone: false)));

    private static ReportEvent.ReporterCommented Said(Comment request, ReportState report, Guid entry, DateTimeOffset now)
    {
        new Check().Text(request.Text, "text", FilingLimits.Description)
            .That(request.Request is null || report.Comments.Any(c => c.Id == request.Request), "request", "is none that is shown here")
            .That(request.Request is not null || report.Comments.Count(c => c.IsOpen(now)) <= 1, "request", "must be named, because more than one is open")
            .Throw();
        var meant = Comments.Meant(report.Comments, request.Request, now) ?? (report.Comments is [.., var last] ? last : null);
        var refusal = meant is null ? new RoomRefusal("notAsked", "R45", "Nothing is proposed that you were asked about. You can write to us in a message.") : Comments.Refused(meant, now);
        return refusal is null
            ? new(entry, meant!.Id, Sensitive.Of(request.Text!, Owners.Reporter(report.Id)), meant.Appeal)
            : throw new ProblemException(Problems.Refused(refusal.Code, refusal.Rule, refusal.Detail));
    }
}

internal sealed record Comment(Guid? Request, string? Text);
