namespace Coc.Contracts.Channel;

/// <summary><c>POST /internal/rooms</c> (Cases asks when an accused person is to be told, R39): the room of one person, and a one-time code for it; repeated, the same answer.</summary>
/// <param name="Room">chosen by the case; the same for every code of this person</param>
/// <param name="Number">which code of the room it is: with a later one the earlier ones open nothing any more</param>
/// <param name="Body">who has the case: before anything is in the room, whom a complaint from it is about (P21)</param>
public sealed record RoomRequest(Guid Room, Guid Case, Guid Person, Guid Incident, Guid Seat, int Number, string? Body = null);

/// <summary>The code to hand on.</summary>
/// <param name="Code">null when the person is in the room already</param>
public sealed record RoomAnswer(string? Code);

/// <summary><c>GET /internal/cases/{case}/rooms/{room}/items/{item}</c> (Intake asks Cases after each release): what the panel lets the person see, and nothing else.</summary>
/// <param name="Kind">notice, message, interim, hearing, answerTime, decision, measure, warning, step, objection, dataRequest, end</param>
/// <param name="Body">slug of the body that has the case</param>
/// <param name="Text">what was written for this person</param>
/// <param name="State">hearing: open, confirmed, corrected; objection: open, upheld, dismissed; interim and measure: their state; warning: stands, withdrawn; step of an agreement: open, done, missed, end</param>
/// <param name="Until">hearing: to be corrected by; answerTime: to be answered by; decision: to be appealed by; interim and measure: their end; warning: it counts as a prior violation until then; step: due</param>
/// <param name="Category">decision: of a violation; warning: warning, advice</param>
/// <param name="Finding">decision: violation, noViolation, notEstablished, couldNotIdentify, outOfScope, resolvedWithoutFinding</param>
public sealed record ReleasedItem(
    Guid Item, string Kind, string Body, string? Text, string? State, DateTimeOffset? Until, string? Finding, string? Category, ReleasedMeasure? Measure);

/// <summary>A measure as the person sees it.</summary>
/// <param name="Bodies">slugs; null means all</param>
/// <param name="Spaces">empty means every space of the bodies</param>
/// <param name="From">null for measures that hold until somebody looks at them</param>
/// <param name="Conditions">as voted, JSON; whom a noContact protects is left out (P14)</param>
public sealed record ReleasedMeasure(
    string Type, IReadOnlyList<string>? Bodies, IReadOnlyList<string> Spaces, DateTimeOffset? From, DateTimeOffset? Until, bool Permanent, string? Readmission, string? Conditions);

/// <summary><c>GET /internal/rooms/{room}?case=&amp;seat=</c> (Cases asks, after its own wall): what the person sent, oldest first. Complaints are not the panel's to read (P21). Intake logs the read.</summary>
public sealed record RoomContent(Guid Room, IReadOnlyList<RoomEntryText> Entries);

/// <summary>One thing an accused person sent.</summary>
/// <param name="Kind">response, moreTime, correction, objection, dataRequest, appeal</param>
/// <param name="About">the seat, or the hearing, it is about</param>
/// <param name="Text">null when erased, or when nothing was written</param>
public sealed record RoomEntryText(Guid Entry, string Kind, DateTimeOffset At, Guid? About, string? Text);
