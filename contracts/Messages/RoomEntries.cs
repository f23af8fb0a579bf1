namespace Coc.Contracts.Intake;

/// <summary>An accused person used the room. What was written is pulled over the service channel.</summary>
/// <param name="Kind">entered, response, evidence, moreTime, confirmation, correction, objection, complaint, appeal</param>
/// <param name="About">the seat an objection, or the hearing a correction, is about</param>
public sealed record AccusedWrote(Origin Origin, Guid Room, Guid Entry, string Kind, Guid? About) : IIntegrationMessage;
