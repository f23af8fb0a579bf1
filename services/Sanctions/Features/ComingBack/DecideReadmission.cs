using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Features.ReleasingSanctions;

namespace Coc.Sanctions.Features.ComingBack;

/// <summary>
/// <c>POST /api/sanctions/{id}/readmission-requests/{request}/decide</c> <c>{outcome: return·returnInSteps·notYet, steps?: [{from, giveBack?[], conditions?[]}], askAgainFrom?, reasons}</c> (R52, P14): two seats answer
/// alike, in the words of the first. <c>…/stop</c> <c>{reason}</c>: two seats stop the steps that have not come yet. 202 after the first, 200 after the second. A request the measure does not have is 404.
/// </summary>
internal static class DecideReadmission
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var request = routes.MapGroup("/api/sanctions/{id:guid}/readmission-requests/{request:guid}").For(CallerKind.Seat);
        request.MapPost("decide", DecideAsync);
        request.MapPost("stop", StopAsync);
    }

    private static async Task<IResult> DecideAsync(
        Guid id, Guid request, HttpContext context, SanctionDoor door, CommandRunner runner, ReturnExecutor comingBack, PanelViews views, Streams streams, AffectedWishes wishes)
    {
        var (key, seat) = await OpenAsync(context, door, streams, id, request);
        var answer = await context.ReadAsync<AnswerRequest>();
        var sanction = (await streams.SanctionAsync(key, context.RequestAborted)).State;
        var steps = answer.Read(await comingBack.SpacesAsync(sanction, context.RequestAborted), sanction.Imposed!.Scope is { All: true, Spaces.Count: 0 }, runner.Now);
        var notBefore = answer.Outcome == ReadmissionAnswer.NotYet ? null : await wishes.NotBeforeAsync(sanction, runner.Now, context.RequestAborted);
        return await runner.RunAsync(context, seat, async cancellationToken =>
        {
            await door.MatchAsync(context, key, cancellationToken);
            var changes = new Changes();
            var command = new SanctionCommand.AnswerReadmission(seat.Id, request, answer.Outcome!, steps, answer.AskAgainFrom?.ToUniversalTime(), answer.Reasons!, runner.Now, notBefore, [], []);
            return await AttemptAsync(changes, await comingBack.AnswerAsync(changes, key, command, cancellationToken), s => s.WayBack.Request(request)!.Answer is not null, views, cancellationToken);
        });
    }

    private static async Task<IResult> StopAsync(
        Guid id, Guid request, HttpContext context, SanctionDoor door, CommandRunner runner, ReturnExecutor comingBack, PanelViews views, Streams streams)
    {
        var (key, seat) = await OpenAsync(context, door, streams, id, request);
        var stop = await context.ReadAsync<StopRequest>();
        new Check().Text(stop.Reason, "reason", 10_000).Throw();
        return await runner.RunAsync(context, seat, async cancellationToken =>
        {
            await door.MatchAsync(context, key, cancellationToken);
            var changes = new Changes();
            var sanction = await comingBack.StopAsync(changes, key, new SanctionCommand.StopReturn(seat.Id, request, stop.Reason!, runner.Now), cancellationToken);
            return await AttemptAsync(changes, sanction, s => s.WayBack.Request(request)!.StoppedAt is not null, views, cancellationToken);
        });
    }

    private static async Task<(StreamKey Key, TicketSeat Seat)> OpenAsync(HttpContext context, SanctionDoor door, Streams streams, Guid id, Guid request)
    {
        var (key, seat) = await door.OpenAsync(context, id);
        return (await streams.SanctionAsync(key, context.RequestAborted)).State.WayBack.Request(request) is null ? throw new ProblemException(Problems.NotFound) : (key, seat);
    }

    private static async Task<Attempt> AttemptAsync(Changes changes, Loaded<SanctionState> sanction, Func<SanctionState, bool> done, PanelViews views, CancellationToken cancellationToken)
    {
        var view = await views.AfterAsync(sanction, cancellationToken);
        return new Attempt(changes, () => Answer.Of(done(sanction.State) ? 200 : 202, view), sanction.Incident);
    }

    /// <param name="Reason">for the person</param>
    private sealed record StopRequest(string? Reason);
}
