using System.Text.RegularExpressions;

namespace Coc.Portal.Features.Reporting;

/// <summary>One page of the form.</summary>
/// <param name="Name">in the form, and of its texts</param>
/// <param name="Fields">what it asks; a name ending in [ or . stands for all that begin so</param>
public sealed partial record Step(string Name, params string[] Fields)
{
    public static readonly Step Where = new("where", "projects", "find", "event", "spaces", "otherCommunities");
    public static readonly Step Who = new("who", "about", "subjects[");
    public static readonly Step What = new("what", "description", "occurred.", "codeSection", "safetyConcern");
    public static readonly Step Whom = new("whom", "affected[");
    public static readonly Step More = new("more", "whatWouldHelp", "kind", "relatesTo", "language", "accessNeeds");
    public static readonly Step You = new("you", "reporter.");
    public static readonly Step Readers = new("readers", "exclude.", "consent.");
    public static readonly Step Check = new("check");

    /// <summary>Of every report, whatever the step: makes sending twice the same as sending once.</summary>
    public const string Key = "key";

    /// <summary>The answers were looked at once: from then on each step leads back there.</summary>
    public const string Seen = "seen";

    public static IReadOnlyList<Step> All { get; } = [Where, Who, What, Whom, More, You, Readers, Check];

    public int Number => Index + 1;

    public Step Next => All[Math.Min(Index + 1, All.Count - 1)];

    public Step Before => All[Math.Max(Index - 1, 0)];

    private int Index => All.Index().First(s => s.Item.Name == Name).Index;

    public static Step? Find(string name) => All.FirstOrDefault(s => s.Name == name);

    /// <summary>Where a field is asked; the last step, where there is no such.</summary>
    public static Step Of(string field) => All.FirstOrDefault(s => s.Asks(field)) ?? Check;

    /// <summary>Whether a field is part of a report at all; whatever else somebody posts is not carried along.</summary>
    public static bool IsAnswer(string field) => field is Key or Seen || (Plain().IsMatch(field) && All.Any(s => s.Asks(field)));

    public bool Asks(string field) => Fields.Any(f => f[^1] is '[' or '.' ? field.StartsWith(f, StringComparison.Ordinal) : field == f);

    // Fifty people on each side, which is what a report can hold.
    [GeneratedRegex(@"^(?:(?:subjects|affected)\[[0-4]?[0-9]\]\.[a-zA-Z]+|[a-zA-Z]+(?:\.[a-zA-Z]+)?)$")]
    private static partial Regex Plain();
}
