using System.Diagnostics;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.KeepingRooms;
using Coc.Intake.Features.WritingInRooms;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Intake.Features.AskingBack;

/// <summary>
/// <c>POST /api/room/readmission-requests</c> <c>{statement, measure?}</c> (R52, P14): the person asks to come back from a measure that does not end by itself; 201 with the entry's id. <c>measure</c> is named where there is more
/// than one. 409 with what can be done instead: <c>requestOpen</c>, <c>tooEarly</c>, <c>returningInSteps</c>, <c>endsByItself</c>, <c>notInForce</c>, <c>ended</c>.
/// </summary>
internal static class AskingBack
{
    private const int Attempts = 5;

    public static void MapAskingBack(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/room/readmission-requests", HandleAsync).For(CallerKind.Room).Produces<RoomWritten>(201).WithName("askToComeBack");

    private static async Task<IResult> HandleAsync(HttpContext context, Rooms rooms, WaysBack waysBack, Idempotency idempotency, IEventStore store, DomainClock clock)
    {
        var room = await rooms.OfCodeAsync(context);
        await RequestBody.BytesAsync(context);
        context.Response.Headers.CacheControl = "no-store";
        return await idempotency.RunAsync(context, async (key, cancellationToken) =>
        {
            var request = await context.ReadAsync<AskToComeBack>();
            for (var attempt = 1; ; attempt++)
            {
                ETags.RequireMatch(context, room.Version);
                Require(request, room);
                var (entry, at, measure) = (Ids.New(), clock.GetUtcNow(), Readmissions.Meant(room, request.Measure)!.Value);
                await RefuseAsync(room, measure, waysBack, cancellationToken);
                var answer = Answer.Of(201, new RoomWritten(entry, at));
                try
                {
                    await store.AppendAsync(
                        new Append(
                            // This version: two at once are one.
                            [new StreamAppend(Reports.Key(room.Id), Rooms.StreamType, room.Version, [new NewEvent(entry, new RoomEvent.PersonAskedBack(entry, measure, Sensitive.Of(request.Statement!, RoomEvent.Owner)))])],
                            new EventContext(at, Ids.New(), Actor: $"room:{room.Person}", TraceParent: Activity.Current?.Id))
                        {
                            Statements = key.Keep(answer),
                        },
                        cancellationToken);
                    return answer;
                }
                catch (StreamConflictException) when (attempt < Attempts)
                {
                    room = await rooms.OfCodeAsync(context); // something was put into the room or taken out of it, or they asked twice
                }
            }
        });
    }

    private static void Require(AskToComeBack request, RoomState room)
    {
        var known = Readmissions.Measures(room);
        new Check()
            .Text(request.Statement, "statement", RoomLimits.Answer)
            .That(request.Measure is null || room.Items.Any(i => i.Kind == "measure" && i.Id == request.Measure), "measure", "is none that is shown here")
            .That(request.Measure is not null || known.Count <= 1, "measure", "must be named, because there is more than one you can ask about")
            .Throw();
        if (Readmissions.Meant(room, request.Measure) is null)
        {
            throw new ProblemException(Problems.Refused("nothingToAsk", "R52", "There is nothing here that you would have to ask to come back from: what is shown ends by itself, or is not decided. If you do not agree with a decision, you can appeal."));
        }
    }

    private static async Task RefuseAsync(RoomState room, Guid measure, WaysBack waysBack, CancellationToken cancellationToken)
    {
        var way = (await waysBack.OfAsync([measure], cancellationToken)).SingleOrDefault() ?? throw new ProblemException(Problems.Unavailable); // decided a moment ago
        if (!way.MayAsk)
        {
            throw new ProblemException(Problems.Refused(way.Because ?? "notInForce", way.Because == "tooEarly" ? "P14" : "R52", way.Detail ?? ""));
        }

        if (Readmissions.IsOnItsWay(room, measure, [.. way.Requests.Select(r => r.Id)]))
        {
            throw new ProblemException(Problems.Refused("requestOpen", "R52", "You have asked already. The day by which you are answered will be shown here in a moment."));
        }
    }
}

/// <param name="Measure">which, where there is more than one</param>
internal sealed record AskToComeBack(string? Statement, Guid? Measure);
