namespace Coc.Contracts.Intake;

/// <summary>An accused person asks, in their room, to come back from a measure that does not end by itself (R52). What they wrote stays in the room, where the panel reads it.</summary>
/// <param name="Entry">id of the request, in the room and with Sanctions</param>
public sealed record ReadmissionAsked(Origin Origin, Guid Room, Guid Entry, Guid Sanction) : IIntegrationMessage;
