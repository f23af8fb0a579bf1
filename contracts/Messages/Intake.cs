namespace Coc.Contracts.Intake;

/// <summary>A report was stored. Sanctions identifies its subjects, Liaison waits for that and routes it.</summary>
/// <param name="Urgency">normal or urgent (safety concern, ongoing threat, minor: P1, P10)</param>
/// <param name="Projects">slugs named; empty when none</param>
/// <param name="Event">event slug</param>
/// <param name="Subjects">how many subjects it names</param>
/// <param name="AddressTo">body the reporter addressed, if any</param>
public sealed record ReportReceived(
    Origin Origin, Guid Report, Guid Incident, DateTimeOffset ReceivedAt, string Kind, string Channel, string Urgency, IReadOnlyList<string> Projects, string? Event,
    int Subjects, bool TouchesOtherCommunities, string? AddressTo) : IIntegrationMessage;

/// <summary>The reporter wrote again, added something, or asked something of the committee. The text is pulled over the service channel.</summary>
/// <param name="Entry">id of the thread entry</param>
/// <param name="Kind">message, evidence, exclusion, withdrawal, complaint, appeal, checkIn, consent</param>
public sealed record ReporterWrote(Origin Origin, Guid Report, Guid Entry, string Kind) : IIntegrationMessage;
