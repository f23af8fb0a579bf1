using Coc.Intake.Domain;
using Coc.Intake.Features.Writing;
using Coc.Platform.Http;

namespace Coc.Intake.Features.Apologising;

/// <summary>
/// <c>POST /api/receipt/apologies</c> <c>{apology?, answer: read·no}</c> (P12): somebody wrote to say sorry, and it is read only by who wants to read it. The answer can be changed, and goes nowhere. 409 <c>noApology</c>.
/// </summary>
internal static class Apologising
{
    public static void MapApologising(this IEndpointRouteBuilder routes) => routes.MapEntry<ApologyAnswer>("apologies", Answered);

    private static ReportEvent Answered(ApologyAnswer request, ReportState report, Guid entry)
    {
        new Check().OneOf(request.Answer, "answer", OwnApology.Answers)
            .That(request.Apology is null || report.Apologies.Any(a => a.Id == request.Apology), "apology", "is none that is shown here")
            .That(request.Apology is not null || report.Apologies.Count <= 1, "apology", "must be named, because there is more than one")
            .Throw();
        return Apologies.Meant(report.Apologies, request.Apology) is { } meant
            ? new ReportEvent.ApologyAnswered(entry, meant.Id, request.Answer!)
            : throw new ProblemException(Problems.Refused("noApology", "P12", "Nobody wrote you one here."));
    }
}

internal sealed record ApologyAnswer(Guid? Apology, string? Answer);
