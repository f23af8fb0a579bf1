using Coc.Portal.Features.ReadingCases;

namespace Coc.Portal.Features.WorkingOnCases;

public static partial class CommandForms
{
    private static readonly string[] Rules = [.. Enumerable.Range(1, 12).Select(n => $"J{n}")];

    private static readonly string[] AloneGrounds = ["immediateHarm", "vendorOnly", "noFoundationViolation", "resolvedByConversation", "riskToEmployees", "lawViolation", "legalExposure"];

    private static IEnumerable<CommandForm> WithOthers =>
    [
        new("jurisdiction", CaseTab.Elsewhere, Ask.YesNo("confirm"), Ask.Pick("rule", "Rule", Rules), Ask.Area("reason", 3)),
        new("transfers", CaseTab.Elsewhere, Ask.Line("to").Must with { Initial = DueAt }, Ask.Pick("rule", "Rule", Rules) with { Initial = s => DueAt(s) is null ? null : s.Case.Jurisdiction!.Evaluated!.Rule }, Ask.One("share", "Share", "all", "summary"), Ask.Area("context", 6)) { IsGrave = true },
        new("projects", CaseTab.Elsewhere, Ask.Line("project").Must, Ask.YesNo("concerned")),
        new("resolution-notice", CaseTab.Elsewhere),
        new("joint", CaseTab.Elsewhere, Ask.One("mode", "Mode", "together", "alone"), Ask.Pick("ground", "AloneGround", AloneGrounds)) { IsGrave = true },
        new("summary", CaseTab.Elsewhere, Ask.Area("text", 8).Must),
        new("follow-up", CaseTab.Elsewhere),
    ];

    // Where a rule gives it to another body, that one is meant.
    private static string? DueAt(CommandSetting s) => s.Case.Flags.Contains("transferDue") && s.Case.Jurisdiction?.Evaluated is { Body: { } body } && body != s.Case.Body ? body : null;
}
