using System.Diagnostics;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.Filing;
using Coc.Intake.Features.KeepingRooms;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Intake.Features.Appealing;

/// <summary>
/// <c>POST /api/room/appeals</c> and <c>POST /api/receipt/appeals</c> <c>{text, grounds?[]}</c> (P15): 201 with the entry's id. 409 <c>notDecided</c>, <c>appealWindowOver</c>, <c>appealPending</c>. What was
/// written goes to the panel that decides the appeal, never to the first one.
/// </summary>
internal static class Appealing
{
    private static readonly string[] Grounds = ["noJurisdiction", "conflictedDeciders", "unfairEvaluation", "rulesBroken", "tooHarsh", "tooLittle"];

    public static void MapAppealing(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/room/appeals", async (HttpContext context, Rooms rooms, AppealDesk desk) =>
            await desk.TakeAsync(context, async () => Appellant.Of(await rooms.OfCodeAsync(context)))).For(CallerKind.Room).Produces<AppealTaken>(201).WithName("appealFromRoom");
        routes.MapPost("/api/receipt/appeals", async (HttpContext context, Reports reports, AppealDesk desk) =>
            await desk.TakeAsync(context, async () => Appellant.Of(await reports.OfReceiptAsync(context)))).For(CallerKind.Receipt).Produces<AppealTaken>(201).WithName("appealFromReceipt");
        routes.MapGet("/internal/rooms/{room:guid}/appeals/{entry:guid}", async (HttpContext context, Guid room, Guid entry, Rooms rooms) =>
            Give(context, (await rooms.FindAsync(room, context.RequestAborted))?.Appeals, entry)).For(CallerKind.Service).ExcludeFromDescription();
        routes.MapGet("/internal/reports/{report:guid}/appeals/{entry:guid}", async (HttpContext context, Guid report, Guid entry, Reports reports) =>
            Give(context, (await reports.FindAsync(report, context.RequestAborted))?.Appeals, entry)).For(CallerKind.Service).ExcludeFromDescription();
    }

    /// <exception cref="ProblemException">400</exception>
    public static void Require(AppealRequest request) => new Check()
        .Text(request.Text, "text", FilingLimits.Description)
        .That(request.Grounds is null || request.Grounds.Count <= Grounds.Length, "grounds", $"must have at most {Grounds.Length} entries")
        .That(request.Grounds is null || request.Grounds.All(g => g is not null && Grounds.Contains(g)), "grounds", $"must be of {string.Join(", ", Grounds)}")
        .Throw();

    private static IResult Give(HttpContext context, IReadOnlyList<WrittenAppeal>? appeals, Guid entry)
    {
        context.OnlyFor("cases");
        var found = appeals?.FirstOrDefault(a => a.Id == entry) ?? throw new ProblemException(Problems.NotFound);
        return Results.Json(new AppealText(found.Id, found.Grounds, found.Text), Json.Options);
    }
}

/// <summary>Takes appeals, when the case says that there is something to appeal.</summary>
internal sealed class AppealDesk(Idempotency idempotency, ServiceChannel channel, IEventStore store, DomainClock clock)
{
    private const int Attempts = 5;

    // One name for all: a ticket is fetched every few seconds, not for every appeal.
    private static readonly string Acting = $"system:{Ids.V5(Guid.Empty, "intake:appeals")}";

    public async Task<IResult> TakeAsync(HttpContext context, Func<Task<Appellant>> find)
    {
        var appellant = await find();
        await RequestBody.BytesAsync(context);
        context.Response.Headers.CacheControl = "no-store";
        return await idempotency.RunAsync(context, async (key, cancellationToken) =>
        {
            var request = await context.ReadAsync<AppealRequest>();
            Appealing.Require(request);
            ETags.RequireMatch(context, appellant.Version);
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await AppendAsync(request, appellant, key, cancellationToken);
                }
                catch (StreamConflictException) when (attempt < Attempts)
                {
                    appellant = await find(); // something was written to who appeals, or they asked twice
                }
            }
        });
    }

    private async Task<Answer> AppendAsync(AppealRequest request, Appellant appellant, IdempotencyKey key, CancellationToken cancellationToken)
    {
        var (entry, at) = (Ids.New(), clock.GetUtcNow());
        if (Refused(appellant, await StandingAsync(appellant.Standing, cancellationToken), at) is { } refusal)
        {
            throw new ProblemException(refusal);
        }

        var answer = Answer.Of(201, new AppealTaken(entry, at));
        await store.AppendAsync(
            new Append(
                // This version: two at once are one.
                [new StreamAppend(appellant.Stream, appellant.StreamType, appellant.Version, [new NewEvent(entry, appellant.Appealed(entry, [.. (request.Grounds ?? []).OfType<string>().Distinct()], request.Text!))])],
                new EventContext(at, Ids.New(), Actor: appellant.Actor, Incident: appellant.Incident, TraceParent: Activity.Current?.Id))
            {
                Statements = key.Keep(answer),
            },
            cancellationToken);
        return answer;
    }

    /// <summary>What the case says.</summary>
    /// <param name="path">of-report/{id}, of-room/{id}</param>
    public async Task<AppealStanding> StandingAsync(string path, CancellationToken cancellationToken) =>
        await channel.GetAsync<AppealStanding>("cases", $"/internal/appeals/{path}", Acting, cancellationToken) ?? throw new ProblemException(Problems.Unavailable);

    private static Problem? Refused(Appellant appellant, AppealStanding standing, DateTimeOffset now) =>
        standing.Until is not { } until ? Problems.Refused("notDecided", "P15", "There is no decision you were told of yet.")
        : appellant.HasAppealed || standing.Pending ? Problems.Refused("appealPending", "P15", "You have appealed; another panel looks at it, or did.")
        : until < now ? Problems.Refused("appealWindowOver", "P15", $"This could be appealed until {until:yyyy-MM-ddTHH:mm:ssZ}.")
        : null;
}

/// <summary>Who appeals.</summary>
/// <param name="HasAppealed">the decision at hand; an earlier one, that was decided anew, does not count</param>
/// <param name="Standing">where the case is asked</param>
internal sealed record Appellant(
    StreamKey Stream, string StreamType, long Version, string Actor, Guid? Incident, string Standing, bool HasAppealed, Func<Guid, IReadOnlyList<string>, string, object> Appealed)
{
    public static Appellant Of(RoomState room) => new(
        Reports.Key(room.Id), Rooms.StreamType, room.Version, $"room:{room.Person}", null, $"of-room/{room.Id}", room.HasAppealed,
        (entry, grounds, text) => new RoomEvent.PersonAppealed(entry, grounds, Sensitive.Of(text, RoomEvent.Owner)));

    public static Appellant Of(ReportState report) => new(
        Reports.Key(report.Id), Reports.StreamType, report.Version, $"receipt:{report.Id}", report.Filed.Incident, $"of-report/{report.Id}", report.HasAppealed,
        (entry, grounds, text) => new ReportEvent.ReporterAppealed(entry, grounds, Sensitive.Of(text, Owners.Reporter(report.Id))));
}

internal sealed record AppealRequest(string? Text, IReadOnlyList<string?>? Grounds);

internal sealed record AppealTaken(Guid Id, DateTimeOffset At);
