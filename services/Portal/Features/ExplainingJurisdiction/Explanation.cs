namespace Coc.Portal.Features.ExplainingJurisdiction;

/// <summary>Which body has it, and what each rule says.</summary>
/// <param name="JointWith">the second body, where two have it together</param>
/// <param name="Notes">where a project's own text says otherwise</param>
public sealed record Explanation(string Body, string Rule, IReadOnlyList<RuleFinding> Rules, string? JointWith = null, IReadOnlyList<OwnTextNote>? Notes = null);

/// <param name="Code">of the reason</param>
/// <param name="Because">the same as a sentence, in English</param>
public sealed record RuleFinding(string Rule, bool Holds, string? Code = null, string? Because = null);

/// <summary>A project's own text sends it elsewhere; the foundation's rule wins.</summary>
public sealed record OwnTextNote(string Rule, string Project, string Says, string Wins);

/// <summary>An event of the register, to choose from.</summary>
public sealed record EventCard(string Slug, string Name);
