namespace Coc.Contracts.Cases;

/// <summary>A letter is about two unrelated matters; one of them becomes a report of its own (P22). Intake fetches what it says.</summary>
/// <param name="Part">id the new report will have</param>
public sealed record PartSplitOff(Origin Origin, Guid Case, Guid Report, Guid Part) : IIntegrationMessage;
