using System.Text.Json;
using System.Text.Json.Serialization;

namespace Coc.Portal.Features.EnteringRooms;

/// <summary>What <c>GET /api/room</c> answers, as far as it is shown.</summary>
/// <param name="State">told, yourTurn, lookingInto, decided, finished</param>
public sealed record RoomView(string State)
{
    public string? Body { get; init; }

    public IReadOnlyList<RoomSeat> Deciders { get; init; } = [];

    public DateTimeOffset? AnswerBy { get; init; }

    public DateTimeOffset? AppealBy { get; init; }

    public IReadOnlyList<RoomMessage> Messages { get; init; } = [];

    public IReadOnlyList<RoomMeasure> Temporary { get; init; } = [];

    public IReadOnlyList<RoomHearing> Hearings { get; init; } = [];

    public RoomDecision? Decision { get; init; }

    public IReadOnlyList<RoomStep> Agreement { get; init; } = [];

    public IReadOnlyList<RoomAnswer> Answers { get; init; } = [];

    public IReadOnlyList<RoomComplaint> Complaints { get; init; } = [];

    public IReadOnlyList<RoomAppeal> Appeals { get; init; } = [];

    public IReadOnlyList<RoomMediation> Mediations { get; init; } = [];

    public IReadOnlyList<RoomApology> Apologies { get; init; } = [];

    public IReadOnlyList<RoomDataRequest> DataRequests { get; init; } = [];

    public IReadOnlyList<RoomFile> Evidence { get; init; } = [];

    /// <summary>Null: it cannot be told right now.</summary>
    public IReadOnlyList<WayBack>? WaysBack { get; init; }

    /// <summary>Nobody reads answers any more.</summary>
    public bool IsFinished => State == "finished";

    /// <summary>Whom the person can say something about: who decides, and who works for them from outside.</summary>
    public IReadOnlyList<RoomSeat> Seats => [.. Deciders, .. Messages.Where(m => m.Kind == RoomMessage.Outside && Deciders.All(d => d.Seat != m.Id)).Select(m => new RoomSeat(m.Id, null) { WorksFrom = m.At })];

    /// <summary>The decision that stands was appealed already.</summary>
    public bool HasAppealed => Appeals.Any(a => Decision is null || a.At >= Decision.At);

    public bool MayAppeal => AppealBy is not null && !HasAppealed;

    /// <summary>Everything that is limited for this person, decided or for the time being.</summary>
    public IEnumerable<RoomMeasure> Measures => [.. Temporary, .. Decision?.Measures ?? []];
}

/// <param name="Name">null where it is not shown</param>
public sealed record RoomSeat(Guid Seat, string? Name)
{
    /// <summary>Of somebody from outside: since when they work for those who decide.</summary>
    [JsonIgnore]
    public DateTimeOffset? WorksFrom { get; init; }
}

/// <param name="Id">of outside: the seat of who works for the panel</param>
/// <param name="Kind">notice, message, outside</param>
/// <param name="Text">null where nothing was written, or erased</param>
public sealed record RoomMessage(Guid Id, string Kind, DateTimeOffset At, string? Text)
{
    public const string Outside = "outside";
}

/// <param name="Bodies">slugs, or <c>all</c></param>
/// <param name="Spaces">empty: every space of the bodies</param>
public sealed record RoomMeasure(Guid Id, string? Type, string? State, JsonElement? Bodies, IReadOnlyList<string>? Spaces, DateTimeOffset? From, DateTimeOffset? Until, bool Permanent, string? Readmission, JsonElement? Conditions)
{
    public bool IsEverywhere => Bodies is { ValueKind: JsonValueKind.String };

    public IReadOnlyList<string> Slugs => Bodies is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Where(b => b.ValueKind == JsonValueKind.String).Select(b => b.GetString()!)] : [];

    /// <summary>What is asked of the person, in the order decided: a kind, and words where there are any.</summary>
    public IReadOnlyList<(string Type, string? Text)> Asked => Conditions is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(One)] : [];

    private static (string Type, string? Text) One(JsonElement condition) => condition.ValueKind switch
    {
        JsonValueKind.String => (condition.GetString()!, null),
        JsonValueKind.Object => (Word(condition, "type") ?? "other", Word(condition, "text")),
        _ => ("other", null),
    };

    private static string? Word(JsonElement condition, string name) => condition.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <param name="State">open, confirmed, corrected</param>
public sealed record RoomHearing(Guid Id, DateTimeOffset At, string? Text, DateTimeOffset? CorrectBy, string? State);

/// <param name="Appeal">uphold, change, overturn, where it decides an appeal</param>
public sealed record RoomDecision(
    Guid Id, DateTimeOffset At, string? Finding, string? Category, string? Text, string? Appeal, IReadOnlyList<RoomMeasure>? Measures, IReadOnlyList<RoomWarning>? Warnings);

/// <param name="Type">warning, advice</param>
/// <param name="State">stands, withdrawn</param>
public sealed record RoomWarning(Guid Id, string? Type, string? State, DateTimeOffset? CountsAsPriorUntil);

/// <param name="State">open, done, missed, end</param>
public sealed record RoomStep(Guid Id, string? Text, DateTimeOffset? Due, string? State);

/// <param name="Kind">response, moreTime, confirmation, correction, objection, dataRequest, readmission, apology</param>
/// <param name="State">of an objection: open, upheld, dismissed</param>
public sealed record RoomAnswer(Guid Id, string Kind, DateTimeOffset At, Guid? About, string? Text, string? State);

/// <param name="Report">names it in what is written to those who read it</param>
public sealed record RoomComplaint(Guid Report, string? Ground, string? Text, DateTimeOffset At, string State, string? Body, DateTimeOffset? AcknowledgeDue, IReadOnlyList<ComplaintMessage>? Messages);

/// <param name="From">reporter: the person of this room; committee</param>
public sealed record ComplaintMessage(Guid Id, string From, DateTimeOffset At, string? Text);

/// <param name="Taken">those who decide it have it</param>
public sealed record RoomAppeal(Guid Id, DateTimeOffset At, IReadOnlyList<string>? Grounds, string? Text, bool Taken);

/// <param name="State">asked, takesPlace, agreement, ended</param>
/// <param name="Answer">yes, no, stop</param>
public sealed record RoomMediation(Guid Id, string State, DateTimeOffset? Until, string? Answer)
{
    public bool IsOpen => State is "asked" or "takesPlace";
}

/// <param name="State">open, written, returned, ended</param>
public sealed record RoomApology(Guid Id, string? State, string? Why, IReadOnlyList<string?>? Written)
{
    public bool IsOpen => State is "open" or "returned";
}

/// <param name="State">open, extended, granted, partly, refused</param>
public sealed record RoomDataRequest(Guid Id, string Kind, DateTimeOffset At, string? Text, string State, string? Ground, DateTimeOffset? Due, string? Answer);

/// <param name="Name">null, like size, when erased</param>
public sealed record RoomFile(Guid Id, DateTimeOffset At, string? Name, long? Size, string? Source);

/// <summary>How the person comes back from one measure.</summary>
/// <param name="Because">requestOpen, tooEarly, returningInSteps, endsByItself, notInForce, ended</param>
public sealed record WayBack(Guid Measure, bool MayAsk, DateTimeOffset? AskFrom, string? Because, IReadOnlyList<WayBackCondition>? Conditions, IReadOnlyList<WayBackRequest>? Requests);

/// <param name="Type">statement, training, noContact, step, other</param>
/// <param name="State">open, met</param>
public sealed record WayBackCondition(int Number, string Type, string State, DateTimeOffset? Since);

/// <param name="State">open, answered, notTaken</param>
/// <param name="Outcome">return, returnInSteps, notYet; of one not taken why</param>
public sealed record WayBackRequest(Guid Id, DateTimeOffset At, DateTimeOffset? Due, string State, string? Outcome, string? Reasons, DateTimeOffset? AskAgainFrom, IReadOnlyList<WayBackStep>? Steps);

/// <param name="GiveBack">spaces; null: all, and the measure is over</param>
/// <param name="State">planned, taken, stopped</param>
public sealed record WayBackStep(DateTimeOffset From, IReadOnlyList<string>? GiveBack, string State);
