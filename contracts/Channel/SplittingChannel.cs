namespace Coc.Contracts.Channel;

/// <summary><c>GET /internal/cases/{case}/parts/{part}</c> (Intake asks after each split): what of a letter is another matter.</summary>
/// <param name="Text">the reporter's words about it, as the committee took them from the letter</param>
/// <param name="Projects">slugs</param>
/// <param name="Subjects">places in the report's subjects</param>
/// <param name="Affected">places in the report's affected people</param>
public sealed record SplitPart(Guid Part, Guid Report, string Text, IReadOnlyList<string> Projects, IReadOnlyList<int> Subjects, IReadOnlyList<int> Affected);
