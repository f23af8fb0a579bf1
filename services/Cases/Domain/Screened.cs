namespace Coc.Cases.Domain;

/// <summary>Seats as they were compared with everybody in a case (P1): by machine, and why is told to nobody.</summary>
/// <param name="Aside">who takes no part</param>
/// <param name="Soft">who of the others declared a soft tie beforehand</param>
internal sealed record Screened(IReadOnlyList<Guid> Aside, IReadOnlyList<Guid> Soft);
