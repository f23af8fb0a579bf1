namespace Coc.Contracts.Intake;

/// <summary>An accused person used the room. What was written is pulled over the service channel.</summary>
/// <param name="Kind">entered, response, evidence, moreTime, confirmation, correction, objection, appeal, mediation, dataRequest, readmission; never complaint: those complained about do not hear of it (P21)</param>
/// <param name="About">the seat an objection, the hearing a correction, the mediation an answer is about</param>
/// <param name="Outcome">of mediation: yes, no, stop; of a request about data: copy, correction, erasure, restriction</param>
public sealed record AccusedWrote(Origin Origin, Guid Room, Guid Entry, string Kind, Guid? About, string? Outcome = null) : IIntegrationMessage;
