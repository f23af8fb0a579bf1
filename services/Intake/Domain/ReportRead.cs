namespace Coc.Intake.Domain;

/// <summary>A seat read a part of a report for a case; in the report's stream of reads.</summary>
/// <param name="Part">report</param>
internal sealed record ReportRead(Guid Report, Guid Case, Guid Seat, string Part);
