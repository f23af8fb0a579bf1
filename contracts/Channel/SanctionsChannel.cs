namespace Coc.Contracts.Channel;

/// <summary><c>POST /internal/notice-requests</c> (Cases asks for its list of conflict requests): open notices of the bodies that this one acts for, not yet answered by these seats.</summary>
public sealed record NoticeRequestsQuestion(string Body, IReadOnlyList<AskingSeat> Seats);

/// <summary>Answer to it.</summary>
public sealed record NoticeRequestsAnswer(IReadOnlyList<NoticeRequest> Items);

/// <summary>A notice as a conflict request shows it (P1): whom it is about, nothing of what happened.</summary>
/// <param name="Body">the body that answers the notice</param>
/// <param name="Answer">soft, when the seat stated that and may still say more</param>
public sealed record NoticeRequest(Guid Notice, Guid Seat, string Body, string Issuer, DateTimeOffset Received, IReadOnlyList<string> Accounts, DateTimeOffset Due, string? Answer);

/// <summary><c>POST /internal/notices/{notice}/conflict-answer</c> (Cases hands on an answer given there): by which of the caller's seats is found by the notice's wall.</summary>
/// <param name="Answer">none, soft, hard</param>
public sealed record NoticeConflictStatement(Guid Account, IReadOnlyList<AskingSeat> Seats, string Answer);

/// <summary>Answer to it; 404 when there is no such notice for these seats.</summary>
public sealed record NoticeConflictStated(Guid Notice, string Answer);

/// <summary><c>POST /internal/eligibility</c> (Liaison asks about a candidate): was a person with one of these accounts found to have broken the code since then (R35)?</summary>
public sealed record EligibilityQuestion(IReadOnlyList<string> Accounts, DateTimeOffset Since);

/// <summary>Yes or no, nothing else. What was overturned does not count.</summary>
public sealed record EligibilityAnswer(bool PriorViolation);

/// <summary><c>POST /internal/cases/{case}/prior-standing</c> (Sanctions asks Cases before it answers about earlier violations): what the case is to these seats and this person.</summary>
public sealed record PriorStandingQuestion(IReadOnlyList<AskingSeat> Seats, Guid Person);

/// <summary>Answer to it; 404 when none of these seats may work the case, or the person is no subject of it.</summary>
/// <param name="Confirmed">two seats, or the decision, said who the person is</param>
/// <param name="FindingVoted">a finding about the person is recorded</param>
/// <param name="Warnings">violations of other cases that are on record there alone, and count today (P13); Sanctions says nothing of them before it may</param>
public sealed record PriorStanding(string Body, Guid Seat, Guid Incident, bool Confirmed, bool FindingVoted, IReadOnlyList<PriorWarning>? Warnings = null);

/// <summary>A warning kept inside its case.</summary>
public sealed record PriorWarning(string Body, Guid Case, string Category);

/// <summary><c>POST /internal/persons/find</c> (Cases asks for a search): who has one of these accounts.</summary>
public sealed record PersonsQuestion(IReadOnlyList<string> Accounts);

/// <summary>Ids; none when nobody is known by them.</summary>
public sealed record PersonsAnswer(IReadOnlyList<Guid> Persons);

/// <summary><c>POST /internal/persons/identify</c> (Cases tells of somebody whom a committee found out): found by an account, or new in the registry.</summary>
/// <param name="Source">names the request; asked again, it is the same person</param>
public sealed record PersonStated(Guid Source, IReadOnlyList<string> Accounts, string? Name);

/// <summary>Answer to it.</summary>
public sealed record PersonKnown(Guid Person);

/// <summary><c>GET /internal/cases/{case}/subjects/{person}/accounts</c> (Sanctions asks Cases): the accounts on which two seats of the case agree; 404 when they did not confirm anybody.</summary>
public sealed record SubjectAccounts(IReadOnlyList<string> Accounts, Guid? SplitFrom = null);
