using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.Filing;
using Coc.Intake.Features.Writing;
using Coc.Platform;
using Coc.Platform.Http;

namespace Coc.Intake.Features.CheckingIn;

/// <summary>
/// <c>POST /api/receipt/check-ins</c> <c>{answer: fine·retaliation·other·ratherNot, text?}</c>: how the reporter fares, asked two, six and twelve weeks after the decision and taken
/// at any time. <c>retaliation</c> becomes an urgent report of its own (P21, R70); it does not show in the first one's thread, because it may be about those who read there.
/// </summary>
internal static class CheckingIn
{
    public static void MapCheckingIn(this IEndpointRouteBuilder routes) => routes.MapEntry<CheckInAnswer>("check-ins", (request, report, entry) =>
    {
        new Check().OneOf(request.Answer, "answer", "fine", FollowUp.Retaliation, "other", "ratherNot").Optional(request.Text, "text", FilingLimits.LongText).Throw();
        var text = Sensitive.OfOptional(request.Text, Owners.Reporter(report.Id));
        if (request.Answer != FollowUp.Retaliation)
        {
            return new ReportEvent.ReporterWrote(entry, Entry.CheckIn, request.Answer, text);
        }

        Complaining.Complaining.RequireRoom(report.FollowUps);
        return new ReportEvent.RetaliationTold(entry, text, Ids.V5(entry, "followUp"));
    }, alone: false);
}

internal sealed record CheckInAnswer(string? Answer, string? Text);
