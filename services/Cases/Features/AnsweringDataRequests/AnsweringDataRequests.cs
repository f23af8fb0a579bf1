using Coc.Cases.Domain;
using Coc.Platform;

namespace Coc.Cases.Features.AnsweringDataRequests;

/// <summary>
/// <c>POST /api/cases/{id}/data-requests/{r}/answer</c> <c>{outcome: granted·partly·refused, ground?, text}</c>, <c>/extend</c> <c>{because: complex·many, text}</c>, <c>/approve</c>, <c>/return</c> <c>{why}</c> (P19):
/// one seat drafts, another approves, also when the case is closed. 409 <c>mustBeKept</c> where erasing it would take from others what they need, <c>erasedAsAWhole</c> where a part of it would be promised.
/// </summary>
internal static class AnsweringDataRequests
{
    public static void MapAnsweringDataRequests(this IEndpointRouteBuilder cases)
    {
        cases.MapCommand<Answer>("data-requests/{thing}/answer", (request, scope) =>
        {
            scope.Check
                .OneOf(request.Outcome, "outcome", DataRequests.Outcomes)
                .Text(request.Text, "text", TextLimits.Message)
                .That(request.Outcome == DataRequest.Granted ? request.Ground is null : request.Ground is not null && DataRequests.Grounds.Contains(request.Ground), "ground", $"must be one of {string.Join(", ", DataRequests.Grounds)}, unless all of it is granted")
                .Throw();
            return new CaseCommand.DraftDataAnswer(scope.Seat, scope.Now, scope.Thing, Ids.New(), request.Outcome!, request.Ground, request.Text!);
        }, IsRequest);
        cases.MapCommand<Extension>("data-requests/{thing}/extend", (request, scope) =>
        {
            scope.Check.OneOf(request.Because, "because", DataRequests.Extensions).Text(request.Text, "text", TextLimits.Message).Throw();
            return new CaseCommand.DraftDataExtension(scope.Seat, scope.Now, scope.Thing, Ids.New(), request.Because!, request.Text!);
        }, IsRequest);
        cases.MapCommand<Nothing>("data-requests/{thing}/approve", (_, scope) => new CaseCommand.ApproveDataDraft(scope.Seat, scope.Now, scope.Thing), IsRequest);
        cases.MapCommand<Returned>("data-requests/{thing}/return", (request, scope) =>
        {
            scope.Check.Text(request.Why, "why", TextLimits.Reason).Throw();
            return new CaseCommand.ReturnDataDraft(scope.Seat, scope.Now, scope.Thing, request.Why!);
        }, IsRequest);
    }

    private static bool IsRequest(CaseState state, Guid id) => state.DataRequests.Any(r => r.Id == id);

    internal sealed record Answer(string? Outcome, string? Ground, string? Text);

    internal sealed record Extension(string? Because, string? Text);

    internal sealed record Returned(string? Why);
}
