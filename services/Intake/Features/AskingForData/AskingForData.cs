using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.Filing;
using Coc.Intake.Features.Writing;
using Coc.Platform.Http;

namespace Coc.Intake.Features.AskingForData;

/// <summary>
/// <c>POST /api/receipt/data-requests</c> and <c>POST /api/room/data-requests</c> <c>{kind: copy·correction·erasure·restriction, text?, report?}</c> (P19): what is kept of this person; answered by two seats within a month.
/// <c>access</c> is taken as <c>copy</c>. 409 <c>alreadyAsked</c>.
/// </summary>
internal static class AskingForData
{
    public static void MapAskingForData(this IEndpointRouteBuilder routes) => routes.MapEntry<DataRequest>("data-requests", async (request, report, entry, context) =>
    {
        var to = await Entries.OfAsync(request.Report, report, context);
        var (kind, text) = Read(request, to.DataRequests);
        return new(to, new ReportEvent.ReporterAskedForData(entry, kind, Sensitive.OfOptional(text, Owners.Reporter(to.Id))), Alone: false);
    });

    /// <exception cref="ProblemException">400, 409</exception>
    public static (string Kind, string? Text) Read(DataRequest request, IReadOnlyList<OwnDataRequest> asked)
    {
        new Check().OneOf(request.Kind, "kind", [.. DataRequests.Named]).Optional(request.Text, "text", FilingLimits.LongText)
            .That(!DataRequests.NeedsText(request.Kind) || !string.IsNullOrWhiteSpace(request.Text), "text", "must say what is wrong, and how it is right")
            .Throw();
        var kind = DataRequests.Of(request.Kind!);
        return DataRequests.Refused(asked, kind) is { } refusal
            ? throw new ProblemException(Problems.Refused(refusal.Code, refusal.Rule, refusal.Detail))
            : (kind, string.IsNullOrWhiteSpace(request.Text) ? null : request.Text);
    }
}

/// <param name="Report">a part of the letter, complaint or report of retaliation that followed from it; each is answered by the case that has it. Not in a room</param>
internal sealed record DataRequest(string? Kind, string? Text, Guid? Report = null);
