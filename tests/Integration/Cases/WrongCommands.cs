using System.Text.Json.Nodes;
using Coc.Contracts.Channel;

namespace Coc.Integration.Cases;

/// <summary>Every command, asked wrongly in every way: a clear 4xx with its code, and nothing is stored. One row for each command; a new one is added here.</summary>
public sealed class WrongCommands(CasesApp cases) : IClassFixture<CasesApp>
{
    private static readonly Guid Affected = new("0198a000-0000-7000-8000-00000000000a");

    private static readonly string Long = new('x', 60_001);

    /// <summary>A command, a body it takes (state allowing), and bodies it does not.</summary>
    public static TheoryData<string, string, string[]> Commands => new()
    {
        { "conflict-statements", """{"answer":"none"}""", ["""{}""", """{"answer":"maybe"}""", """{"answer":"soft","areas":["LONG"]}""", """{"answer":"hard","reason":"LONG"}"""] },
        { "conflict-confirmations", """{"seat":"SEAT2","agree":false,"raiseTo":"soft"}""", ["""{}""", """{"seat":"NOBODY","agree":true}""", """{"seat":"SEAT2"}""", """{"seat":"SEAT2","agree":true,"raiseTo":"none"}""", """{"seat":"SEAT2","agree":true,"permitted":["read","to vote"]}""", """{"seat":"SEAT2","agree":true,"permitted":[null]}"""] },
        { "acknowledge", """{"message":"m"}""", ["""{}""", """{"message":" "}""", """{"message":"LONG"}"""] },
        { "messages", """{"report":"REPORT","text":"t"}""", ["""{"text":""}""", """{"text":"LONG"}""", """{"report":"NOBODY","text":"t"}"""] },
        { "triage", """{"impact":"low","risk":"low"}""", ["""{}""", """{"impact":"huge","risk":"low"}""", """{"impact":"low","risk":"low","note":"LONG"}""", """{"impact":"low","risk":"low","category":"He wrote"}"""] },
        { "assign", """{"seat":"SEAT2"}""", ["""{}""", """{"seat":null}"""] },
        { "urgency", """{"because":"ongoingThreat"}""", ["""{}""", """{"because":"mood"}""", """{"because":null}"""] },
        { "outside", """{"seat":"OUTSIDE","as":"mediator","task":"t","termsAccepted":"2026-01-01T00:00:00Z","until":"FAR"}""",
            ["""{}""", """{"seat":"OUTSIDE","as":"judge","task":"t","termsAccepted":"2026-01-01T00:00:00Z","until":"FAR"}""", """{"seat":"OUTSIDE","as":"mediator","task":"t","until":"FAR"}""",
                """{"seat":"OUTSIDE","as":"mediator","task":"t","termsAccepted":"FAR","until":"FAR"}""", """{"seat":"OUTSIDE","as":"mediator","task":"LONG","termsAccepted":"2026-01-01T00:00:00Z","until":"FAR"}""",
                """{"seat":"OUTSIDE","as":"mediator","task":"t","termsAccepted":"2026-01-01T00:00:00Z","until":"2020-01-01T00:00:00Z"}""", """{"seat":"NOBODY","as":"mediator","task":"t","termsAccepted":"2026-01-01T00:00:00Z","until":"FAR"}""",
                """{"seat":"OUTSIDE","as":"mediator","task":"t","termsAccepted":"2026-01-01T00:00:00Z","until":"FAR","include":["NOBODY"]}"""] },
        { "notes", """{"text":"n"}""", ["""{}""", """{"text":"LONG"}"""] },
        { "jurisdiction", """{"confirm":true}""", ["""{}""", """{"confirm":false,"reason":"LONG"}"""] },
        { "risk-factors", """{"factor":"attorneyHired","present":true}""", ["""{}""", """{"factor":"rain","present":true}""", """{"factor":"attorneyHired"}"""] },
        { "legal-requests", """{"question":"q","include":[]}""", ["""{}""", """{"question":"LONG"}""", """{"question":"q","proposal":"NOBODY"}""", """{"question":"q","include":[null]}""", """{"question":"q","include":["two screenshots"]}""", """{"question":"q","include":["NOBODY"]}"""] },
        { "legal-consultations", """{"outcome":"noExposure","by":"a lawyer"}""", ["""{}""", """{"outcome":"fine","by":"x"}""", """{"outcome":"noExposure"}""", """{"outcome":"noExposure","by":"x","note":"LONG"}"""] },
        { "hand-on", """{"text":"t"}""", ["""{}""", """{"text":" "}""", """{"text":"LONG"}"""] },
        { "retention", """{"source":"the chat","until":"TOMORROW"}""", ["""{}""", """{"source":"LONG","until":"TOMORROW"}""", """{"source":"the chat","until":"2020-01-01T00:00:00Z"}""", """{"source":"the chat","platform":"nowhere"}""", """{"source":"the chat","until":"TOMORROW","platform":"chat"}""", """{"source":"the chat","until":"TOMORROW","since":"2020-01-01T00:00:00Z"}"""] },
        { "safeguarding", """{"note":"n"}""", ["""{}""", """{"note":" "}""", """{"note":"LONG"}"""] },
        { "minor-identity", """{"seats":["SEAT2"]}""", ["""{}""", """{"seats":[]}""", """{"seats":["NOBODY"]}""", """{"seats":["SEAT2","SEAT2","SEAT2"]}""", """{"seats":["SEAT2"],"reason":"LONG"}"""] },
        { "guardians", """{"note":"n"}""", ["""{}""", """{"note":"LONG"}"""] },
        { "subjects", """{"identification":"claimed"}""", ["""{}""", """{"identification":"sure"}""", """{"person":"NOBODY","identification":"claimed"}""", """{"identification":"claimed","description":"LONG"}""", """{"add":true,"identification":"claimed"}""", """{"add":true,"person":"PERSON","accounts":["x:y"],"identification":"claimed"}"""] },
        { "subjects/PERSON/mistaken", """{"reason":"r"}""", ["""{}""", """{"reason":"LONG"}"""] },
        { "witnesses", """{"name":"Ann"}""", ["""{}""", """{"seat":"NOBODY"}""", """{"seat":"SEAT2","name":"both"}""", """{"name":"LONG"}"""] },
        { "unlink-report", """{"report":"REPORT"}""", ["""{}""", """{"report":"NOBODY"}"""] },
        { "link-reports", """{"report":"REPORT"}""", ["""{}"""] },
        { "interim-measures", """{"kind":"mute","until":"TOMORROW","reason":"r"}""", ["""{}""", """{"kind":"mute","reason":"r"}""", """{"kind":"mute","until":"2020-01-01T00:00:00Z","reason":"r"}""", """{"kind":"jail","until":"TOMORROW","reason":"r"}""", """{"kind":"mute","until":"9999-01-01T00:00:00Z","reason":"r"}""", """{"kind":"mute","until":"TOMORROW","reason":"LONG"}""", """{"kind":"mute","until":"TOMORROW","reason":"r","spaces":["no space"]}"""] },
        { "hearing", """{"response":"r"}""", ["""{}""", """{"response":"r","reasonForNone":"both"}""", """{"response":"LONG"}""", """{"person":"NOBODY","response":"r"}"""] },
        { "status", """{"state":"investigating"}""", ["""{}""", """{"state":"asleep"}""", """{"state":"onHold"}""", """{"state":"investigating","note":"LONG"}"""] },
        { "proposals", """{"route":"meeting","findings":[{"finding":"notEstablished"}],"rationale":{"forPanel":"x"}}""",
            [
                """{}""", """{"route":"telepathy","findings":[{"finding":"notEstablished"}],"rationale":{"forPanel":"x"}}""", """{"route":"meeting","findings":[],"rationale":{"forPanel":"x"}}""",
                """{"route":"meeting","findings":[{"finding":"notEstablished"}],"rationale":{"forPanel":"LONG"}}""",
                """{"route":"meeting","findings":[{"finding":"violation"}],"remedies":[{"type":"suspension","scope":{"bodies":["sextant"]},"from":"TOMORROW","until":"SOON"}],"rationale":{"forPanel":"x"}}""",
                """{"route":"meeting","findings":[{"finding":"violation"}],"remedies":[{"type":"suspension","scope":{"bodies":["sextant","sextant"]},"until":"TOMORROW"}],"rationale":{"forPanel":"x"}}""",
                """{"route":"meeting","findings":[{"finding":"violation"}],"remedies":[{"type":"suspension","scope":{"bodies":["all","sextant"]},"until":"TOMORROW"}],"rationale":{"forPanel":"x"}}""",
                """{"route":"meeting","findings":[{"finding":"violation"}],"remedies":[{"type":"suspension","scope":{"bodies":["sextant"],"spaces":["chat:sextant","chat:sextant"]},"until":"TOMORROW"}],"rationale":{"forPanel":"x"}}""",
                """{"route":"meeting","findings":[{"finding":"violation"}],"remedies":[{"type":"suspension","scope":{"bodies":["sextant"]},"until":"2020-01-01T00:00:00Z"}],"rationale":{"forPanel":"x"}}""",
                """{"route":"meeting","findings":[{"finding":"violation"}],"remedies":[{"type":"warning","from":"2020-01-01T00:00:00Z"}],"rationale":{"forPanel":"x"}}""",
                """{"route":"meeting","findings":[{"finding":"resolvedWithoutFinding"}],"remedies":[{"type":"agreement","steps":[{"who":"x","what":"y","due":"2020-01-01T00:00:00Z"}]}],"rationale":{"forPanel":"x"}}""",
                """{"route":"meeting","findings":[{"finding":"resolvedWithoutFinding"}],"remedies":[{"type":"agreement","steps":[{"what":"y","due":"TOMORROW"}]}],"rationale":{"forPanel":"x"}}""",
                """{"route":"meeting","findings":[{"finding":"resolvedWithoutFinding"}],"remedies":[{"type":"agreement","steps":[{"who":"x","what":"LONG","due":"TOMORROW"}]}],"rationale":{"forPanel":"x"}}""",
                """{"route":"meeting","findings":[{"finding":"resolvedWithoutFinding"}],"remedies":[{"type":"agreement","steps":[{"who":"x","what":"y","due":"TOMORROW","checks":"NOBODY"}]}],"rationale":{"forPanel":"x"}}""",
                """{"route":"meeting","findings":[{"finding":"resolvedWithoutFinding"}],"remedies":[{"type":"agreement","steps":["he stops"]}],"rationale":{"forPanel":"x"}}""",
            ] },
        { "communications", """{"to":"accused","text":"t"}""", ["""{}""", """{"to":"everybody","text":"t"}""", """{"to":"accused","text":"LONG"}""", """{"to":"accused","person":"NOBODY","text":"t"}"""] },
        { "transfers", """{"to":"orrery","share":"all"}""", ["""{}""", """{"to":"nowhere","share":"all"}""", """{"to":"orrery","share":"some"}""", """{"to":"orrery","share":"all","context":"LONG"}"""] },
        { "projects", """{"project":"astrolabe","concerned":true}""", ["""{}""", """{"project":"nowhere","concerned":true}"""] },
        { "accused-notice", """{"when":"later","why":"tampering","lookAgain":"TOMORROW"}""", ["""{}""", """{"when":"never","why":"w"}""", """{"when":"now","why":"LONG"}""", """{"person":"NOBODY","when":"now","why":"w"}"""] },
        { "answer-time", """{"until":"TOMORROW"}""", ["""{}""", """{"until":"2020-01-01T00:00:00Z"}""", """{"person":"NOBODY","until":"TOMORROW"}"""] },
        { "affected-codes", """{"affected":"AFFECTED"}""", ["""{}""", """{"affected":"NOBODY"}""", """{"affected":null,"theyAsked":true}"""] },
        { "mediation", """{"step":"propose","parties":["PERSON","REPORT"]}""",
            ["""{}""", """{"step":"force"}""", """{"step":"propose"}""", """{"step":"propose","parties":["PERSON"]}""", """{"step":"propose","parties":["PERSON","NOBODY"]}""", """{"step":"propose","parties":["PERSON","REPORT"],"note":"n"}""",
                """{"step":"outcome","outcome":"agreement"}""", """{"step":"outcome","mediation":"NOBODY","outcome":"ended"}""", """{"step":"outcome","outcome":"won"}""", """{"step":"outcome","outcome":"ended","note":"LONG"}"""] },
        { "split-report", """{"report":"REPORT","parts":[{"text":"the other matter"}]}""",
            ["""{}""", """{"parts":[]}""", """{"parts":[{"text":" "}]}""", """{"parts":[null]}""", """{"parts":[{"text":"LONG"}]}""", """{"parts":[{"text":"t","projects":["nowhere"]}]}""", """{"parts":[{"text":"t","subjects":[-1]}]}""",
                """{"report":"NOBODY","parts":[{"text":"t"}]}""", """{"parts":[{"text":"1"},{"text":"2"},{"text":"3"},{"text":"4"},{"text":"5"},{"text":"6"}]}"""] },
        { "comment-requests", """{"affected":["REPORT"],"until":"TOMORROW","text":"t"}""",
            ["""{}""", """{"affected":[],"until":"TOMORROW","text":"t"}""", """{"affected":["NOBODY"],"until":"TOMORROW","text":"t"}""", """{"affected":["REPORT"],"text":"t"}""", """{"affected":["REPORT"],"until":"2020-01-01T00:00:00Z","text":"t"}""",
                """{"affected":["REPORT"],"until":"9999-01-01T00:00:00Z","text":"t"}""", """{"affected":["REPORT"],"until":"TOMORROW"}""", """{"affected":["REPORT"],"until":"TOMORROW","text":"LONG"}"""] },
        { "code-renewals", """{"report":"REPORT"}""", ["""{"report":"NOBODY"}"""] },
        { "unsealings", """{"exception":"law","reason":"r","recipients":["SEAT2"]}""", ["""{}""", """{"exception":"curiosity","reason":"r","recipients":["SEAT2"]}""", """{"exception":"law","reason":"LONG","recipients":["SEAT2"]}""", """{"exception":"law","reason":"r"}""", """{"exception":"imminentDanger","reason":"r","recipients":["SEAT2"],"lawForbidsTelling":true}"""] },
        { "close", """{"outcome":"done"}""", ["""{"outcome":"LONG"}"""] },
        { "reopen", """{"reason":"r"}""", ["""{}""", """{"reason":"LONG"}"""] },
        { "joint", """{"mode":"together"}""", ["""{}""", """{"mode":"apart"}""", """{"mode":"alone","ground":"mood"}"""] },
        { "summary", """{"text":"t"}""", ["""{}""", """{"text":"LONG"}"""] },
    };

    // What names a thing in its path: nobody's id is 404 for everybody, before the body is looked at.
    public static TheoryData<string> OfThings =>
        ["proposals/NOBODY/votes", "proposals/NOBODY/objections", "proposals/NOBODY/close", "communications/NOBODY/approve", "communications/NOBODY/return", "interim-measures/NOBODY/review", "outside/NOBODY/end", "subjects/NOBODY/mistaken",
            "agreements/NOBODY/steps/NOBODY", "subjects/NOBODY/merge", "subjects/NOBODY/split", "agreements/NOBODY/review", "agreements/NOBODY/apology", "apologies/NOBODY/check", "monitoring/NOBODY", "retention/NOBODY/settle", "unsealings/NOBODY/agree", "code-renewals/NOBODY/agree", "data-requests/NOBODY/answer", "data-requests/NOBODY/extend", "data-requests/NOBODY/approve", "data-requests/NOBODY/return"];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Bad_bodies_are_400_with_the_fields_and_store_nothing(string command, string good, string[] bad)
    {
        var (id, say) = await TakenUpAsync();
        good.ShouldNotBeEmpty();
        var before = await VersionAsync(id);
        foreach (var body in bad)
        {
            var (status, json) = await cases.As("ira").PostAsync($"/api/cases/{id}/{say(command)}", JsonNode.Parse(say(body)));
            status.ShouldBe(400, $"{command} {body[..Math.Min(body.Length, 200)]}: {json.ToJsonString()[..Math.Min(json.ToJsonString().Length, 300)]}");
            ((string?)json["code"]).ShouldBe("validation");
            json["errors"]!.AsObject().Count.ShouldBeGreaterThan(0);
        }

        (await VersionAsync(id)).ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_seat_that_does_not_see_it_a_stranger_and_nobody_s_id_get_the_same_404(string command, string good, string[] bad)
    {
        var (id, say) = await TakenUpAsync("ira", "juno");
        bad.ShouldNotBeEmpty();
        var before = await VersionAsync(id);
        var path = say(command);
        foreach (var (who, at) in new[] { (cases.As("lou"), id), (cases.As("vera", "astrolabe"), id), (cases.As("ira"), Guid.NewGuid()) })
        {
            var (status, json) = await who.PostAsync($"/api/cases/{at}/{path}", JsonNode.Parse(say(good)));
            (status, (string?)json["code"]).ShouldBe((404, "notFound"), command);
        }

        (await VersionAsync(id)).ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_stale_version_is_412_before_any_rule(string command, string good, string[] bad)
    {
        var (id, say) = await TakenUpAsync();
        bad.ShouldNotBeEmpty();
        var before = await VersionAsync(id);

        var (status, json) = await cases.As("ira").SendAsync(HttpMethod.Post, $"/api/cases/{id}/{say(command)}", JsonNode.Parse(say(good)), ("If-Match", "\"1\""));

        (status, (string?)json["code"]).ShouldBe((412, "stale"), command);
        (await VersionAsync(id)).ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task In_a_closed_case_a_rule_refuses_it_and_a_key_used_for_something_else_is_422(string command, string good, string[] bad)
    {
        var (id, say) = await ClosedAsync();
        var (ira, path, key) = (cases.As("ira"), $"/api/cases/{id}/{say(command)}", ("Idempotency-Key", Guid.NewGuid().ToString()));
        bad.ShouldNotBeEmpty();
        var before = await VersionAsync(id);
        if (command == "reopen")
        {
            var first = await ira.SendAsync(HttpMethod.Post, path, JsonNode.Parse(good), key);
            (await ira.SendAsync(HttpMethod.Post, path, JsonNode.Parse(good), key)).Json.ToJsonString().ShouldBe(first.Json.ToJsonString());
            (await ira.SendAsync(HttpMethod.Post, path, new { reason = "another" }, key)).Status.ShouldBe(422);
            (await VersionAsync(id)).ShouldBe(before + 2, "once");
            return;
        }

        var (status, json) = await ira.SendAsync(HttpMethod.Post, path, JsonNode.Parse(say(good)));

        status.ShouldBe(409, $"{command}: {json.ToJsonString()}");
        ((string?)json["code"]).ShouldNotBeNullOrEmpty();
        ((string?)json["detail"]).ShouldNotBeNullOrEmpty();
        (await VersionAsync(id)).ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task What_was_done_with_a_key_is_answered_the_same_and_with_another_body_422(string command, string good, string[] bad)
    {
        var (id, say) = await TakenUpAsync();
        bad.ShouldNotBeEmpty();
        var (ira, path, key, body) = (cases.As("ira"), $"/api/cases/{id}/{say(command)}", ("Idempotency-Key", Guid.NewGuid().ToString()), JsonNode.Parse(say(good))!);
        var before = await VersionAsync(id);
        var (status, first) = await ira.SendAsync(HttpMethod.Post, path, body.DeepClone(), key);
        var after = await VersionAsync(id);
        var changed = body.DeepClone();
        changed["also"] = "another";

        if (status >= 300)
        {
            status.ShouldBeOneOf([409, 503], $"{command}: {first.ToJsonString()}"); // not now, or who is asked is not there
            ((string?)first["code"]).ShouldNotBeNullOrEmpty();
            after.ShouldBe(before);
            return;
        }

        if (after > before) // nothing is kept of what had no effect
        {
            (await ira.SendAsync(HttpMethod.Post, path, changed, key)).Status.ShouldBe(status == 200 ? 422 : 404, command);
        }

        var again = await ira.SendAsync(HttpMethod.Post, path, body.DeepClone(), key);
        (again.Status == 404 || again.Json.ToJsonString() == first.ToJsonString()).ShouldBeTrue(command);
        (await VersionAsync(id)).ShouldBe(after, command);
    }

    [Theory]
    [MemberData(nameof(OfThings))]
    public async Task What_names_a_thing_that_is_not_there_is_404_whatever_the_body(string command)
    {
        var (id, say) = await TakenUpAsync("ira");
        foreach (var body in new object[] { new { }, new { vote = 7 }, new { state = "done" } })
        {
            var (status, json) = await cases.As("ira").PostAsync($"/api/cases/{id}/{say(command)}", body);
            (status, (string?)json["code"]).ShouldBe((404, "notFound"), command);
        }
    }

    [Fact]
    public void Every_command_of_a_panel_has_its_row()
    {
        var rows = Commands.Select(r => r.Data.Item1).Concat(OfThings.Select(r => r.Data)).Select(r => r.Replace("/PERSON", "", StringComparison.Ordinal).Replace("/NOBODY", "", StringComparison.Ordinal)).ToHashSet();
        var offered = Coc.Cases.Domain.Availability.Commands;

        offered.Except(rows).Except(["evidence", "resolution-notice", "follow-up", "minor", "co-decider", "hand-on/take"]).ShouldBeEmpty("without a body there is nothing wrong to say in it; files have tests of their own");
    }

    private async Task<(Guid Id, Func<string, string> Say)> TakenUpAsync(params string[] names)
    {
        var (report, person) = await RouteAsync();
        return (await cases.TakeUpAsync(report, "sextant", names), Words(report, person));
    }

    private Func<string, string> Words(Guid report, Guid person) => text => text
        .Replace("LONG", Long, StringComparison.Ordinal).Replace("NOBODY", Guid.Empty.ToString("D")[..^1] + "7", StringComparison.Ordinal).Replace("SEAT2", CasesApp.SeatOf("juno", "sextant").ToString(), StringComparison.Ordinal)
        .Replace("REPORT", report.ToString(), StringComparison.Ordinal).Replace("PERSON", person.ToString(), StringComparison.Ordinal).Replace("AFFECTED", Affected.ToString(), StringComparison.Ordinal)
        .Replace("OUTSIDE", CasesApp.SeatOf("mia", "sextant").ToString(), StringComparison.Ordinal).Replace("FAR", cases.Now.AddDays(30).ToString("O"), StringComparison.Ordinal)
        .Replace("TOMORROW", cases.Now.AddDays(1).ToString("O"), StringComparison.Ordinal).Replace("SOON", cases.Now.AddHours(1).ToString("O"), StringComparison.Ordinal);

    // Somebody it happened to, who did not report.
    private async Task<(Guid Report, Guid Person)> RouteAsync()
    {
        var (report, person) = await cases.RouteAsync();
        cases.App.Neighbours.Answer($"GET /internal/reports/{report}/affected-knowledge", new AffectedKnowledge(report, false, [new(Affected, false, "yes")]));
        cases.App.Neighbours.Answer($"GET /internal/reports/{report}/mediation-facts", new MediationFacts(report, true, false, false, false));
        cases.App.Neighbours.Answer($"GET /internal/reports/{report}/renewal-facts", new RenewalFacts(report, false, false));
        cases.App.Neighbours.Answer<HandlingQuestion>(
            $"POST /internal/outside/sextant/{CasesApp.SeatOf("mia", "sextant")}", _ => new OutsidePerson(new(CasesApp.SeatOf("mia", "sextant"), Coc.Platform.Ids.V5(Guid.Empty, "mia"), "outside", false, "appointed", 0), "Mia", false));
        return (report, person);
    }

    private async Task<(Guid Id, Func<string, string> Say)> ClosedAsync()
    {
        var (report, person) = await RouteAsync();
        var id = await cases.TakeUpAsync(report);
        var ira = cases.As("ira");
        await ira.DoAsync(id, "triage", new { impact = "low", risk = "low" });
        var after = await ira.DoAsync(id, "proposals", new { route = "meeting", findings = new[] { new { person, finding = "outOfScope" } }, rationale = new { forPanel = "elsewhere" } });
        foreach (var name in new[] { "ira", "juno", "kai" })
        {
            await cases.As(name).DoAsync(id, $"proposals/{after["proposals"]![0]!["id"]}/votes", new { vote = "yes" });
        }

        await ira.DoAsync(id, $"proposals/{after["proposals"]![0]!["id"]}/close");
        await cases.WordAsync(id, report); // whom it was about never knew
        await ira.DoAsync(id, "resolution-notice");
        await ira.DoAsync(id, "close");
        return (id, Words(report, person));
    }

    private async Task<long> VersionAsync(Guid id) => (long)(await cases.ScalarAsync($"select count(*) from mt.mt_events where stream_id = '{id}'"))!;
}
