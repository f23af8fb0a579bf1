using System.Text.Json;
using Coc.Contracts.Channel;
using Coc.Intake.Domain;
using Coc.Intake.Features.KeepingEvidence;
using Coc.Intake.Features.ReadingReceipts;

namespace Coc.Intake.Features.ReadingRooms;

/// <summary>What the room shows: what the panel released to this person, and what the person sent.</summary>
/// <param name="State">told, yourTurn, lookingInto, decided, finished</param>
/// <param name="Body">the body that has the matter</param>
/// <param name="Deciders">who decides there; that some of them may stand aside is not said</param>
/// <param name="AnswerBy">until when the panel waits for the person's answer</param>
/// <param name="EvidenceNotice">to be shown before somebody chooses a file (P10)</param>
/// <param name="Agreement">steps of what was agreed, as far as it was agreed that the person sees them (P12)</param>
/// <param name="Complaints">about how the matter is handled, each with a thread of its own; those complained about do not read them (P21)</param>
/// <param name="Mediations">offered to the person; what the other side answered is not in it (P6)</param>
/// <param name="Apologies">where there is room for one; nobody waits for it, and what becomes of one is told to nobody (P12)</param>
/// <param name="DataRequests">what the person asked about what is kept of them, and by when it is answered (P19)</param>
/// <param name="AppealBy">until when the decision can be appealed; there from the moment it was told and the person has been in the room</param>
internal sealed record RoomView(
    string State, string? Body, IReadOnlyList<Reader> Deciders, DateTimeOffset? AnswerBy, DateTimeOffset? AppealBy, IReadOnlyList<RoomMessage> Messages, IReadOnlyList<RoomMeasureView> Temporary,
    IReadOnlyList<RoomHearing> Hearings, RoomDecision? Decision, IReadOnlyList<RoomStep> Agreement, IReadOnlyList<RoomAnswer> Answers, IReadOnlyList<FollowUpView> Complaints, IReadOnlyList<OwnAppeal> Appeals, IReadOnlyList<MediationView> Mediations, IReadOnlyList<RoomApology> Apologies, IReadOnlyList<OwnDataRequest> DataRequests, IReadOnlyList<OwnEvidence> Evidence, string EvidenceNotice)
{
    /// <summary>How the person comes back from what does not end by itself (R52, P14): from when they can ask, what is asked of them, what they asked and what was answered. Null: it cannot be told right now.</summary>
    public IReadOnlyList<WayBackShown>? WaysBack { get; init; } = [];

    public static RoomView Of(RoomState room, IReadOnlyList<Reader> deciders, IReadOnlyList<FollowUpView> complaints, DateTimeOffset now) => new(
        RoomWords.Of(room, now), room.Body, deciders, room.Item("answerTime")?.Until, room.Item("decision")?.Until,
        [.. Of(room, "notice", "message", "outside").Select(i => new RoomMessage(i.Id, i.Kind, i.At, i.Content?.Text))],
        [.. Of(room, "interim").Select(i => RoomMeasureView.Of(i, now))],
        [.. Of(room, "hearing").Select(i => new RoomHearing(i.Id, i.At, i.Content?.Text, i.Until, i.State))],
        room.Item("decision") is { } decision
            ? new(decision.Id, decision.At, decision.Content?.Finding, decision.Content?.Category, decision.Content?.Text, decision.Until, decision.State, [.. Of(room, "measure").Select(i => RoomMeasureView.Of(i, now))], [.. Of(room, "warning").Select(i => new RoomWarning(i.Id, i.Content?.Category, i.State, i.Until))])
            : null,
        [.. Of(room, "step").Select(i => new RoomStep(i.Id, i.Content?.Text, i.Until, i.State))],
        [.. room.Entries.Select(e => new RoomAnswer(e.Id, e.Kind, e.At, e.About, e.Text, room.Items.FirstOrDefault(i => i.Kind == "objection" && i.Id == e.Id)?.State))],
        complaints,
        [.. room.Appeals.Select(a => new OwnAppeal(a.Id, a.At, a.Grounds, a.Text, room.Items.Any(i => i.Kind == "appeal" && i.Id == a.Id)))],
        [.. room.Mediations.Select(m => m.AsOf(now))],
        [.. Of(room, Domain.Apologies.Entry).Select(i => new RoomApology(i.Id, i.State, i.Content?.Text, [.. room.Entries.Where(e => e.Kind == Domain.Apologies.Entry && e.About == i.Id).Select(e => e.Text)]))], room.DataRequests, [.. room.Evidence.Select(OwnEvidence.Of)], UploadNotice.Text);

    private static IEnumerable<RoomItem> Of(RoomState room, params string[] kinds) => room.Items.Where(i => kinds.Contains(i.Kind));
}

/// <param name="Id">of outside: the seat of who works for the panel, to which the person may object</param>
/// <param name="Kind">notice, message, outside</param>
/// <param name="Text">null where nothing was written, or erased</param>
internal sealed record RoomMessage(Guid Id, string Kind, DateTimeOffset At, string? Text);

/// <summary>What a seat wrote down of what the person said; to be corrected, or confirmed, until then (P6).</summary>
/// <param name="State">open, confirmed, corrected</param>
internal sealed record RoomHearing(Guid Id, DateTimeOffset At, string? Text, DateTimeOffset? CorrectBy, string? State);

/// <param name="Finding">about this person</param>
/// <param name="Appeal">uphold, change, overturn: what became of the first decision, where this one decides an appeal</param>
internal sealed record RoomDecision(
    Guid Id, DateTimeOffset At, string? Finding, string? Category, string? Text, DateTimeOffset? AppealBy, string? Appeal, IReadOnlyList<RoomMeasureView> Measures, IReadOnlyList<RoomWarning> Warnings);

/// <summary>A word that limits nothing and is known to nobody else (P13).</summary>
/// <param name="Type">warning, advice</param>
/// <param name="State">stands, withdrawn</param>
/// <param name="CountsAsPriorUntil">null: it never does</param>
internal sealed record RoomWarning(Guid Id, string? Type, string? State, DateTimeOffset? CountsAsPriorUntil);

/// <param name="Text">who does what; null when erased</param>
/// <param name="State">open, done, missed; end: the agreement ended before</param>
internal sealed record RoomStep(Guid Id, string? Text, DateTimeOffset? Due, string? State);

/// <param name="Taken">the panel that decides it has it</param>
internal sealed record OwnAppeal(Guid Id, DateTimeOffset At, IReadOnlyList<string> Grounds, string? Text, bool Taken);

/// <param name="State">temporary ones: running, confirmed, narrowed, reversed, lapsed; decided ones: awaitingNotice, active, ended, readmissionPending, lifted, overturned</param>
/// <param name="Bodies">slugs, or all</param>
/// <param name="Spaces">empty means every space of the bodies</param>
internal sealed record RoomMeasureView(
    Guid Id, string? Type, string? State, object? Bodies, IReadOnlyList<string> Spaces, DateTimeOffset? From, DateTimeOffset? Until, bool Permanent, string? Readmission, JsonElement? Conditions)
{
    public static RoomMeasureView Of(RoomItem item, DateTimeOffset now) => item.Content?.Measure is { } m
        ? new(item.Id, m.Type, StateOf(item, now), m.Bodies ?? (object)"all", m.Spaces, m.From, item.Until, m.Permanent, m.Readmission, m.Conditions is { } json ? JsonSerializer.Deserialize<JsonElement>(json) : null)
        : new(item.Id, null, StateOf(item, now), null, [], null, item.Until, false, null, null);

    private static string? StateOf(RoomItem item, DateTimeOffset now) =>
        item.Kind != "interim" || item.State == "reversed" ? item.State : item.Until <= now ? "lapsed" : item.State ?? "running";
}

/// <param name="Kind">response, moreTime, confirmation, correction, objection, dataRequest, readmission</param>
/// <param name="State">of an objection: open, upheld, dismissed</param>
internal sealed record RoomAnswer(Guid Id, string Kind, DateTimeOffset At, Guid? About, string? Text, string? State);

/// <summary>Room for an apology within what was agreed. It names nobody.</summary>
/// <param name="State">open, written, returned, ended; written for good once it was looked at and not returned</param>
/// <param name="Why">why it came back</param>
/// <param name="Written">what the person wrote, oldest first; null where it was erased</param>
internal sealed record RoomApology(Guid Id, string? State, string? Why, IReadOnlyList<string?> Written);
