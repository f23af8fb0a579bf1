using Coc.Portal.Features.ReadingCases;

namespace Coc.Portal.Features.WorkingOnCases;

public static partial class CommandForms
{
    private static readonly string[] Factors = ["physicalInjury", "threatOfSuit", "reportToAuthorities", "attorneyHired", "possibleCauseOfAction", "suspectedLawViolation"];

    private static readonly string[] InterimKinds = ["mute", "removeContent", "removeAccount", "escortOut", "noContact", "temporaryLimit", "suspension", "roleRemoval", "eventBan", "contentRemoval"];

    private static IEnumerable<CommandForm> Working =>
    [
        new("triage", CaseTab.Overview, Ask.One("impact", "Level", "low", "medium", "high"), Ask.One("risk", "Level", "low", "medium", "high"), Ask.Line("category"), Ask.Area("note")),
        new("status", CaseTab.Overview, Ask.One("state", "State", "investigating", "deliberating", "onHold"), Ask.Area("note")),
        new("urgency", CaseTab.Overview, Ask.One("because", "UrgentBecause", "safetyConcern", "ongoingThreat", "minor")) { IsGrave = true },
        new("risk-factors", CaseTab.Overview, Ask.One("factor", "Factor", Factors), Ask.YesNo("present")),
        new("notes", CaseTab.Notebook, Ask.Area("text", 10).Must),
        new("retention", CaseTab.Files, Ask.Area("source", 2).Must, Ask.Instant("until").Must),
        new("retention/settle", CaseTab.Files, Ask.Object(s => s.Case.Retentions.Where(r => r.Outcome is null).Select(r => (r.Id, $"{r.Source ?? r.Platform}, {s.Day(r.Until)}"))), Ask.One("outcome", "RetentionOutcome", "saved", "lost", "notNeeded")),
        new(
            "interim-measures", CaseTab.Measures, Ask.Person(), Ask.One("kind", "Measure", InterimKinds), Spaces("spaces"), Ask.Instant("until").Must, Ask.Area("reason").Must) { NeedsSpaces = true },
        new(
            "interim-measures/review", CaseTab.Measures,
            Ask.Object(s => s.Case.Interim.Where(m => m.State is not "reversed" && !s.Scene.IsMine(m.By)).Select(m => (m.Id, $"{s.Word("Measure", m.Kind)}{(m.Person is { } p ? $" – {s.Scene.PersonOf(p)}" : "")}, {s.Day(m.Until)}"))),
            Ask.One("verdict", "Verdict", "confirm", "narrow", "reverse"), Ask.Instant("until")),
        new("close", CaseTab.Overview, Ask.Area("outcome")) { IsGrave = true },
        new("reopen", CaseTab.Overview, Ask.Area("reason").Must),
    ];

    private static CommandField Spaces(string name) => new(name, FieldKind.Several) { Choices = s => [.. s.Spaces.Select(x => new Pages.Parts.Choice(x, x))] };
}
