using Coc.Cases.Domain;

namespace Coc.Cases.Features.Monitoring;

/// <summary>
/// <c>POST /api/cases/{id}/monitoring/{look}</c> <c>{outcome: kept·breached·notSeen, note?}</c> (R53): whether what was decided is kept, after a week, two weeks, a month and three. 409 before it is due.
/// </summary>
internal static class TakingLooks
{
    public static void MapTakingLooks(this IEndpointRouteBuilder cases) => cases.MapCommand<Request>($"{Domain.Monitoring.Command}/{{thing}}", (request, scope) =>
    {
        scope.Check.OneOf(request.Outcome, "outcome", Domain.Monitoring.Outcomes).Optional(request.Note, "note", TextLimits.Note).Throw();
        return new CaseCommand.TakeLook(scope.Seat, scope.Now, scope.Thing, request.Outcome!, request.Note);
    }, (state, id) => Domain.Monitoring.Looks(state, DateTimeOffset.MinValue).Any(l => l.Id == id));

    internal sealed record Request(string? Outcome, string? Note);
}
