namespace Coc.Portal.Features.OpeningPersons;

/// <summary>Who it is behind a code name.</summary>
/// <param name="Kept">for who keeps the registry</param>
public sealed record PersonIdentity(Guid Id, string CodeName, string? Identification, IReadOnlyList<string>? Accounts, IReadOnlyList<string>? Names, KeptView? Kept);

/// <param name="Together">every id under which the person is known</param>
/// <param name="Erroneous">accounts that led here and are somebody else's</param>
public sealed record KeptView(IReadOnlyList<Guid>? Together, IReadOnlyList<string>? Erroneous, IReadOnlyList<PersonChanged>? Changes);

/// <param name="Kind">mergeAsked, splitAsked; merged, takenIn, split, parted</param>
public sealed record PersonChanged(string Kind, DateTimeOffset At, Guid? By, string? Role, Guid? Case, Guid? Other, IReadOnlyList<string>? Accounts, string? Reason);

/// <param name="Because">issuer, adopter, registry</param>
public sealed record PersonRead(Guid Id, DateTimeOffset At, Guid Seat, string Body, string? Role, string? Because);
