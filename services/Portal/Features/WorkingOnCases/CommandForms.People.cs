using System.Text.Json.Nodes;
using Coc.Portal.Features.ReadingCases;
using Coc.Portal.Pages.Parts;

namespace Coc.Portal.Features.WorkingOnCases;

public static partial class CommandForms
{
    private const string OneMore = "add";

    private static IEnumerable<CommandForm> AboutPeople =>
    [
        new(
            "subjects", CaseTab.People,
            Ask.Person() with { Choices = s => [.. Ask.Person().Choices!(s), new(OneMore, s.Words["OneMore"], s.Words["OneMoreHint"])] },
            Ask.One("identification", "Claiming", "claimed", "confirmed"), Ask.Lines("accounts"), Ask.Line("name"), Ask.Area("description", 3)) { Shape = OneMorePerson },
        new("subjects/mistaken", CaseTab.People, OneOfPeople, Ask.Area("reason").Must) { IsGrave = true },
        new("subjects/merge", CaseTab.People, OneOfPeople, Ask.Person("into") with { IsObject = false }, Ask.Area("reason").Must) { IsGrave = true },
        new("subjects/split", CaseTab.People, OneOfPeople, Ask.Lines("accounts"), Ask.Line("name"), Ask.Area("description", 3), Things, Ask.Area("reason").Must) { IsGrave = true },
        new(
            "accused-notice", CaseTab.People, Ask.Person(), Ask.One("when", "TellWhen", "now", "later"), Ask.Area("why", 3).Must, Ask.Area("summary", 8), Ask.Instant("answerBy"), Ask.Instant("lookAgain"),
            Ask.Area("considered.safety", 3) with { Aside = true }, Ask.Area("considered.wish", 3) with { Aside = true }) { Once = "room" },
        new("answer-time", CaseTab.People, Ask.Person() with { Choices = s => [.. Ask.Person().Choices!(s).Where(c => s.Case.Rooms.Any(r => r.Person.ToString() == c.Value))] }, Ask.Instant("until").Must),
        new("hearing", CaseTab.People, Ask.Person(), Answered, Ask.Area("response", 8), Ask.Area("reasonForNone", 3)),
        new("affected-codes", CaseTab.People, Ask.Line("affected").Must with { IsObject = true }, Ask.Tick("theyAsked"), Ask.Tick("reporterAgrees")) { Once = "claimCode" },
        new("witnesses", CaseTab.People, Ask.Seat("seat", (_, _) => true, FieldKind.Pick) with { Required = false }, Ask.Line("name")),
        new(
            "mediation", CaseTab.People, Ask.One("step", "MediationStep", "propose", "outcome"), Ask.Person("partyPerson") with { Required = false }, Ask.Thread("partyThread") with { Required = false, IsObject = false },
            new("mediation", FieldKind.Pick) { Choices = s => [.. s.Case.Mediations.Where(m => m.State is "asked" or "takesPlace").Select(m => new Choice(m.Id.ToString(), $"{s.Scene.PersonOf(m.Person)} – {s.Thread(m.Thread)}"))] },
            Ask.Pick("outcome", "MediationState", "agreement", "ended"), Ask.Area("note", 3)) { Shape = Mediating },
        new("minor", CaseTab.People) { IsGrave = true },
        new("minor-identity", CaseTab.People, Ask.Seat("seats", (_, p) => p.Decides, FieldKind.Several), Ask.Area("reason", 3)),
        new("safeguarding", CaseTab.People, Ask.Area("note").Must),
        new("guardians", CaseTab.People, Ask.Area("note").Must),
        new("data-requests/answer", CaseTab.People, DataRequest(_ => true), Ask.One("outcome", "DataState", "granted", "partly", "refused"), Ask.Pick("ground", "DataGround", "othersRights", "mustBeKept", "legalClaims", "activeMeasure", "privileged", "unfounded"), Ask.Area("text", 8).Must),
        new("data-requests/extend", CaseTab.People, DataRequest(_ => true), Ask.One("because", "DataLonger", "complex", "many"), Ask.Area("text", 8).Must),
        new("data-requests/approve", CaseTab.People, DataRequest(r => r.Draft is not null)) { IsGrave = true },
        new("data-requests/return", CaseTab.People, DataRequest(r => r.Draft is not null), Ask.Area("why").Must),
    ];

    private static CommandField OneOfPeople => Ask.Object(s => s.Scene.Subjects.Select(p => (p.Person, p.CodeName)));

    // What the person wrote in the room, word for word.
    private static CommandField Answered => new("entry", FieldKind.Pick)
    {
        Choices = s => [.. s.Case.Rooms.SelectMany(r => r.Entries.Where(e => e.Kind == "response").Select(e => new Choice(e.Id.ToString(), $"{s.Scene.PersonOf(r.Person)}, {s.Day(e.At)}")))],
    };

    private static CommandField Things => new("things", FieldKind.Several)
    {
        Choices = s =>
        [
            .. s.Case.Hearings.Select(h => new Choice(h.Id.ToString(), $"{s.Words["Hearing"]} {s.Day(h.At)} – {s.Scene.PersonOf(h.Person)}")),
            .. s.Case.Interim.Where(m => m.Person is not null).Select(m => new Choice(m.Id.ToString(), $"{s.Word("Measure", m.Kind)} {s.Day(m.At)} – {s.Scene.PersonOf(m.Person!.Value)}")),
        ],
    };

    private static CommandField DataRequest(Func<DataRequestShown, bool> which) =>
        Ask.Object(s => s.Case.DataRequests.Where(r => r.AnsweredAt is null && which(r)).Select(r => (r.Id, $"{s.Word("DataKind", r.Kind)}, {(r.Person is { } p ? s.Scene.PersonOf(p) : s.Thread(r.Party))}, {s.Day(r.At)}")));

    private static JsonObject OneMorePerson(FormState form, JsonObject body)
    {
        if (form["person"] == OneMore)
        {
            body.Remove("person");
            body["add"] = true;
        }

        return body;
    }

    private static JsonObject Mediating(FormState form, JsonObject body)
    {
        body.Remove("partyPerson");
        body.Remove("partyThread");
        if (form["step"] != "propose")
        {
            return body;
        }

        return new JsonObject { ["step"] = form["step"], ["parties"] = new JsonArray([.. new[] { form["partyPerson"], form["partyThread"] }.Where(p => p.Length > 0).Select(p => (JsonNode)p)]) };
    }
}
