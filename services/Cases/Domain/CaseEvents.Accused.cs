using Coc.EventStore;

namespace Coc.Cases.Domain;

/// <summary>The accused person's side (R39, R40, P4, P6). What that person writes lies with Intake; here are ids and kinds.</summary>
internal abstract partial record CaseEvent
{
    /// <summary>The person is to be told now: a seat hands them a one-time code for their room.</summary>
    /// <param name="Number">which code of the room it was</param>
    /// <param name="Summary">what the room tells of the matter</param>
    /// <param name="Why">why now; the panel's own</param>
    public sealed record AccusedNoticed(
        Guid Notice, Guid Person, Guid Room, int Number, Sensitive<string>? Summary, Sensitive<string> Why, DateTimeOffset? AnswerBy, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>The person is not to be told yet.</summary>
    /// <param name="LookAgain">when the panel looks at that again</param>
    public sealed record AccusedNoticeDeferred(Guid Notice, Guid Person, Sensitive<string> Why, DateTimeOffset LookAgain, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>What telling the accused would mean for the affected people, who do not know of the report, and what they would want (P4).</summary>
    /// <param name="Covers">whom it was thought of; null: everybody in the reports the case had then</param>
    public sealed record AffectedConsidered(Sensitive<string> Safety, Sensitive<string> Wish, Guid By, DateTimeOffset At, IReadOnlyList<Guid>? Covers = null) : CaseEvent;

    /// <summary>The person exchanged the one-time code: from here on what is released is delivered.</summary>
    public sealed record RoomEntered(Guid Room, DateTimeOffset At) : CaseEvent;

    /// <summary>The person sent something to be read through the room.</summary>
    /// <param name="Kind">response, evidence, moreTime, apology, readmission</param>
    public sealed record AccusedAnswered(Guid Room, Guid Entry, string Kind, DateTimeOffset At) : CaseEvent;

    /// <summary>The person may see this, or sees it changed.</summary>
    /// <param name="Kind">notice, message, interim, hearing, answerTime, decision, measure, warning, step, objection, end, reopened</param>
    /// <param name="State">the code that changes with it</param>
    /// <param name="Until">the instant that changes with it</param>
    public sealed record RoomItemReleased(Guid Room, Guid Item, string Kind, string? State, DateTimeOffset? Until, DateTimeOffset At) : CaseEvent;

    /// <summary>The person has until then to answer.</summary>
    public sealed record AnswerTimeSet(Guid Room, DateTimeOffset Until, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>What a seat wrote down of a hearing was looked at by the person (P6).</summary>
    /// <param name="Entry">the person's own words; null: it is right as it stands</param>
    public sealed record HearingChecked(Guid Hearing, Guid? Entry, DateTimeOffset At) : CaseEvent;

    /// <summary>The room came along with the case.</summary>
    /// <param name="AnswerSetAt">when the time to answer was given: where the person had not come in, it is theirs whole</param>
    public sealed record RoomCarried(
        Guid Room, Guid Person, int Number, DateTimeOffset? EnteredAt, DateTimeOffset? AnswerBy, IReadOnlyList<RoomEntry> Entries, DateTimeOffset At, DateTimeOffset? AnswerSetAt = null) : CaseEvent;
}
