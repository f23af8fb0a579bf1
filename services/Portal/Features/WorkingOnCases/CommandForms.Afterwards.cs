using Coc.Portal.Features.ReadingCases;

namespace Coc.Portal.Features.WorkingOnCases;

public static partial class CommandForms
{
    private static IEnumerable<CommandForm> Afterwards =>
    [
        new(
            "agreements/steps", CaseTab.Measures, Ask.Object(s => s.Case.Agreements.SelectMany(a => a.Steps.Where(t => t.State != "done").Select(t => (t.Id, $"{t.Who}: {t.What}")))),
            Ask.One("state", "StepState", "done", "missed", "extended"), Ask.Instant("until"))
        {
            PathOf = (shown, step) => $"agreements/{shown.Agreements.FirstOrDefault(a => a.Steps.Any(s => s.Id.ToString() == step))?.Id ?? Guid.Empty}/steps/{step}",
        },
        new("agreements/review", CaseTab.Measures, Agreement, Ask.One("outcome", "AgreementReview", "goesOn", "ended"), Ask.Area("note")),
        new("agreements/apology", CaseTab.Measures, Agreement, Ask.Thread("affected") with { IsObject = false }),
        new(
            "apologies/check", CaseTab.Measures, Ask.Object(s => s.Case.Agreements.SelectMany(a => a.Apologies.Where(p => p is { State: "written", PassedOnAt: null }).Select(p => (p.Id, s.Thread(p.Thread))))),
            Ask.YesNo("passOn"), Ask.Area("why", 3)),
        new("monitoring", CaseTab.Measures, Ask.Object(s => s.Case.Monitoring.Where(l => l.State == "due").Select(l => (l.Id, s.Day(l.Due)))), Ask.One("outcome", "LookState", "kept", "breached", "notSeen"), Ask.Area("note")),
    ];

    private static CommandField Agreement => Ask.Object(s => s.Case.Agreements.Select(a => (a.Id, $"{s.Scene.PersonOf(a.Person)}, {s.Day(a.At)}")));
}
