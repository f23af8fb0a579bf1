using Coc.Cases.Domain;
using Coc.Platform;

namespace Coc.Cases.Features.TakingInterimMeasures;

/// <summary><c>POST /api/cases/{id}/interim-measures</c> and its review (R37, P9).</summary>
internal static class TakingInterimMeasures
{
    private static readonly string[] Kinds =
        ["mute", "removeContent", "removeAccount", "escortOut", "noContact", "temporaryLimit", "suspension", "roleRemoval", "eventBan", "contentRemoval"];

    public static void MapTakingInterimMeasures(this IEndpointRouteBuilder cases)
    {
        cases.MapCommand<Request>("interim-measures", (request, scope) =>
        {
            scope.Check
                .OneOf(request.Kind, "kind", Kinds)
                .Spaces(request.Spaces, "spaces")
                .Future(request.Until, scope.Now, "until")
                .Text(request.Reason, "reason", TextLimits.Reason);
            Guid? person = request.Person is null && scope.State.Subjects.All(s => s.Mistaken) ? null : scope.PersonOf(request.Person, "person");
            scope.Check.Throw();
            return new CaseCommand.TakeInterimMeasure(
                scope.Seat, scope.Now, Ids.New(), person, request.Kind!, request.Spaces ?? [], request.Until!.Value.ToUniversalTime(), request.Reason!);
        });
        cases.MapCommand<Review>("interim-measures/{thing}/review", (request, scope) =>
        {
            scope.Check
                .OneOf(request.Verdict, "verdict", "confirm", "narrow", "reverse")
                .That(request.Until is null || request.Until > scope.Now, "until", "must be in the future")
                .WithinReach(request.Until, scope.Now, "until")
                .Throw();
            return new CaseCommand.ReviewInterimMeasure(scope.Seat, scope.Now, scope.Thing, request.Verdict!, request.Until?.ToUniversalTime());
        }, (state, id) => state.Interim.Any(m => m.Id == id));
    }

    internal sealed record Request(Guid? Person, string? Kind, IReadOnlyList<string>? Spaces, DateTimeOffset? Until, string? Reason);

    internal sealed record Review(string? Verdict, DateTimeOffset? Until);
}
