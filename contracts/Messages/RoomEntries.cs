namespace Coc.Contracts.Intake;

/// <summary>An accused person used the room. What was written is pulled over the service channel.</summary>
/// <param name="Kind">entered, response, evidence, moreTime, confirmation, correction, objection, appeal; never complaint: those complained about do not hear of it (P21)</param>
/// <param name="About">the seat an objection, or the hearing a correction, is about</param>
public sealed record AccusedWrote(Origin Origin, Guid Room, Guid Entry, string Kind, Guid? About) : IIntegrationMessage;
