namespace Coc.Contracts.Channel;

/// <summary><c>GET /internal/routings/{report}/{body}</c> (Cases asks on opening and on hand-over): the body as of now, without the seats set aside for that report.</summary>
public sealed record HandlingBody(string Slug, string Kind, string Foundation, string? Parent, int PolicyVersion, PolicyDocument Policy, IReadOnlyList<HandlingSeat> Seats);

/// <summary><c>POST /internal/handling/{body}</c> (Cases asks for the next owner, the joint partner, and the body of an appeal): the body, without the seats set aside for any of these reports.</summary>
/// <param name="People">whom the committee found out, and no report names: their own seats, and those with a tie to them, are set aside too (P1)</param>
/// <param name="Accounts">of an appeal: who was asked about the matter before takes no part (P15)</param>
/// <param name="At">the instant whose policy and seats count; null: now</param>
public sealed record HandlingQuestion(IReadOnlyList<Guid> Reports, IReadOnlyList<StatedPerson>? People = null, IReadOnlyList<Guid>? Accounts = null, DateTimeOffset? At = null);

/// <summary><c>POST /internal/outside/{body}/{seat}</c> (Cases asks when a panel engages somebody from outside, with a <see cref="HandlingQuestion"/>): who it is, as of now.</summary>
/// <param name="Aside">must never learn of these reports; told to nobody (P1)</param>
public sealed record OutsidePerson(HandlingSeat Seat, string Name, bool Aside);

/// <summary><c>POST /internal/set-aside/{body}</c> (Cases asks when a reporter excluded people, or a report joins a case): the seats acting for the body that are set aside for any of these reports.</summary>
/// <param name="Soft">of the other seats, whose holder declared a soft tie beforehand (P1)</param>
public sealed record BodySetAside(IReadOnlyList<Guid> Seats, IReadOnlyList<Guid>? Soft = null);

/// <summary><c>POST /internal/seats/set-aside</c> (Cases asks before somebody audits what concerns cases; answered with <see cref="BodySetAside"/>): which of these seats, in whatever body they stand, are set aside or have a soft tie.</summary>
/// <param name="Seats">all of one person; one that is not in the directory is 404</param>
/// <param name="About">what the cases are about: their reports, whom the committees found out, and who was too close to them before</param>
public sealed record SeatsSetAsideQuestion(IReadOnlyList<Guid> Seats, HandlingQuestion About);

/// <summary>A seat in recorded order.</summary>
/// <param name="Role">member, alternate; also eventStaff where the parent has a case of its own event (J10)</param>
/// <param name="Duty">place on the rota, 1 first, 0: the reporter wrote to this seat (R2); null for who is not on it</param>
/// <param name="Overseen">hard by rule: the report is about somebody who stands above the seat (P7)</param>
/// <param name="SoftTie">its holder declared a soft tie to somebody in it beforehand (P1)</param>
/// <param name="Entrusted">one of these reporters told it alone who they are: it is asked with the first, because without it nothing can be opened (R3, P11)</param>
public sealed record HandlingSeat(
    Guid Seat, Guid Account, string Role, bool Chair, string Appointment, int Order, int? Duty = null, bool Overseen = false, bool SoftTie = false, bool Entrusted = false);

/// <summary>A body's rules (api.md). Durations as <see cref="Period"/>.</summary>
/// <param name="Quorum">majority, or a number as text</param>
/// <param name="VoteRule">majority, twoThirds, unanimous: of the votes present</param>
/// <param name="PermanentVoteRule">majorityOfAll, unanimousOfAll: of all non-conflicted members</param>
/// <param name="PanelMinimum">default 3; 2 for bodies of four or fewer (P1)</param>
/// <param name="Ask">all, inOrder</param>
/// <param name="Calendar">business days: the weekdays that count (1 = Monday) and the holidays</param>
/// <param name="TellFirst">the person is told before orders go out</param>
/// <param name="Arbiter">slug of the body that settles a transfer dispute</param>
/// <param name="RecusalReasons">ties this body counts as conflicts; a reason is never required</param>
/// <param name="ForcedRecusal">majority, unanimousOfOthers: what raises a seat's answer against its will</param>
public sealed record PolicyDocument(
    string Quorum, string VoteRule, string PermanentVoteRule, int PanelMinimum, string Ask, int WrittenConsentHours, Period AcknowledgeWithin, Period StatusEvery,
    Period AppealWindow, int? EmployerCap, BusinessCalendar Calendar, Period? Retention, bool TellFirst, string? Arbiter,
    RecusalReasons? RecusalReasons = null, string ForcedRecusal = "majority")
{
    /// <summary>How long platforms keep what is written there, as far as the body knows (R8).</summary>
    public IReadOnlyList<PlatformRetention> Platforms { get; init; } = [];
}

/// <param name="Platform">what stands before the colon of a space: chat, github, …</param>
/// <param name="Keeps">after that it is deleted there</param>
public sealed record PlatformRetention(string Platform, Period Keeps);

/// <summary>Codes of ties that make a hard conflict, and a soft one.</summary>
public sealed record RecusalReasons(IReadOnlyList<string> Hard, IReadOnlyList<string> Soft);

/// <summary>A duration: exactly one member is set.</summary>
public sealed record Period(int? Hours = null, int? Days = null, int? BusinessDays = null);

/// <summary>Which days count.</summary>
public sealed record BusinessCalendar(IReadOnlyList<int> Weekdays, IReadOnlyList<DateOnly> Holidays);

/// <summary><c>POST /internal/transfers/{transfer}/accept</c> (Liaison asks Cases): who receives, with which seats and rules.</summary>
/// <param name="Into">a case of the receiver about the same incident, into which the reports are linked; null: a case of its own</param>
public sealed record TransferAcceptance(Guid Seat, string Role, Guid Account, HandlingBody Receiver, Guid? Into = null);

/// <summary><c>POST /internal/transfers/{transfer}/return</c> and <c>/take-back</c> (Liaison asks Cases): the receiver gives back, or the sender takes back, a case that was handed over.</summary>
/// <param name="Reason">return: wrongBody, ruleDoesNotHold, noPanel, other</param>
/// <param name="Text">what the seat wrote, for the case</param>
/// <param name="Sender">the body that gets it again, as of now</param>
public sealed record TransferReturn(Guid Seat, string Role, Guid Account, string? Reason, string? Text, HandlingBody Sender);

/// <summary><c>POST /internal/transfers/{transfer}/joinable</c> (Liaison asks Cases): which cases of the receiver, seen by this seat, are about the same persons.</summary>
public sealed record JoinableQuestion(Guid Seat, string Role, string Body);

/// <summary>Cases an offered one may be taken into.</summary>
public sealed record JoinableAnswer(IReadOnlyList<JoinableCase> Cases);

/// <summary>A case of the asking body.</summary>
public sealed record JoinableCase(Guid Case, string CodeName);

/// <summary><c>POST /internal/transfers/{transfer}/refuse</c> and <c>/recall</c>, <c>/dispute</c> (Liaison asks Cases).</summary>
/// <param name="Reason">refuse: ruleDoesNotHold, noPanel, otherBodyHasIt, other</param>
/// <param name="Text">what the seat wrote, for the case</param>
public sealed record TransferRefusal(Guid Seat, string Role, Guid Account, string? Reason, string? Text);

/// <summary><c>POST /internal/transfers/{transfer}/settle</c> (Liaison asks Cases): the arbiter's word.</summary>
/// <param name="Owner">slug of the body that is to have the case</param>
/// <param name="Receiver">that body with its seats and rules, when the case moves to it; after an acceptance also the former owner when it gets it back</param>
public sealed record TransferSettlement(Guid Seat, string Role, Guid Account, string Owner, HandlingBody? Receiver);

/// <summary>Answer to accept, refuse, recall, dispute, settle, return and take-back.</summary>
public sealed record TransferOutcome(Guid Transfer, string State, Guid? NewCase);

/// <summary><c>GET /internal/bodies/{slug}/duty</c> (Cases asks Liaison): whose turn it is to watch there, and whose it will be. Empty where they take no turns.</summary>
public sealed record BodyDuty(string Slug, IReadOnlyList<WatchTurn> Turns);

/// <summary>A turn of a rota.</summary>
public sealed record WatchTurn(Guid Seat, DateTimeOffset From, DateTimeOffset Until);

/// <summary><c>GET /internal/bodies/{slug}/readers?eventStaff=&amp;at=</c> (Intake asks for a receipt): who decides there; of an event's producer also its event staff, where it may read.</summary>
public sealed record BodyReaders(string Slug, IReadOnlyList<Reader> Readers)
{
    /// <summary>Everybody who decides there, or did, or reads there: by every name they ever bore. Who is meant by a name is found here, and it is shown to nobody.</summary>
    public IReadOnlyList<KnownReader> Known { get; init; } = [];
}

/// <summary>A seat, its person, and what that person was ever called.</summary>
public sealed record KnownReader(Guid Seat, Guid Account, IReadOnlyList<string> Names)
{
    /// <summary>What the person was called in this seat until the instant asked about (<c>at</c>); empty where none was.</summary>
    public IReadOnlyList<string> NamesThen { get; init; } = [];
}

/// <summary><c>GET /internal/seats/{seat}/called</c> (Intake asks before a seat reads what somebody excluded people from): everything the person in it was ever called, so that it can say itself whether they are meant (P11).</summary>
/// <param name="Seats">the seat, once for each account of the person</param>
public sealed record SeatCalled(IReadOnlyList<CandidateSeat> Seats);

/// <summary>A person who would read.</summary>
public sealed record Reader(Guid Seat, string? Name);

/// <summary><c>GET /internal/events/{slug}</c> (Sanctions asks before it answers organisers): whose event it is, and when.</summary>
/// <param name="Producer">parent, other</param>
public sealed record EventKnown(string Slug, string Producer, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<string> Bodies);
