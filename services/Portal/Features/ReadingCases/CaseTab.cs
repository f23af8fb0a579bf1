namespace Coc.Portal.Features.ReadingCases;

/// <summary>A part of a case's page, with an address of its own: it works without script, and can be linked to.</summary>
/// <param name="Path">after the case's; no command is called so</param>
public sealed record CaseTab(string Path)
{
    public static readonly CaseTab Overview = new("");
    public static readonly CaseTab Timeline = new("timeline");
    public static readonly CaseTab Threads = new("threads");
    public static readonly CaseTab People = new("people");
    public static readonly CaseTab Panel = new("panel");
    public static readonly CaseTab DecisionRoom = new("decision-room");
    public static readonly CaseTab Measures = new("measures");
    public static readonly CaseTab Letters = new("letters");
    public static readonly CaseTab Files = new("files");
    public static readonly CaseTab Notebook = new("notebook");
    public static readonly CaseTab Elsewhere = new("elsewhere");
    public static readonly CaseTab Reads = new("reads");

    public static IReadOnlyList<CaseTab> All { get; } = [Overview, Timeline, Threads, People, Panel, DecisionRoom, Measures, Letters, Files, Notebook, Elsewhere, Reads];

    /// <summary>Of the text that names it.</summary>
    public string Key => Path.Length == 0 ? "overview" : Path;

    public string Of(CaseScene scene) => Path.Length == 0 ? scene.Path : $"{scene.Path}/{Path}";
}
