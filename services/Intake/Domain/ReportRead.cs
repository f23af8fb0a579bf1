namespace Coc.Intake.Domain;

/// <summary>A seat read a part of a report for a case; in the report's stream of reads.</summary>
/// <param name="Part">report, identity</param>
internal sealed record ReportRead(Guid Report, Guid Case, Guid Seat, string Part);

/// <summary>A seat opened a piece of evidence for a case; in the stream of reads of the report it came with, or of its own.</summary>
/// <param name="Part">metadata, original, stripped</param>
internal sealed record EvidenceRead(Guid Evidence, Guid? Report, Guid Case, Guid Seat, string Part);
