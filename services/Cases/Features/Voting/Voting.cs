using Coc.Cases.Domain;

namespace Coc.Cases.Features.Voting;

/// <summary>Votes, objections, and the end of a meeting (R42, R43, P2).</summary>
internal static class Voting
{
    public static void MapVoting(this IEndpointRouteBuilder cases)
    {
        cases.MapCommand<Vote>("proposals/{thing}/votes", (request, scope) =>
        {
            scope.Check.OneOf(request.Cast, "vote", "yes", "no", "abstain").Throw();
            return new CaseCommand.Vote(scope.Seat, scope.Now, scope.Thing, request.Cast!);
        }, IsProposal);
        cases.MapCommand<Objection>("proposals/{thing}/objections", (request, scope) =>
        {
            scope.Check.OneOf(request.Kind, "kind", "objection", "meetingRequested").Throw();
            return new CaseCommand.Object(scope.Seat, scope.Now, scope.Thing, request.Kind!);
        }, IsProposal);
        cases.MapCommand<Ending>("proposals/{thing}/close", (request, scope) =>
        {
            scope.Check.AtMost(request.Present, "present", 50).Throw();
            return new CaseCommand.CloseMeeting(scope.Seat, scope.Now, scope.Thing, request.Present ?? []);
        }, IsProposal);
    }

    private static bool IsProposal(CaseState state, Guid id) => state.ProposalOf(id) is not null;

    internal sealed record Vote([property: System.Text.Json.Serialization.JsonPropertyName("vote")] string? Cast);

    internal sealed record Objection(string? Kind);

    internal sealed record Ending(IReadOnlyList<Guid>? Present);
}
