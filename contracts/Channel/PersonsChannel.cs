namespace Coc.Contracts.Channel;

/// <summary><c>POST /internal/persons/aside</c> (Sanctions asks Cases before it opens who somebody is, P1, R66): whether one who holds these seats must not know, and whose cases name them.</summary>
/// <param name="Persons">every id under which somebody is known; also one that nobody has</param>
/// <param name="Seats">all of one person</param>
public sealed record PersonAsideQuestion(IReadOnlyList<Guid> Persons, IReadOnlyList<TicketSeat> Seats);

/// <summary>Answer to it.</summary>
/// <param name="Aside">too close, excluded, or somebody in one of those cases, by whatever hat</param>
/// <param name="Bodies">that have or had a case about them</param>
/// <param name="Hard">seats, of whatever body, that are too close to one of those cases: where the persons turn out to be others too, they are too close to those</param>
public sealed record PersonAside(bool Aside, IReadOnlyList<string> Bodies, IReadOnlyList<Guid> Hard);
