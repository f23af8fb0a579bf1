using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using Coc.Platform;

namespace Coc.Cases.Features.HandingOn;

/// <summary>
/// <c>POST /api/cases/{id}/hand-on</c> <c>{text}</c> (R11): what is open here, for the next one on duty who takes part; a note of the panel. <c>…/hand-on/take</c> <c>{}</c>: they have it. 409 <c>noTurns</c>,
/// <c>notYours</c>, <c>nobodyNext</c>, <c>nothingHandedOn</c>.
/// </summary>
internal static class HandingOn
{
    public static void MapHandingOn(this IEndpointRouteBuilder cases)
    {
        cases.MapAskingCommand<Request, IReadOnlyList<WatchTurn>>(
            Domain.HandingOn.Command,
            async (request, scope) =>
            {
                scope.Check.Text(request.Text, "text", TextLimits.Note).Throw();
                return await scope.Context.RequestServices.GetRequiredService<TurnReading>().OfAsync(scope.State, scope.Seat, scope.Context.RequestAborted);
            },
            (_, _) => true, // the turns are the body's
            (request, scope, turns) => ValueTask.FromResult<CaseCommand>(new CaseCommand.HandOn(scope.Seat, scope.Now, Ids.New(), request.Text!, turns)));
        cases.MapCommand<Nothing>(Domain.HandingOn.Taking, (_, scope) => new CaseCommand.TakeOn(scope.Seat, scope.Now));
    }

    internal sealed record Request(string? Text);
}
