namespace Coc.Contracts.Cases;

/// <summary>A panel passes on an apology that an accused person wrote in their room (P12): it lies on the page of whom it is for, who reads it or does not; no message says which.</summary>
/// <param name="Report">the report, or the page, of whom it is for</param>
/// <param name="Entry">in the room, where the words are</param>
public sealed record ApologyPassedOn(Origin Origin, Guid Case, Guid Report, Guid Apology, Guid Room, Guid Entry) : IIntegrationMessage;
