using Coc.EventStore;

namespace Coc.Intake.Domain;

/// <summary>What can happen in the room of one accused person, in its own stream of tenant <c>*intake*</c>. No report is named here, and no case is read from here.</summary>
internal abstract record RoomEvent
{
    /// <summary>Owner of the data key in a room's stream.</summary>
    public const string Owner = "accused";

    private RoomEvent()
    {
    }

    /// <summary>A panel tells the person.</summary>
    /// <param name="Body">whose panel; null from before that was told</param>
    internal sealed record RoomOpened(Guid Case, Guid Person, string? Body = null) : RoomEvent;

    /// <summary>A seat has a one-time code to hand on; the earlier ones open nothing any more.</summary>
    internal sealed record RoomCodeMade(int Number, Guid Seat) : RoomEvent;

    /// <summary>The person exchanged it for a code of their own.</summary>
    internal sealed record RoomClaimed(Guid Entry) : RoomEvent;

    /// <summary>The panel lets the person see this; the same item again is the item as it is now.</summary>
    /// <param name="Content">what was written for this person, and the measure</param>
    internal sealed record ItemReleased(
        Guid Case, Guid Item, string Kind, string Body, string? State, DateTimeOffset? Until, Sensitive<RoomItemContent> Content, DateTimeOffset ReleasedAt) : RoomEvent;

    /// <summary>The person sent something for the panel.</summary>
    /// <param name="Kind">response, moreTime, confirmation, correction, apology</param>
    /// <param name="About">the hearing it is about, or the room there is for an apology</param>
    internal sealed record PersonWrote(Guid Entry, string Kind, Guid? About, Sensitive<string>? Text) : RoomEvent;

    /// <summary>The person sent a file; what is in it lies in the vault, under the same key as what is known of it.</summary>
    /// <param name="Sealed">SHA-256 over the sealed blocks in order: the chain vouches for what lies in the vault, also when the key is gone</param>
    internal sealed record EvidenceSent(Guid Evidence, Sensitive<EvidenceFacts> Facts, string Sealed) : RoomEvent;

    /// <summary>The person says that a seat has a conflict; the rest of the panel judges it.</summary>
    internal sealed record PersonObjected(Guid Entry, Guid Seat, Sensitive<string> Text) : RoomEvent;

    /// <summary>The person appeals the decision (P15); read by the panel that decides it.</summary>
    /// <param name="Grounds">noJurisdiction, conflictedDeciders, unfairEvaluation, rulesBroken, tooHarsh, tooLittle</param>
    internal sealed record PersonAppealed(Guid Entry, IReadOnlyList<string> Grounds, Sensitive<string> Text) : RoomEvent;

    /// <summary>The person said yes or no to mediation, or that it shall stop. Not an entry: a no is shown to nobody (P6).</summary>
    /// <param name="Answer">yes, no, stop</param>
    internal sealed record PersonAnsweredMediation(Guid Entry, Guid Mediation, string Answer) : RoomEvent;

    /// <summary>The person asks about what is kept of them (P19).</summary>
    /// <param name="Kind">copy, correction, erasure, restriction</param>
    internal sealed record PersonAskedForData(Guid Entry, string Kind, Sensitive<string>? Text) : RoomEvent;

    /// <summary>The person asks to come back from a measure (R52). An entry, which the panel reads; whether they come back is decided with the measure.</summary>
    internal sealed record PersonAskedBack(Guid Entry, Guid Measure, Sensitive<string> Statement) : RoomEvent;

    /// <summary>The person complained about how they are treated. Not an entry: those complained about read the entries (P21).</summary>
    /// <param name="Ground">delay, silence, leak, conflict, other</param>
    /// <param name="Report">id of the report it becomes, for others</param>
    internal sealed record PersonComplained(Guid Entry, string Ground, Sensitive<string> Text, Guid? Report = null) : RoomEvent;
}

/// <summary>What of a released item is the person's own.</summary>
internal sealed record RoomItemContent(string? Text, string? Finding, string? Category, RoomMeasure? Measure);

/// <param name="Bodies">slugs; null means all</param>
/// <param name="Conditions">JSON, as voted</param>
internal sealed record RoomMeasure(
    string Type, IReadOnlyList<string>? Bodies, IReadOnlyList<string> Spaces, DateTimeOffset? From, DateTimeOffset? Until, bool Permanent, string? Readmission, string? Conditions);

/// <summary>A seat read what an accused person sent; in the room's stream of reads.</summary>
internal sealed record RoomRead(Guid Room, Guid Case, Guid Seat);
