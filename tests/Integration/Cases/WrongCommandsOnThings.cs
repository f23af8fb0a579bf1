using System.Text.Json.Nodes;
using Coc.Contracts.Channel;
using Coc.Contracts.Intake;

namespace Coc.Integration.Cases;

/// <summary>What is done to a proposal, draft, measure, request or step, asked wrongly in every way: a clear 4xx with its code, and nothing is stored.</summary>
public sealed class WrongCommandsOnThings(CasesApp cases) : IClassFixture<CasesApp>
{
    private static readonly string Long = new('x', 60_001);

    /// <summary>The command, who does it, a body it takes, and bodies it does not.</summary>
    public static TheoryData<string, string, string, string[]> Commands => new()
    {
        { "proposals/PROPOSAL/votes", "juno", """{"vote":"yes"}""", ["""{}""", """{"vote":"perhaps"}""", """{"vote":7}"""] },
        { "proposals/WRITTEN/objections", "juno", """{"kind":"objection"}""", ["""{}""", """{"kind":"mood"}"""] },
        { "proposals/PROPOSAL/close", "ira", """{}""", ["""{"present":"all"}"""] },
        { "communications/DRAFT/approve", "juno", """{}""", [] },
        { "communications/DRAFT/return", "juno", """{"why":"it names somebody"}""", ["""{}""", """{"why":" "}""", """{"why":"LONG"}"""] },
        { "interim-measures/MEASURE/review", "juno", """{"verdict":"reverse"}""", ["""{}""", """{"verdict":"maybe"}""", """{"verdict":"confirm","until":"2020-01-01T00:00:00Z"}"""] },
        { "unsealings/UNSEALING/agree", "ira", """{}""", [] },
        { "code-renewals/RENEWAL/agree", "juno", """{}""", [] },
        { "data-requests/ASKED/answer", "ira", """{"outcome":"refused","ground":"privileged","text":"t"}""", ["""{}""", """{"outcome":"refused","text":"t"}""", """{"outcome":"refused","ground":"privileged","text":"LONG"}"""] },
        { "data-requests/ASKED/extend", "ira", """{"because":"complex","text":"t"}""", ["""{}""", """{"because":"lazy","text":"t"}""", """{"because":"complex","text":"LONG"}"""] },
        { "data-requests/DRAFTED/approve", "juno", """{}""", [] },
        { "data-requests/DRAFTED/return", "juno", """{"why":"w"}""", ["""{}""", """{"why":"LONG"}"""] },
        { "retention/RETENTION/settle", "juno", """{"outcome":"saved"}""", ["""{}""", """{"outcome":"found"}"""] },
        { "monitoring/LOOK", "juno", """{"outcome":"kept"}""", ["""{}""", """{"outcome":"fine"}""", """{"outcome":"kept","note":"LONG"}"""] },
        { "agreements/MISSED/review", "ira", """{"outcome":"ended","note":"n"}""", ["""{}""", """{"outcome":"breached"}""", """{"outcome":"goesOn","note":"LONG"}"""] },
        { "agreements/AGREEMENT/steps/STEP", "juno", """{"state":"done"}""", ["""{}""", """{"state":"forgotten"}""", """{"state":"extended"}""", """{"state":"extended","until":"2020-01-01T00:00:00Z"}"""] },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Bad_bodies_are_400_with_the_fields_and_store_nothing(string command, string by, string good, string[] bad)
    {
        var (id, say) = await WithThingsAsync(command);
        good.ShouldNotBeEmpty();
        var before = await VersionAsync(id);
        foreach (var body in bad)
        {
            var (status, json) = await cases.As(by).PostAsync($"/api/cases/{id}/{say(command)}", JsonNode.Parse(say(body)));
            status.ShouldBe(400, $"{command} {body}");
            ((string?)json["code"]).ShouldBeOneOf("validation", "malformedJson");
        }

        (await VersionAsync(id)).ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task From_a_case_that_does_not_have_it_from_a_stranger_and_with_a_stale_version_it_is_refused(string command, string by, string good, string[] bad)
    {
        var (id, say) = await WithThingsAsync(command);
        bad.ShouldNotBeNull();
        var other = await cases.TakeUpAsync((await cases.RouteAsync()).Report);
        var (before, elsewhere, body) = (await VersionAsync(id), await VersionAsync(other), JsonNode.Parse(say(good)));

        foreach (var (who, at) in new[] { (cases.As("vera", "astrolabe"), id), (cases.As("mo"), id), (cases.As(by), other) })
        {
            (await who.PostAsync($"/api/cases/{at}/{say(command)}", body!.DeepClone())).Status.ShouldBe(404, command);
        }

        var (status, json) = await cases.As(by).SendAsync(HttpMethod.Post, $"/api/cases/{id}/{say(command)}", body, ("If-Match", "\"1\""));
        (status, (string?)json["code"]).ShouldBe((412, "stale"), command);
        (await VersionAsync(id)).ShouldBe(before);
        (await VersionAsync(other)).ShouldBe(elsewhere);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Done_once_the_key_answers_the_same_refuses_another_body_and_without_it_nothing_happens_twice(string command, string by, string good, string[] bad)
    {
        var (id, say) = await WithThingsAsync(command);
        bad.ShouldNotBeNull();
        var (path, key, body) = ($"/api/cases/{id}/{say(command)}", ("Idempotency-Key", Guid.NewGuid().ToString()), JsonNode.Parse(say(good))!);

        var (status, first) = await cases.As(by).SendAsync(HttpMethod.Post, path, body.DeepClone(), key);

        status.ShouldBe(200, $"{command}: {first.ToJsonString()[..Math.Min(300, first.ToJsonString().Length)]}");
        var after = await VersionAsync(id);
        (await cases.As(by).SendAsync(HttpMethod.Post, path, body.DeepClone(), key)).Json.ToJsonString().ShouldBe(first.ToJsonString(), command);
        var changed = body.DeepClone();
        changed["also"] = "another";
        (await cases.As(by).SendAsync(HttpMethod.Post, path, changed, key)).Status.ShouldBe(422, command);
        var again = await cases.As(by).PostAsync(path, body.DeepClone());
        (again.Status == 200 || (again.Status == 409 && (string?)again.Json["code"] is { Length: > 0 })).ShouldBeTrue($"{command}: {again.Status} {again.Json.ToJsonString()}");
        (await VersionAsync(id)).ShouldBe(after, command);
    }

    private async Task<(Guid Id, Func<string, string> Say)> WithThingsAsync(string command)
    {
        var (report, person) = await cases.RouteAsync();
        cases.Held[report] = CasesApp.SeatOf("ira", "sextant");
        cases.App.Neighbours.Answer($"GET /internal/reports/{report}/holder", new ReportHolder(report, CasesApp.SeatOf("ira", "sextant")));
        cases.App.Neighbours.Answer($"GET /internal/reports/{report}/renewal-facts", new RenewalFacts(report, true, true));
        var id = await cases.TakeUpAsync(report, "sextant", "ira", "juno", "kai");
        var ira = cases.As("ira");
        await ira.DoAsync(id, "triage", new { impact = "low", risk = "low" });
        var words = new Dictionary<string, Guid>();
        await MakeAsync(command, id, report, person, words);
        return (id, text => words.Aggregate(text.Replace("LONG", Long, StringComparison.Ordinal), (said, word) => said.Replace(word.Key, word.Value.ToString(), StringComparison.Ordinal)));
    }

    // The one thing the command is about.
    private async Task MakeAsync(string command, Guid id, Guid report, Guid person, Dictionary<string, Guid> words)
    {
        var (ira, juno) = (cases.As("ira"), cases.As("juno"));
        object Proposal(string route, string finding, params object[] remedies) => new { route, findings = new[] { new { person, finding } }, remedies, rationale = new { forPanel = "x" } };
        static Guid First(JsonNode seen, string list) => (Guid)seen[list]![0]!["id"]!;
        switch (command.Split('/')[1])
        {
            case "PROPOSAL":
                words["PROPOSAL"] = First(await ira.DoAsync(id, "proposals", Proposal("meeting", "outOfScope")), "proposals");
                break;
            case "WRITTEN":
                words["WRITTEN"] = First(await ira.DoAsync(id, "proposals", Proposal("written", "outOfScope")), "proposals");
                break;
            case "DRAFT":
                words["DRAFT"] = First(await ira.DoAsync(id, "communications", new { to = "reporter", report, text = "t" }), "communications");
                break;
            case "MEASURE":
                words["MEASURE"] = First(await ira.DoAsync(id, "interim-measures", new { person, kind = "mute", until = cases.Now.AddDays(2), reason = "r" }), "interim");
                break;
            case "UNSEALING":
                words["UNSEALING"] = First(await juno.DoAsync(id, "unsealings", new { exception = "imminentDanger", reason = "r", recipients = new[] { CasesApp.SeatOf("kai", "sextant") } }), "unsealings");
                break;
            case "RENEWAL":
                words["RENEWAL"] = First(await ira.DoAsync(id, "code-renewals", new { report }), "codeRenewals");
                cases.App.Neighbours.Answer($"GET /internal/reports/{report}/renewals/{words["RENEWAL"]}/half", new RenewalHalf("HALF-CODE"));
                break;
            case "RETENTION":
                words["RETENTION"] = First(await ira.DoAsync(id, "retention", new { source = "the chat", until = cases.Now.AddDays(2) }), "retentions");
                break;
            case "ASKED" or "DRAFTED":
                var request = words[command.Split('/')[1]] = Guid.NewGuid();
                await cases.HandAsync(new ReporterWrote(cases.Origin(), report, request, "dataRequest", "copy"));
                if (command.Contains("DRAFTED", StringComparison.Ordinal))
                {
                    await ira.DoAsync(id, $"data-requests/{request}/answer", new { outcome = "refused", ground = "privileged", text = "t" });
                }

                break;
            case "LOOK":
                words["LOOK"] = await WatchedAsync(id, person);
                break;
            default:
                var step = new { who = "the person", what = "writes", due = cases.Now.AddDays(10), checks = CasesApp.SeatOf("juno", "sextant") };
                var proposal = First(await ira.DoAsync(id, "proposals", Proposal("meeting", "resolvedWithoutFinding", new { person, type = "agreement", steps = new[] { step } })), "proposals");
                foreach (var name in new[] { "ira", "juno", "kai" })
                {
                    await cases.As(name).DoAsync(id, $"proposals/{proposal}/votes", new { vote = "yes" });
                }

                var agreed = await ira.DoAsync(id, $"proposals/{proposal}/close");
                (words["AGREEMENT"], words["STEP"]) = (First(agreed, "agreements"), (Guid)agreed["agreements"]![0]!["steps"]![0]!["id"]!);
                if (command.Contains("MISSED", StringComparison.Ordinal))
                {
                    await juno.DoAsync(id, $"agreements/{words["AGREEMENT"]}/steps/{words["STEP"]}", new { state = "missed" });
                    words["MISSED"] = words["AGREEMENT"];
                }

                break;
        }
    }

    // A warning was told, and a week has passed.
    private async Task<Guid> WatchedAsync(Guid id, Guid person)
    {
        var ira = cases.As("ira");
        await ira.DoAsync(id, "hearing", new { response = "I was tired." });
        var proposed = await ira.DoAsync(id, "proposals", new
        {
            route = "meeting", findings = new[] { new { person, finding = "violation", category = "incivility" } }, remedies = new[] { new { person, type = "warning", scope = new { bodies = new[] { "sextant" } } } },
            rationale = new { forPanel = "x" },
        });
        foreach (var name in new[] { "ira", "juno", "kai" })
        {
            await cases.As(name).DoAsync(id, $"proposals/{proposed["proposals"]![0]!["id"]}/votes", new { vote = "yes" });
        }

        await ira.DoAsync(id, $"proposals/{proposed["proposals"]![0]!["id"]}/close");
        var drafted = await ira.DoAsync(id, "communications", new { to = "accused", text = "We have decided." });
        var told = await cases.As("juno").DoAsync(id, $"communications/{drafted["communications"]![0]!["id"]}/approve");
        cases.Advance(TimeSpan.FromDays(7));
        await cases.SettledAsync();
        return (Guid)told["monitoring"]![0]!["id"]!;
    }

    private async Task<long> VersionAsync(Guid id) => (long)(await cases.ScalarAsync($"select count(*) from mt.mt_events where stream_id = '{id}'"))!;
}
