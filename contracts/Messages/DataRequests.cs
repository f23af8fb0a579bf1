namespace Coc.Contracts.Cases;

/// <summary>Where a request about data stands, as the page of a reporter or an affected person is to show it (P19). The answer's text is a message of its own.</summary>
/// <param name="Report">the report, or the page</param>
/// <param name="State">open, extended, granted, partly, refused</param>
/// <param name="Because">why not, or not all of it: othersRights, mustBeKept, legalClaims, activeMeasure, privileged, unfounded</param>
/// <param name="Due">by when it is answered</param>
public sealed record DataRequestMoved(Origin Origin, Guid Case, Guid Report, Guid Request, string State, string? Because, DateTimeOffset Due) : IIntegrationMessage;

/// <summary>Two seats granted erasure, and its time has come: Intake makes what this person gave, and was given, unreadable for good (P19).</summary>
/// <param name="Party">a report, an affected person's page, or a room</param>
public sealed record OwnDataErased(Origin Origin, Guid Case, Guid Party, bool IsRoom) : IIntegrationMessage;

/// <summary>No violation by this person was found, and the time to appeal has been over for ninety days: Sanctions lets the person go, unless another case still needs to know them, and says what the reports stated (P19).</summary>
/// <param name="Reports">of the case</param>
public sealed record IdentityErased(Origin Origin, Guid Case, Guid Person, IReadOnlyList<Guid> Reports) : IIntegrationMessage;
