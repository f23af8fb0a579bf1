namespace Coc.Contracts.Channel;

/// <summary><c>POST /internal/invitations</c> (Liaison asks Identity when a seat becomes effective); idempotent per seat.</summary>
public sealed record InvitationRequest(Guid Seat, string Email, string? Name);

/// <summary>The account behind the address; <paramref name="Code"/> once, when it has no password yet.</summary>
public sealed record InvitationAnswer(Guid Account, string? Code);

/// <summary><c>POST /internal/ties/match</c> (Intake asks Identity): do these accounts' private ties touch those people? (P1)</summary>
public sealed record TiesQuestion(IReadOnlyList<Guid> Accounts, IReadOnlyList<StatedPerson> People);

/// <summary>Accounts with a matching hard tie, or with two soft ones (R28), and the single soft one of others; no reasons.</summary>
public sealed record TiesAnswer(IReadOnlyList<Guid> Hard, IReadOnlyList<AccountTie> Soft);

/// <summary>Which of an account's ties, by its number and nothing else: whether two questions touched one tie or two, because two soft ones are a hard one over everybody who is in a case (P1).</summary>
public sealed record AccountTie(Guid Account, int Tie);

/// <summary><c>GET /internal/cases/{case}/messages/{message}</c> (Intake asks Cases, once).</summary>
/// <param name="Appeal">the appeal whose case wrote it: nobody of the first case reads it (P15); null for every other case</param>
/// <param name="IsOutcome">what came of it, as it was voted for the reporter</param>
public sealed record MessageText(Guid Message, DateTimeOffset At, string Text, Guid? Appeal = null, bool IsOutcome = false);

/// <summary>
/// <c>POST /internal/visible</c> (Ledger asks Cases and Sanctions, Sanctions asks Cases): which of these exist for this asker? <c>POST /internal/visible/working</c> (Sanctions asks Cases before a command): and on
/// which of them may they work? What the others permit to a seat with a soft conflict may be to read, and nothing that decides is ever among it (R27). <c>/internal/transfers/visible</c> and
/// <c>/internal/transfers/visible/working</c> (Liaison asks Cases): the same of transfers.
/// </summary>
public sealed record VisibleQuestion(IReadOnlyList<AskingSeat> Seats, IReadOnlyList<Guid> Ids);

/// <summary>A seat of the asker.</summary>
public sealed record AskingSeat(Guid Seat, string Body, string Role);

/// <summary>Those that do.</summary>
/// <param name="Barred">for a body's auditor: those that do not exist for this person by any hat, because by another of them they are in conflict there, or because they are somebody in it or were excluded (P1)</param>
/// <param name="In">for Sanctions: in which body's case each of them is</param>
public sealed record VisibleAnswer(IReadOnlyList<Guid> Ids, IReadOnlyList<Guid>? Barred = null, IReadOnlyList<SeenIn>? In = null);

/// <summary>The case in which somebody sees a thing.</summary>
/// <param name="Body">whose case it is: there a person has the code name of that body</param>
/// <param name="ByKindAndPlace">a measure that was over when the case came to that body: who it is about is not told (decision 62)</param>
public sealed record SeenIn(Guid Id, string Body, bool ByKindAndPlace = false);

/// <summary><c>POST /internal/code-names</c> (Cases asks Sanctions): a person's code name within one body.</summary>
public sealed record CodeNameQuestion(string Body, IReadOnlyList<Guid> Persons);

/// <summary>Code names in the order asked.</summary>
public sealed record CodeNameAnswer(IReadOnlyList<string> CodeNames);

/// <summary><c>PUT /internal/clock</c> (Identity tells every service, demo profile only).</summary>
public sealed record ClockOffset(long Milliseconds);

/// <summary><c>POST /internal/service-tickets</c> (any service asks Identity with its credential).</summary>
/// <param name="Acting"><c>seat:{id}</c> or <c>system:{event id}</c></param>
public sealed record ServiceTicketRequest(string Audience, string Acting);

/// <summary>A ticket for one audience, at most 30 s.</summary>
public sealed record ServiceTicket(string Ticket, int ExpiresIn);

/// <summary><c>GET /internal/snapshot?after=&amp;wait=</c> (the gateway asks Identity; held open until something changes or <c>wait</c> seconds passed).</summary>
/// <param name="Sessions">live sessions; null when nothing changed since <c>after</c></param>
/// <param name="Memberships">the seats of their accounts; null when nothing changed since <c>after</c></param>
/// <param name="Clock">how far the domain's time is ahead of the system's, in every answer: terms end by it</param>
public sealed record AccessSnapshot(long Version, IReadOnlyList<SessionEntry>? Sessions, IReadOnlyList<MembershipEntry>? Memberships, ClockOffset? Clock);

/// <summary>A live session.</summary>
public sealed record SessionEntry(Guid Session, Guid Account);

/// <summary>An account and its seats that have begun and of which nobody has said that they ended.</summary>
public sealed record MembershipEntry(Guid Account, IReadOnlyList<HeldSeat> Seats);

/// <summary>A seat with the end of its term, from which on it is held no longer, whatever was heard of it; null: it has none.</summary>
public sealed record HeldSeat(Guid Id, string Body, string Role, bool Chair, DateTimeOffset? TermEnd);

/// <summary>A seat as tickets carry it.</summary>
public sealed record TicketSeat(Guid Id, string Body, string Role, bool Chair);
