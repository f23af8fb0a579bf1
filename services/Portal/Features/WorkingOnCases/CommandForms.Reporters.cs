using System.Text.Json.Nodes;
using Coc.Portal.Features.ReadingCases;

namespace Coc.Portal.Features.WorkingOnCases;

public static partial class CommandForms
{
    private const int MostParts = 3;

    private static IEnumerable<CommandForm> WithReporters =>
    [
        new("acknowledge", CaseTab.Threads, Ask.Area("message", 8).Must),
        new("messages", CaseTab.Threads, Ask.Thread("report"), Ask.Area("text", 8).Must),
        new("comment-requests", CaseTab.Letters, Ask.Thread("affected", FieldKind.Several), Ask.Instant("until").Must, Ask.Area("text", 8)),
        new("link-reports", CaseTab.Threads, Ask.Line("report").Must, Ask.One("as", "LinkAs", "duplicate", "counterReport")) { IsGrave = true },
        new("unlink-report", CaseTab.Threads, Ask.Report()) { IsGrave = true },
        new("split-report", CaseTab.Threads, [Ask.Report(), .. Enumerable.Range(0, MostParts).SelectMany(PartFields)]) { Shape = Parts, IsGrave = true },
        new("code-renewals", CaseTab.Threads, Ask.Report()),
        new("code-renewals/agree", CaseTab.Threads, Ask.Object(s => s.Case.CodeRenewals.Where(r => r.AgreedAt is null && !s.Scene.IsMine(r.By)).Select(r => (r.Id, s.Thread(r.Report))))) { Once = "half" },
        new("unsealings", CaseTab.People, Ask.Report(), Ask.One("exception", "Exception", "law", "courtOrder", "imminentDanger"), Ask.Area("reason").Must, Ask.Seat("recipients", (_, p) => p.Decides, FieldKind.Several) with { Required = false }, Ask.Area("outside", 2), Ask.Tick("lawForbidsTelling")) { IsGrave = true },
        new("unsealings/agree", CaseTab.People, Ask.Object(s => s.Case.Unsealings.Where(u => u.UnsealedAt is null && !s.Scene.IsMine(u.By)).Select(u => (u.Id, $"{s.Thread(u.Report)}: {s.Word("Exception", u.Exception)}")))) { IsGrave = true },
    ];

    private static IEnumerable<CommandField> PartFields(int n)
    {
        var aside = n > 0;
        yield return Ask.Area($"parts[{n}].text") with { Required = n == 0, Aside = aside };
        yield return Ask.Lines($"parts[{n}].projects") with { Aside = aside };
        yield return new CommandField($"parts[{n}].subjects", FieldKind.Places) { Aside = aside };
        yield return new CommandField($"parts[{n}].affected", FieldKind.Places) { Aside = aside };
    }

    // Parts in which nothing was written are none.
    private static JsonObject Parts(Pages.Parts.FormState form, JsonObject body)
    {
        body["parts"] = new JsonArray([.. (body["parts"] as JsonArray ?? []).OfType<JsonObject>().Where(p => p["text"] is not null).Select(p => p.DeepClone())]);
        return body;
    }
}
