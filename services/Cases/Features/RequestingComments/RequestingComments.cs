using Coc.Cases.Domain;
using Coc.Platform;

namespace Coc.Cases.Features.RequestingComments;

/// <summary>
/// <c>POST /api/cases/{id}/comment-requests</c> <c>{affected: [report or affected], until, text?}</c> (R45): a draft to each, which another seat approves with <c>communications/{c}/approve</c> or returns. Without
/// <c>text</c> it is what the only open proposal says for reporters.
/// </summary>
internal static class RequestingComments
{
    private const int Most = 50;

    public static void MapRequestingComments(this IEndpointRouteBuilder cases) => cases.MapCommand<Request>(Commenting.Command, (request, scope) =>
    {
        var named = request.Affected?.Distinct().ToList() ?? [];
        var text = string.IsNullOrWhiteSpace(request.Text) ? ForReporters(scope.State) : request.Text;
        scope.Check
            .AtMost(request.Affected, "affected", Most)
            .That(named.Count > 0, "affected", "must name somebody")
            .That(named.All(scope.State.ThreadIds.Contains), "affected", "must be reports of this case, or affected people with a page in it")
            .Future(request.Until, scope.Now, "until")
            .Text(text, "text", TextLimits.Message)
            .Throw();
        return new CaseCommand.RequestComments(scope.Seat, scope.Now, Ids.New(), [.. named.Select(n => new CommentAsking(n, Ids.New()))], request.Until!.Value, text!);
    });

    private static string? ForReporters(CaseState state) =>
        state.Proposals.Where(p => p.State is ProposalState.Open or ProposalState.AwaitingLegal).ToList() is [var only] ? only.Content.Rationale.ForReporter?.Value : null;

    internal sealed record Request(IReadOnlyList<Guid>? Affected, DateTimeOffset? Until, string? Text);
}
