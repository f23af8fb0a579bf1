using System.Text.Json.Nodes;
using Coc.Portal.Features.ReadingCases;
using Coc.Portal.Pages.Parts;

namespace Coc.Portal.Features.WorkingOnCases;

public static partial class CommandForms
{
    private static readonly string[] LegalOutcomes = ["noExposure", "proceedWithChanges", "exposureLikely", "conflicted"];

    private static readonly string[] Addressees = ["person", "report", "affected"];

    private static IEnumerable<CommandForm> Deciding =>
    [
        new("proposals/votes", CaseTab.DecisionRoom, OpenProposal(_ => true), Ask.One("vote", "Vote", "yes", "no", "abstain")),
        new("proposals/objections", CaseTab.DecisionRoom, OpenProposal(p => p.IsWritten), Ask.One("kind", "Objection", "objection", "meetingRequested")),
        new("proposals/close", CaseTab.DecisionRoom, OpenProposal(p => !p.IsWritten), Ask.Seat("present", (_, p) => p.Decides, FieldKind.Several) with { Required = false }) { IsGrave = true },
        new("legal-requests", CaseTab.DecisionRoom, ProposalToAsk, Ask.Area("question", 8).Must, Files("include"), AboutMinor) { NeedsFiles = true },
        new("legal-consultations", CaseTab.DecisionRoom, ProposalToAsk, Ask.One("outcome", "LegalOutcome", LegalOutcomes), Ask.Line("by").Must, Ask.Area("note"), AboutMinor),
        new(
            "communications", CaseTab.Letters, Ask.One("to", "To", "reporter", "accused", "affected", "organiser"), Ask.Person() with { Required = false, IsObject = false }, Ask.Report() with { Required = false, IsObject = false },
            new CommandField("affected", FieldKind.One) { Choices = s => [.. s.Case.Affected.Select(a => new Choice(a.Id.ToString(), a.CodeName))] },
            Ask.Area("text", 10), Ask.Area("considered.safety", 3) with { Aside = true }, Ask.Area("considered.wish", 3) with { Aside = true }) { Shape = Addressed, Check = HasAddressee },
        new(
            "communications/approve", CaseTab.Letters, Draft, Ask.Area("considered.safety", 3) with { Aside = true, When = IsToAccused }, Ask.Area("considered.wish", 3) with { Aside = true, When = IsToAccused }) { IsGrave = true },
        new("communications/return", CaseTab.Letters, Draft, Ask.Area("why").Must),
    ];

    private static bool IsToAccused(CommandSetting s) => s.Case.Communications.Any(c => c is { IsDraft: true, To: "accused" } && (s.Of is null || c.Id.ToString() == s.Of));

    private static CommandField Draft => Ask.Object(s => s.Case.Communications.Where(c => c.IsDraft && !s.Scene.IsMine(c.By)).Select(c => (c.Id, Ask.Letter(s, c))));

    private static CommandField ProposalToAsk => new("proposal", FieldKind.Pick)
    {
        IsObject = true, Choices = s => [.. s.Case.Proposals.Where(p => p.State is "open" or "awaitingLegal").Select(p => new Choice(p.Id.ToString(), Ask.Proposal(s, p)))],
    };

    private static CommandField AboutMinor => new("about", FieldKind.Pick) { Choices = s => s.Case.Minor is null ? [] : [new("minor", s.Words["AboutMinor"])] };

    private static CommandField OpenProposal(Func<ProposalShown, bool> which) => Ask.Object(s => s.Case.Proposals.Where(p => p.IsOpen && which(p)).Select(p => (p.Id, Ask.Proposal(s, p))));

    // Each kind of reader is named in a way of its own; what was chosen for another is left out.
    private static JsonObject Addressed(FormState form, JsonObject body)
    {
        var named = form["to"] switch { "accused" => "person", "affected" => "affected", _ => "report" };
        foreach (var other in Addressees.Where(o => o != named))
        {
            body.Remove(other);
        }

        if (form["to"] != "accused")
        {
            body.Remove("considered");
        }

        return body;
    }

    private static void HasAddressee(FormState form, CommandSetting setting)
    {
        if (form["to"] is "reporter" or "accused" or "affected" && form.Text("text") is null)
        {
            form.Wrong("text", setting.Words["Missing.text"]);
        }
    }
}
