using Coc.Portal.Features.ReadingCases;

namespace Coc.Portal.Features.WorkingOnCases;

public static partial class CommandForms
{
    private static IEnumerable<CommandForm> OfThePanel =>
    [
        new("conflict-statements", CaseTab.Panel, Ask.One("answer", "OwnConflict", "none", "soft", "hard"), Ask.Lines("areas"), Ask.Area("reason", 3)) { MayLeave = true, IsGrave = true },
        new(
            "conflict-confirmations", CaseTab.Panel, Ask.Seat("seat", (s, p) => p.Conflict is "soft" or "none" && !s.Scene.IsMine(p.Seat)), Ask.YesNo("agree"), Ask.Pick("raiseTo", "RaiseTo", "soft", "hard"),
            Ask.Several("permitted", "Permit", "read", "notes", "evidence", "witnesses", "hearing", "messages")),
        new("assign", CaseTab.Panel, Ask.Seat("seat", (s, p) => p is { Conflict: "none", Role: not "outside" } && p.Seat != s.Case.Assignee)),
        new("hand-on", CaseTab.Panel, Ask.Area("text", 8).Must),
        new("hand-on/take", CaseTab.Panel),
        new("co-decider", CaseTab.Panel),
        new(
            "outside", CaseTab.Panel, Ask.Line("seat").Must with { Kind = FieldKind.One, IsObject = true, Choices = s => [.. s.Scene.Seats.Where(n => n.Role == "outside").Select(n => new Pages.Parts.Choice(n.Id.ToString(), n.Name ?? s.Seat(n.Id)))] },
            Ask.One("as", "EngagedAs", "mediator", "investigator", "adviser"), Ask.Area("task").Must, Files("include"), Ask.Instant("termsAccepted").Must, Ask.Instant("until").Must) { NeedsFiles = true },
        new("outside/end", CaseTab.Panel, Ask.Object(s => s.Case.Engagements.Where(e => e.State != "ended").Select(e => (e.Id, e.Name ?? s.Word("EngagedAs", e.As))))) { IsGrave = true },
    ];

    private static CommandField Files(string name) => new(name, FieldKind.Several)
    {
        Choices = s => [.. s.Files.Where(f => f.State == "kept").Select(f => new Pages.Parts.Choice(f.Id.ToString(), f.Name ?? f.Type ?? f.Id.ToString(), f.Report is { } r ? s.Thread(r) : null))],
    };
}
