using System.Text.Json.Nodes;
using Coc.Contracts.Intake;

namespace Coc.Integration.Cases;

/// <summary>Those it happened to are asked what they think of what is proposed (R45); what they say lies with Intake.</summary>
public sealed class RequestingComments(CasesApp cases) : IClassFixture<CasesApp>
{
    private async Task<(Guid Id, Guid Report, Guid Person)> OpenAsync()
    {
        var (report, person) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira", "juno", "kai");
        await cases.As("ira").DoAsync(id, "triage", new { impact = "medium", risk = "medium" });
        await cases.As("ira").DoAsync(id, "hearing", new { reasonForNone = "not reachable" });
        return (id, report, person);
    }

    private Task<JsonNode> ProposeAsync(Guid id) => cases.As("ira").DoAsync(id, "proposals", new
    {
        route = "meeting", findings = new[] { new { finding = "violation", category = "harassment" } }, rationale = new { forPanel = "CANARYpanel", forAccused = "CANARYaccused", forReporter = "He would stay away for a month." },
    });

    [Fact]
    public async Task Asked_with_the_proposal_s_words_for_reporters_approved_by_another_and_what_was_said_is_on_record()
    {
        var (id, report, _) = await OpenAsync();
        await ProposeAsync(id);
        var drafted = await cases.As("ira").DoAsync(id, "comment-requests", new { affected = new[] { report }, until = cases.Now.AddDays(5) });
        var request = drafted["commentRequests"]!.AsArray().ShouldHaveSingleItem()!;
        var draft = drafted["communications"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)draft["text"], (string?)draft["state"]).ShouldBe(("He would stay away for a month.", "draft"));
        drafted["messages"]!.AsArray().ShouldBeEmpty("nothing goes before another seat has looked");
        (await cases.As("ira").RefusedAsync(id, $"communications/{draft["id"]}/approve")).ShouldBe("ownDraft");

        var sent = await cases.As("juno").DoAsync(id, $"communications/{draft["id"]}/approve");

        ((bool)sent["commentRequests"]![0]!["affected"]![0]!["asked"]!).ShouldBeTrue();
        var asIntake = new Asking(cases.App.AsService("intake"));
        var (_, message) = await asIntake.GetAsync($"/internal/cases/{id}/messages/{draft["id"]}");
        ((string?)message["text"]).ShouldBe("He would stay away for a month.");
        message.ToJsonString().ShouldNotContain("CANARY");

        var entry = Guid.NewGuid();
        await cases.HandAsync(new ReporterWrote(cases.Origin(), report, entry, "comment", About: (Guid)request["id"]!));
        await cases.HandAsync(new ReporterWrote(cases.Origin(), report, entry, "comment", About: (Guid)request["id"]!));
        var (_, seen) = await cases.As("kai").GetAsync($"/api/cases/{id}");
        ((Guid)seen["commentRequests"]![0]!["affected"]![0]!["comments"]!.AsArray().ShouldHaveSingleItem()!["entry"]!).ShouldBe(entry);
    }

    [Fact]
    public async Task Silence_holds_nothing_up_and_with_the_decision_it_is_over()
    {
        var (id, report, _) = await OpenAsync();
        var proposal = (await ProposeAsync(id))["proposals"]![0]!["id"]!;
        var draft = (await cases.As("ira").DoAsync(id, "comment-requests", new { affected = new[] { report }, until = cases.Now.AddDays(30), text = "We would ask him to stay away." }))["communications"]![0]!["id"]!;
        await cases.As("juno").DoAsync(id, $"communications/{draft}/approve");
        foreach (var name in new[] { "ira", "juno", "kai" })
        {
            await cases.As(name).DoAsync(id, $"proposals/{proposal}/votes", new { vote = "yes" });
        }

        var decided = await cases.As("ira").DoAsync(id, $"proposals/{proposal}/close");

        ((string?)decided["state"]).ShouldBe("decided");
        ((string?)decided["commentRequests"]![0]!["state"]).ShouldBe("ended");
        decided["allowed"]!.AsArray().Select(a => (string?)a).ShouldNotContain("comment-requests");
        (await cases.As("ira").RefusedAsync(id, "comment-requests", new { affected = new[] { report }, until = cases.Now.AddDays(5), text = "t" })).ShouldBe("alreadyDecided");
    }

    [Fact]
    public async Task Who_does_not_see_the_case_finds_no_door_and_no_text_is_readable_in_the_store()
    {
        var (id, report, _) = await OpenAsync();
        var body = new { affected = new[] { report }, until = cases.Now.AddDays(5), text = "CANARYcomment" };
        foreach (var (name, slug) in new[] { ("mo", "sextant"), ("ada", "orrery") })
        {
            (await cases.As(name, slug).PostAsync($"/api/cases/{id}/comment-requests", body)).Status.ShouldBe(404);
        }

        await cases.As("ira").DoAsync(id, "comment-requests", body);
        (await cases.ScalarAsync("select count(*) from mt.mt_events where data::text like '%CANARYcomment%'")).ShouldBe(0L);
    }
}
