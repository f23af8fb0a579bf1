using Coc.Cases.Domain;

namespace Coc.Cases.Features.ScreeningConflicts;

/// <summary><c>POST /api/cases/{id}/conflict-statements</c> (raise one's own) and <c>/conflict-confirmations</c> (the majority's word on a soft one; R27, R30).</summary>
internal static class StatingConflicts
{
    public static void MapStatingConflicts(this IEndpointRouteBuilder cases)
    {
        cases.MapCommand<Statement>("conflict-statements", (request, scope) =>
        {
            request.Check();
            return request.Command(scope.Seat, scope.Now);
        });
        cases.MapCommand<Confirmation>("conflict-confirmations", (request, scope) =>
        {
            scope.Check
                .That(request.Seat is not null && scope.State.SeatOf(request.Seat.Value) is not null, "seat", "must be a seat of the panel")
                .That(request.Agree is not null, "agree", "must be true or false")
                .That(request.RaiseTo is null or "soft" or "hard", "raiseTo", "must be one of soft, hard")
                .That(request.Permitted?.All(Permits.Codes.Contains) != false, "permitted", $"must be some of {string.Join(", ", Permits.Codes)}")
                .Throw();
            Conflict? raiseTo = request.RaiseTo switch { "soft" => Conflict.Soft, "hard" => Conflict.Hard, _ => null };
            return new CaseCommand.JudgeConflict(scope.Seat, scope.Now, request.Seat!.Value, request.Agree!.Value, raiseTo, request.Permitted ?? []);
        });
    }

    internal sealed record Confirmation(Guid? Seat, bool? Agree, string? RaiseTo, IReadOnlyList<string>? Permitted);
}
