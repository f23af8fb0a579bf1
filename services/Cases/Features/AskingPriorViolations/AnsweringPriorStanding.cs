using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Cases.Features.AskingPriorViolations;

/// <summary><c>POST /internal/cases/{id}/prior-standing</c> (Sanctions asks): does this person stand in this case, for one of these seats, and is the finding voted (P13)?</summary>
internal static class AnsweringPriorStanding
{
    public static void MapAnsweringPriorStanding(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/internal/cases/{id:guid}/prior-standing", async (Guid id, HttpContext context, CaseFinder finder, DomainClock clock) =>
        {
            context.OnlyFor("sanctions");
            var question = await context.ReadAsync<PriorStandingQuestion>();
            List<TicketSeat> seats = [.. question.Seats.Select(s => new TicketSeat(s.Seat, s.Body, s.Role, false))];
            foreach (var key in await finder.ByIdAsync(id, context.RequestAborted))
            {
                var state = await finder.LoadAsync(key, context.RequestAborted);
                if (!state.HasGone && state.Joint is not { InformedOnly: true } && CaseWall.Exists(state, seats) is { MayDecide: true } seat && state.SubjectOf(question.Person) is { Mistaken: false } subject)
                {
                    return TypedResults.Ok(new PriorStanding(
                        state.Body, seat.Seat, state.Incident, subject.Identification == Identification.Confirmed, state.Decision?.Findings.Any(f => f.Person == subject.Person) == true,
                        await WarningsAsync(finder, state.Id, subject.Person, clock.GetUtcNow(), context.RequestAborted)));
                }
            }

            throw new ProblemException(Problems.NotFound);
        }).For(CallerKind.Service).ExcludeFromDescription();

    // Of every body: what lives in a case alone is told by it alone.
    private static async Task<IReadOnlyList<PriorWarning>> WarningsAsync(CaseFinder finder, Guid butIn, Guid person, DateTimeOffset now, CancellationToken cancellationToken) =>
    [
        .. from found in await finder.OfBodiesAsync("person", null, [person], cancellationToken)
           where found.State.Id != butIn
           from warning in QuietWarnings.Of(found.State)
           where warning.Person == person && warning.Until > now
           select new PriorWarning(found.State.Body, found.State.Id, warning.Category),
    ];
}
