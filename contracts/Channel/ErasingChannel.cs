namespace Coc.Contracts.Channel;

/// <summary><c>POST /internal/persons/{person}/needed</c> (Sanctions asks Cases before it lets a person go, P19): whether a case still needs to know who it is.</summary>
/// <param name="Reports">that named the person: one that has no case yet needs them</param>
public sealed record PersonNeededQuestion(IReadOnlyList<Guid> Reports, Guid? ButIn = null);

/// <summary>Answer to it.</summary>
public sealed record PersonNeeded(bool Needed);
