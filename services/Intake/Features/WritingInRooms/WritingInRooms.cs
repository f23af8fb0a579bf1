using System.Diagnostics;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.Filing;
using Coc.Intake.Features.KeepingRooms;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Intake.Features.WritingInRooms;

/// <summary>What the accused person sends: <c>POST /api/room/…</c>. Each answers 201 with the entry's id.</summary>
internal static class WritingInRooms
{
    public static void MapWritingInRooms(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/room").For(CallerKind.Room);
        Map<Answering>(group, "responses", Response);
        Map<MoreTime>(group, "more-time", Time);
        Map<Correcting>(group, "corrections", Correction);
        Map<Objecting>(group, "objections", Objection);
        Map<Complaining>(group, "complaints", Complaint);
        Map<Mediating.MediationAnswer>(group, "mediation", Mediation);
        Map<Apologising>(group, "apologies", Apology);
        Map<AskingForData.DataRequest>(group, "data-requests", Data);
    }

    private static RoomEvent Response(Answering request, Written at)
    {
        new Check().Text(request.Text, "text", RoomLimits.Answer).Throw();
        at.RequireOpen();
        return new RoomEvent.PersonWrote(at.Entry, "response", null, Sensitive.Of(request.Text!, RoomEvent.Owner));
    }

    private static RoomEvent Time(MoreTime request, Written at)
    {
        new Check().Optional(request.Text, "text", FilingLimits.LongText).Throw();
        at.RequireOpen();
        return new RoomEvent.PersonWrote(at.Entry, "moreTime", null, Sensitive.OfOptional(string.IsNullOrWhiteSpace(request.Text) ? null : request.Text, RoomEvent.Owner));
    }

    private static RoomEvent Correction(Correcting request, Written at)
    {
        new Check()
            .That(request.Hearing is { } named && at.Room.Items.Any(i => i.Kind == "hearing" && i.Id == named), "hearing", "is no hearing shown here")
            .That(request.Agree is true || !string.IsNullOrWhiteSpace(request.Text), "text", "must not be empty, unless it is right as it stands")
            .That(request.Agree is not true || string.IsNullOrWhiteSpace(request.Text), "text", "must be empty where it is right as it stands")
            .Optional(request.Text, "text", RoomLimits.Answer)
            .Throw();
        Written.Refuse(RoomRules.RefusedCorrection(at.Room, request.Hearing!.Value, at.Now));
        return request.Agree is true
            ? new RoomEvent.PersonWrote(at.Entry, "confirmation", request.Hearing, null)
            : new RoomEvent.PersonWrote(at.Entry, "correction", request.Hearing, Sensitive.Of(request.Text!, RoomEvent.Owner));
    }

    // Whether the seat is on the panel is not said here: whoever it is, the answer is the same.
    private static RoomEvent Objection(Objecting request, Written at)
    {
        new Check().That(request.Seat is { } seat && seat != Guid.Empty, "seat", "must be a seat").Text(request.Text, "text", FilingLimits.LongText).Throw();
        at.RequireOpen();
        return new RoomEvent.PersonObjected(at.Entry, request.Seat!.Value, Sensitive.Of(request.Text!, RoomEvent.Owner));
    }

    private static RoomEvent Complaint(Complaining request, Written at)
    {
        new Check().OneOf(request.Ground, "ground", FollowUp.Grounds).Text(request.Text, "text", FilingLimits.LongText).Throw();
        Features.Complaining.Complaining.RequireRoom(at.Room.Complaints);
        return new RoomEvent.PersonComplained(at.Entry, request.Ground!, Sensitive.Of(request.Text!, RoomEvent.Owner), Ids.V5(at.Entry, "followUp"));
    }

    // Consent is given here and taken back here, and nowhere else (P6).
    private static RoomEvent Mediation(Mediating.MediationAnswer request, Written at)
    {
        var meant = Mediations.Meant(at.Room.Mediations, request.Mediation);
        new Check().OneOf(request.Answer, "answer", Mediations.Answers).That(meant is not null, "mediation", "must be one that is shown here").Throw();
        Written.Refuse(Mediations.Refused(meant!, at.Now));
        return new RoomEvent.PersonAnsweredMediation(at.Entry, meant!.Id, request.Answer!);
    }

    // Asked for by nobody but oneself: that there is room for it is no question (P12).
    private static RoomEvent Apology(Apologising request, Written at)
    {
        new Check()
            .Text(request.Text, "text", RoomLimits.Answer)
            .That(request.Apology is null || at.Room.Items.Any(i => i.Kind == Apologies.Entry && i.Id == request.Apology), "apology", "is none that is shown here")
            .That(request.Apology is not null || at.Room.Items.Count(Apologies.IsOpen) <= 1, "apology", "must be named, because there is room for more than one")
            .Throw();
        at.RequireOpen();
        var meant = Apologies.Meant(at.Room, request.Apology);
        Written.Refuse(Apologies.Refused(meant, at.Room));
        return new RoomEvent.PersonWrote(at.Entry, Apologies.Entry, meant!.Id, Sensitive.Of(request.Text!, RoomEvent.Owner));
    }

    // Also when all is finished: what is kept is kept.
    private static RoomEvent Data(AskingForData.DataRequest request, Written at)
    {
        var (kind, text) = AskingForData.AskingForData.Read(request, at.Room.DataRequests);
        return new RoomEvent.PersonAskedForData(at.Entry, kind, Sensitive.OfOptional(text, RoomEvent.Owner));
    }

    private static void Map<TRequest>(RouteGroupBuilder group, string path, Func<TRequest, Written, RoomEvent> decide) => group
        .MapPost(path, (HttpContext context, Rooms rooms, Idempotency idempotency, IEventStore store, DomainClock clock) => WriteAsync(context, rooms, idempotency, store, clock, decide))
        .Produces<RoomWritten>(201);

    private static async Task<IResult> WriteAsync<TRequest>(
        HttpContext context, Rooms rooms, Idempotency idempotency, IEventStore store, DomainClock clock, Func<TRequest, Written, RoomEvent> decide)
    {
        var room = await rooms.OfCodeAsync(context);
        await RequestBody.BytesAsync(context);
        context.Response.Headers.CacheControl = "no-store";
        return await idempotency.RunAsync(context, async (key, cancellationToken) =>
        {
            var at = new Written(room, Ids.New(), clock.GetUtcNow());
            var request = await context.ReadAsync<TRequest>();
            var written = decide(request, at);
            ETags.RequireMatch(context, room.Version);
            var answer = Answer.Of(201, new RoomWritten(at.Entry, at.Now));
            await store.AppendAsync(
                new Append(
                    [new StreamAppend(Reports.Key(room.Id), Rooms.StreamType, StreamAppend.ExpectAny, [new NewEvent(at.Entry, written)])],
                    new EventContext(at.Now, Ids.New(), Actor: $"room:{room.Person}", TraceParent: Activity.Current?.Id))
                {
                    Statements = key.Keep(answer),
                },
                cancellationToken);
            return answer;
        });
    }
}

/// <summary>How much may be written where, in characters.</summary>
internal static class RoomLimits
{
    public const int Answer = 50_000;
}

/// <summary>Where and when something is written.</summary>
internal sealed record Written(RoomState Room, Guid Entry, DateTimeOffset Now)
{
    public void RequireOpen() => Refuse(RoomRules.Refused(Room));

    /// <exception cref="ProblemException">409</exception>
    public static void Refuse(RoomRefusal? refusal)
    {
        if (refusal is not null)
        {
            throw new ProblemException(Problems.Refused(refusal.Code, refusal.Rule, refusal.Detail));
        }
    }
}

internal sealed record Answering(string? Text);

internal sealed record MoreTime(string? Text);

/// <param name="Agree">true: it is right as it stands</param>
internal sealed record Correcting(Guid? Hearing, bool? Agree, string? Text);

internal sealed record Objecting(Guid? Seat, string? Text);

internal sealed record Complaining(string? Ground, string? Text);

/// <param name="Apology">which, where there is room for more than one</param>
internal sealed record Apologising(Guid? Apology, string? Text);

internal sealed record RoomWritten(Guid Id, DateTimeOffset At);
