using Coc.Portal.Features.ReadingCases;
using Coc.Portal.Pages.Parts;

namespace Coc.Portal.Features.WorkingOnCases;

/// <summary>What forms ask for again and again.</summary>
internal static class Ask
{
    public static CommandField Line(string name) => new(name, FieldKind.Line);

    public static CommandField Area(string name, int rows = 5) => new(name, FieldKind.Area) { Rows = rows };

    public static CommandField Lines(string name) => new(name, FieldKind.Lines) { Rows = 3 };

    public static CommandField Instant(string name) => new(name, FieldKind.Instant);

    public static CommandField YesNo(string name) => new(name, FieldKind.YesNo) { Required = true };

    public static CommandField Tick(string name) => new(name, FieldKind.Tick);

    public static CommandField One(string name, string kind, params string[] words) => new(name, FieldKind.One) { Required = true, Choices = s => s.Choose(kind, words) };

    public static CommandField Pick(string name, string kind, params string[] words) => new(name, FieldKind.Pick) { Choices = s => s.Choose(kind, words) };

    public static CommandField Several(string name, string kind, params string[] words) => new(name, FieldKind.Several) { Choices = s => s.Choose(kind, words) };

    /// <summary>The person it is about.</summary>
    public static CommandField Person(string name = "person") => new(name, FieldKind.One)
    {
        Required = true, IsObject = true, Choices = s => [.. s.Scene.Subjects.Select(p => new Choice(p.Person.ToString(), p.CodeName, s.Word("Identification", p.Identification)))],
    };

    /// <summary>A report.</summary>
    public static CommandField Report(string name = "report") => new(name, FieldKind.One) { Required = true, IsObject = true, Choices = s => [.. s.Case.Reports.Select(r => new Choice(r.Report.ToString(), s.Thread(r.Report)))] };

    /// <summary>A report, or the page of somebody it happened to.</summary>
    public static CommandField Thread(string name, FieldKind kind = FieldKind.One) => new(name, kind) { Required = true, IsObject = true, Choices = Threads };

    public static IReadOnlyList<Choice> Threads(CommandSetting s) =>
        [.. s.Case.Reports.Select(r => r.Report).Concat(s.Case.Affected.Select(a => a.Id)).Select(t => new Choice(t.ToString(), s.Thread(t)))];

    /// <summary>A seat of the panel.</summary>
    public static CommandField Seat(string name, Func<CommandSetting, PanelSeatShown, bool> which, FieldKind kind = FieldKind.One) => new(name, kind)
    {
        Required = true, IsObject = kind == FieldKind.One, Choices = s => [.. s.Case.Panel.Where(p => which(s, p)).Select(p => new Choice(p.Seat.ToString(), s.Seat(p.Seat), s.Word("Role", p.Role)))],
    };

    /// <summary>What the command is done to, as part of its address.</summary>
    public static CommandField Object(Func<CommandSetting, IEnumerable<(Guid Id, string Text)>> which) => new(CommandForm.Of, FieldKind.One)
    {
        Required = true, IsObject = true, InPath = true, Choices = s => [.. which(s).Select(o => new Choice(o.Id.ToString(), o.Text))],
    };

    public static string Proposal(CommandSetting s, ProposalShown p) =>
        $"{s.Seat(p.By)}, {s.Day(p.At)}: {string.Join(", ", p.Findings.Select(f => s.Word("Finding", f.Finding)).Concat(p.Remedies.Select(r => s.Word("Measure", r.Type))))}";

    public static string Letter(CommandSetting s, CommunicationShown c) => string.Join(
        ", ", new[] { s.Word("To", c.To), c.Person is { } p ? s.Scene.PersonOf(p) : null, c.Report is { } r ? s.Thread(r) : null, s.Seat(c.By), s.Day(c.At) }.OfType<string>());
}
