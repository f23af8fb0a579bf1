namespace Coc.Contracts.Cases;

/// <summary>The panel let an accused person see something, or something they see changed. Intake fetches it over the service channel.</summary>
/// <param name="Kind">notice, message, interim, hearing, answerTime, decision, measure, objection, mediation, dataRequest, end, reopened</param>
public sealed record ReleasedToRoom(Origin Origin, Guid Case, Guid Room, Guid Item, string Kind) : IIntegrationMessage;
