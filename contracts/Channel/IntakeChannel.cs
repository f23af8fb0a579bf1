namespace Coc.Contracts.Channel;

/// <summary><c>GET /internal/reports/{report}/subjects</c> (Sanctions asks): accounts, names and descriptions as stated.</summary>
public sealed record ReportSubjects(Guid Report, IReadOnlyList<StatedPerson> Subjects);

/// <summary>A person as the reporter stated them, not verified.</summary>
public sealed record StatedPerson(IReadOnlyList<string> Accounts, string? Name, string? Description);

/// <summary><c>POST /internal/reports/{report}/set-aside</c> (Liaison asks): the candidate seats, compared in memory with subjects, affected, reporter, exclusions and private ties (P1).</summary>
public sealed record SetAsideQuestion(IReadOnlyList<CandidateSeat> Seats);

/// <summary><c>POST /internal/set-aside</c> (Liaison asks): the candidate seats, compared in the same way with people whom no report names; answered with <see cref="SetAsideAnswer"/> (P1).</summary>
public sealed record PeopleSetAsideQuestion(IReadOnlyList<CandidateSeat> Seats, IReadOnlyList<StatedPerson> People);

/// <summary>What is known of a seat's holder.</summary>
/// <param name="EventStaffOf">the body whose event staff it is; it reads only where the reporter agreed, or told it to that body's own desk (P16)</param>
/// <param name="Accounts">also those the holder had before: who changes the own account is matched by both (P1)</param>
public sealed record CandidateSeat(Guid Seat, Guid Account, string Name, string? Employer, IReadOnlyList<string> Accounts, string? EventStaffOf = null)
{
    /// <summary>Names the holder bore before, or bears in another seat.</summary>
    public IReadOnlyList<string> OtherNames { get; init; } = [];

    /// <summary>For whom the holder worked before, or works by another seat.</summary>
    public IReadOnlyList<string> OtherEmployers { get; init; } = [];
}

/// <summary>The seats to set aside; no reasons.</summary>
/// <param name="Subjects">those among them whose holder the report is about: their own body is not told (P7)</param>
/// <param name="Soft">soft ties declared beforehand by who holds a seat that is not set aside: one counts like one they state, a second one from another answer makes a hard one (P1, R28)</param>
public sealed record SetAsideAnswer(IReadOnlyList<Guid> Seats, IReadOnlyList<Guid>? Subjects = null, IReadOnlyList<SeatTie>? Soft = null);

/// <summary>A soft tie of who holds a seat, by the account it was declared with and its number.</summary>
public sealed record SeatTie(Guid Seat, Guid Account, int Tie);

/// <summary>
/// <c>GET /internal/reports/{report}?case=&amp;seat=&amp;body=&amp;audience=&amp;handedOver=&amp;minors=</c> (Cases asks, after its own wall): the report as that body's handlers read it, the
/// identity sealed where consent is missing (P16), and who is under age withheld but from the two who know it (<c>minors=known</c>, P10; <c>found</c>: of everybody it happened to). Intake logs the read.
/// </summary>
public sealed record ReportContent(
    Guid Report, DateTimeOffset ReceivedAt, string Channel, string Kind, string Urgency, IReadOnlyList<string> Projects, string? Event, IReadOnlyList<string> Spaces,
    string Description, string? CodeSection, string? WhatWouldHelp, string? Language, string? AccessNeeds, bool SafetyConcern, string? About,
    OccurredInterval? Occurred, IReadOnlyList<StatedPerson> Subjects, IReadOnlyList<StatedAffected> Affected, StatedReporter Reporter,
    IReadOnlyList<ThreadEntry> Thread)
{
    /// <summary>Who brought it, when the reporter did not come themselves.</summary>
    public StatedForwarding? Forwarded { get; init; }

    /// <summary>The reporter gave a name, and these readers may not know it (P16).</summary>
    public bool IdentitySealed { get; init; }

    /// <summary>Who reported is under age, and these readers are not the two who know who it is (P10).</summary>
    public bool MinorWithheld { get; init; }

    /// <summary>What came with it, oldest first.</summary>
    public IReadOnlyList<StatedEvidence> Evidence { get; init; } = [];

    /// <summary>Set on a complaint about handling (P21).</summary>
    public StatedComplaint? Complaint { get; init; }
}

/// <summary>What a complaint is about, with the dates of the handling complained of; nothing of the matter itself.</summary>
/// <param name="Ground">delay, silence, leak, conflict, other</param>
/// <param name="Body">slug of the body that had the report; null when nobody had it yet</param>
/// <param name="State">the state who complains sees; a reporter: haveIt, beingRead, lookingInto, decided, finished; an accused person: told, yourTurn, lookingInto, decided, finished</param>
/// <param name="ReceivedAt">when the report was received; when the accused person was told</param>
/// <param name="LastWordAt">when a committee last wrote to who complains</param>
public sealed record StatedComplaint(
    string Ground, string? Body, string State, DateTimeOffset ReceivedAt, DateTimeOffset? AcknowledgeDue, DateTimeOffset? AcknowledgedAt, DateTimeOffset? LastWordAt);

/// <summary><c>GET /internal/reports/{report}/holder?body=</c> (Cases asks before an identity is opened): the seat of that body to which the reporter entrusted who they are (R3).</summary>
/// <param name="Seat">null: no seat there, or nothing is held</param>
/// <param name="Held">one person was named who knows who reported; that never changes</param>
/// <param name="Minor">somebody it happened to is under age: two seats at most know who it is (P10)</param>
public sealed record ReportHolder(Guid Report, Guid? Seat, bool Held = false, bool Minor = false);

/// <summary><c>POST /internal/holders</c> (Cases asks before it offers an unsealing, Liaison before it says in which order seats are asked): the same for the reports of a case at once.</summary>
public sealed record HolderQuestion(string Body, IReadOnlyList<Guid> Reports);

/// <summary>The answer; reports that are not there are left out.</summary>
public sealed record HolderAnswer(IReadOnlyList<ReportHolder> Reports);

/// <summary><c>GET /internal/reports/{report}/identity?case=&amp;seat=</c> (Cases asks for the holder, and for whom an unsealing names): what is sealed to everybody else. Intake logs the read.</summary>
/// <param name="Name">null, like the contact, when erased or never given</param>
/// <param name="Self">what the report says of the reporter as an affected person</param>
public sealed record HeldIdentity(Guid Report, string? Name, string? Contact, StatedAffected? Self);

/// <summary><c>GET /internal/reports/{report}/handlers</c> (Intake asks Cases): the accounts of all seats that were ever asked to handle it; a complaint about the handling does not reach them (P21).</summary>
/// <param name="Report">a report, or an accused person's room</param>
/// <param name="Reports">the reports of the cases it is in: who is in one of them does not hear a complaint from the room either</param>
public sealed record ReportHandlers(Guid Report, IReadOnlyList<Guid> Accounts, IReadOnlyList<Guid>? Reports = null);

/// <summary><c>GET /internal/reports/{report}/consents</c> (Cases asks when an audience comes into question, and when the reporter has answered): the audiences the reporter spoke about.</summary>
public sealed record ReportConsents(Guid Report, IReadOnlyList<AudienceConsent> Consents);

/// <summary>The reporter's word about one audience.</summary>
/// <param name="Audience">project, foundation, parent, counsel, eventStaff, lent, outside</param>
/// <param name="Answer">yes, no</param>
public sealed record AudienceConsent(string Audience, string Answer);

/// <summary>A report somebody brought for somebody else.</summary>
/// <param name="As">forwarded, moderator, transcribed, emergency</param>
/// <param name="ReporterConsent">yes, notStated</param>
/// <param name="ReadBack">what was written down was read back to the reporter</param>
/// <param name="Witness">who else was there when it was written down (R5)</param>
public sealed record StatedForwarding(Guid Seat, string Body, string As, string ReporterConsent, bool? ReadBack, string? Context, string? Witness = null);

/// <summary><c>POST /internal/forwardings</c> (Liaison asks): a report a seat brings for somebody else; repeated, the same answer.</summary>
/// <param name="Report">the body of the request as it came, JSON: the same members as <c>POST /api/reports</c></param>
public sealed record ForwardingRequest(Guid Forwarding, Guid Seat, string Body, string As, string Report);

/// <summary>Answer to it: a claim code, or what is wrong with the report; neither when it is no report at all.</summary>
public sealed record ForwardingAnswer(string? ClaimCode, IReadOnlyDictionary<string, string[]>? Errors, Guid? Report = null);

/// <summary><c>POST /internal/forwardings/of-seats</c> (Liaison asks): what these seats forwarded, without what each of them is set aside for.</summary>
public sealed record ForwardingsQuestion(IReadOnlyList<CandidateSeat> Seats);

/// <summary>Answer to it, newest first.</summary>
public sealed record ForwardingsAnswer(IReadOnlyList<ForwardingState> Items);

/// <summary>How far a forwarded report has come.</summary>
/// <param name="State">received, accepted: nothing later (P5)</param>
/// <param name="AcceptedAt">when a committee first answered</param>
/// <param name="Due">when it has to have answered, once a committee has the report</param>
public sealed record ForwardingState(Guid Forwarding, Guid Seat, string Body, string As, DateTimeOffset At, string State, DateTimeOffset? AcceptedAt, DateTimeOffset? Due, Guid? Report = null, string? Event = null);

/// <summary>When it happened.</summary>
public sealed record OccurredInterval(DateTimeOffset? From, DateTimeOffset? To, bool Ongoing);

/// <summary>An affected person as stated.</summary>
/// <param name="Id">by which a code of their own is made for them (P4)</param>
public sealed record StatedAffected(
    bool Self, string? Name, IReadOnlyList<string> Accounts, string? Contact, string? KnowsOfReport, string? Minor, string? MayBeContacted, Guid? Id = null)
{
    /// <summary>Under age, or nobody knows who of them is: name, accounts and contact are for the two who know who it is (P10).</summary>
    public bool MinorWithheld { get; init; }
}

/// <summary>The reporter; name and contact are absent for anonymous reports and sealed ones.</summary>
public sealed record StatedReporter(string Kind, string? Name, string? Contact, bool MayWrite);

/// <summary>One entry of a reporter's thread.</summary>
/// <param name="From">reporter, committee</param>
/// <param name="Kind">message, withdrawal, checkIn, comment, dataRequest</param>
/// <param name="Answer">of a check-in: fine, other, ratherNot</param>
/// <param name="Renewed">true: written with a code made for a lost one (P21), which whoever reads the reporter's mail has</param>
public sealed record ThreadEntry(Guid Id, string From, DateTimeOffset At, string Kind, string? Text, string? Answer = null, bool? Renewed = null);

/// <summary>How the requests list shows a report (P1): <c>GET /internal/reports/{report}/conflict-view?body=&amp;audience=&amp;handedOver=</c>.</summary>
public sealed record ConflictView(Guid Report, DateTimeOffset ReceivedAt, IReadOnlyList<string> Projects, string? Event, IReadOnlyList<StatedPerson> Subjects, IReadOnlyList<string> AffectedNames);
