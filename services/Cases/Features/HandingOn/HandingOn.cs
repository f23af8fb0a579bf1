using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using Coc.Platform;
using Coc.Platform.Security;

namespace Coc.Cases.Features.HandingOn;

/// <summary>
/// <c>POST /api/cases/{id}/hand-on</c> <c>{text}</c> (R11): what is open here, for the next one on duty who takes part; a note of the panel. <c>…/hand-on/take</c> <c>{}</c>: they have it. 409 <c>noTurns</c>,
/// <c>notYours</c>, <c>nobodyNext</c>, <c>nothingHandedOn</c>.
/// </summary>
internal static class HandingOn
{
    public static void MapHandingOn(this IEndpointRouteBuilder cases)
    {
        cases.MapCommand<Request>(Domain.HandingOn.Command, async (request, scope) =>
        {
            scope.Check.Text(request.Text, "text", TextLimits.Note).Throw();
            var channel = scope.Context.RequestServices.GetRequiredService<ServiceChannel>();
            var duty = await channel.GetAsync<BodyDuty>("liaison", $"/internal/bodies/{scope.State.Body}/duty", $"seat:{scope.Seat}", scope.Context.RequestAborted);
            return new CaseCommand.HandOn(scope.Seat, scope.Now, Ids.New(), request.Text!, duty?.Turns ?? []);
        });
        cases.MapCommand<Nothing>(Domain.HandingOn.Taking, (_, scope) => new CaseCommand.TakeOn(scope.Seat, scope.Now));
    }

    internal sealed record Request(string? Text);
}
