using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Sanctions.Features.ReadingSanctions;
using Coc.Sanctions.Features.ReleasingSanctions;

namespace Coc.Sanctions.Features.LiftingSanctions;

/// <summary>Two seats lift it; every copy and every order follows at once. Where somebody it happened to wished to be told ahead, it is lifted seven days later (<c>liftFrom</c>, P14). 202 after the first, 200 after the second.</summary>
internal static class LiftSanction
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/sanctions/{id:guid}/lift", HandleAsync).For(CallerKind.Seat);

    private static async Task<IResult> HandleAsync(Guid id, HttpContext context, SanctionDoor door, CommandRunner runner, SanctionExecutor sanctions, SanctionViews views, Streams streams, AffectedWishes wishes)
    {
        var (key, seat) = await door.OpenAsync(context, id);
        var notBefore = await wishes.NotBeforeAsync((await streams.SanctionAsync(key, context.RequestAborted)).State, runner.Now, context.RequestAborted);
        return await runner.RunAsync(context, seat, async cancellationToken =>
        {
            await door.MatchAsync(context, key, cancellationToken);
            var changes = new Changes();
            var sanction = await sanctions.AskLiftAsync(changes, key, seat.Id, notBefore, runner.Now, cancellationToken);
            var view = (await views.OfAsync([sanction], key.Tenant, cancellationToken))[0];
            return new Attempt(changes, () => Answer.Of(sanction.State.Over || sanction.State.LiftFrom is not null ? 200 : 202, view), sanction.Incident);
        });
    }
}
