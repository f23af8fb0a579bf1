using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.Filing;
using Coc.Intake.Features.Writing;
using Coc.Platform;
using Coc.Platform.Http;

namespace Coc.Intake.Features.Complaining;

/// <summary>
/// <c>POST /api/receipt/complaints</c> <c>{ground: delay·silence·leak·conflict·other, text}</c>: about how the report is handled (R63). It becomes a report of its own for the body above, or
/// for seats that had no part in it; those complained about hear nothing (P21). 409 <c>tooManyFollowUps</c> after ten.
/// </summary>
internal static class Complaining
{
    public static void MapComplaining(this IEndpointRouteBuilder routes) => routes.MapEntry<Complain>("complaints", (request, report, entry) =>
    {
        new Check().OneOf(request.Ground, "ground", FollowUp.Grounds).Text(request.Text, "text", FilingLimits.LongText).Throw();
        RequireRoom(report.FollowUps);
        return new ReportEvent.ReporterComplained(entry, request.Ground!, Sensitive.Of(request.Text!, Owners.Reporter(report.Id)), Ids.V5(entry, "followUp"));
    }, alone: false);

    /// <exception cref="ProblemException">409 when nothing more may follow</exception>
    public static void RequireRoom(IReadOnlyList<FollowUp> told)
    {
        if (told.Count(f => f.IsTold) >= FollowUp.Most)
        {
            throw new ProblemException(Problems.Refused("tooManyFollowUps", "P21", $"{FollowUp.Most} complaints have come from here. Please write to one of them, or file another report."));
        }
    }
}

internal sealed record Complain(string? Ground, string? Text);
