using System.Text.Json.Nodes;
using Coc.Contracts.Channel;
using Coc.Contracts.Intake;
using Coc.Integration.Fixtures;

namespace Coc.Integration.Cases;

/// <summary>Mediation as the panel offers and ends it (R41, P6); the pages, on which people answer, are Intake's next door.</summary>
public sealed class OfferingMediation(CasesApp cases) : IClassFixture<CasesApp>
{
    private async Task<(Guid Id, Guid Report, Guid Person, Guid Room)> OpenAsync(MediationFacts? facts = null)
    {
        var (report, person) = await cases.RouteAsync();
        cases.App.Neighbours.Answer($"GET /internal/reports/{report}/affected-knowledge", new AffectedKnowledge(report, false));
        cases.App.Neighbours.Answer($"GET /internal/reports/{report}/mediation-facts", (facts ?? new MediationFacts(report, true, false, false, false)) with { Report = report });
        cases.App.Neighbours.Answer<RoomRequest>("POST /internal/rooms", _ => new RoomAnswer("AAAA-BBBB-CCCC-DDDD-EEEE"));
        var id = await cases.TakeUpAsync(report, "sextant", "ira", "juno", "kai");
        await cases.As("ira").DoAsync(id, "acknowledge", new { message = "We have it." });
        await cases.As("ira").DoAsync(id, "triage", new { impact = "medium", risk = "medium" });
        var room = (Guid)(await cases.As("ira").DoAsync(id, "accused-notice", new { when = "now", why = "w" }))["rooms"]![0]!["id"]!;
        await FromRoomAsync(room, "entered");
        return (id, report, person, room);
    }

    private Task FromRoomAsync(Guid room, string kind, Guid? about = null, string? outcome = null) => cases.HandAsync(new AccusedWrote(cases.Origin(), room, Guid.NewGuid(), kind, about, outcome));

    private Task FromReceiptAsync(Guid report, Guid? about, string answer) => cases.HandAsync(new ReporterWrote(cases.Origin(), report, Guid.NewGuid(), "mediation", answer, About: about));

    private async Task<JsonNode> SeenAsync(Guid id) => (await cases.As("juno").GetAsync($"/api/cases/{id}")).Json;

    [Fact]
    public async Task Offered_agreed_and_ended_with_an_agreement_and_no_answer_is_shown_to_anybody()
    {
        var (id, report, person, room) = await OpenAsync();
        var offered = await cases.As("ira").DoAsync(id, "mediation", new { step = "propose", parties = new[] { person, report } });
        var mediation = (Guid)offered["mediations"]![0]!["id"]!;
        (await cases.As("ira").RefusedAsync(id, "proposals", new { route = "meeting", findings = new[] { new { finding = "outOfScope" } }, rationale = new { forPanel = "x" } })).ShouldBe("mediationOpen");
        var before = (await SeenAsync(id))["mediations"]!.ToJsonString();

        await FromReceiptAsync(report, mediation, "yes");
        await FromRoomAsync(room, "mediation", mediation, "no");

        (await SeenAsync(id))["mediations"]!.ToJsonString().ShouldBe(before, "who said what is nobody's to see");
        await FromRoomAsync(room, "mediation", mediation, "yes");
        var running = await SeenAsync(id);
        ((string?)running["mediations"]![0]!["state"]).ShouldBe("takesPlace");
        ((DateTimeOffset)running["clocks"]!.AsArray().Single(c => (string?)c!["kind"] == "mediation")!["due"]!).ShouldBe((DateTimeOffset)running["mediations"]![0]!["until"]!);

        var ended = await cases.As("juno").DoAsync(id, "mediation", new { step = "outcome", outcome = "agreement", note = "CANARYmediation" });
        ((string?)ended["mediations"]![0]!["state"], (string?)ended["mediations"]![0]!["note"]).ShouldBe(("agreement", "CANARYmediation"));
        ((long)(await cases.ScalarAsync("select count(*) from mt.mt_events where data::text like '%CANARYmediation%'"))!).ShouldBe(0);
        (await cases.As("juno").RefusedAsync(id, "mediation", new { step = "outcome", mediation, outcome = "ended" })).ShouldBe("mediationOver");
        var intake = new Asking(cases.App.AsService("intake"));
        ((string?)(await intake.GetAsync($"/internal/cases/{id}/rooms/{room}/items/{mediation}")).Json["state"]).ShouldBe("agreement");
        (await intake.GetAsync($"/internal/cases/{id}/rooms/{room}/items/{mediation}")).Json.ToJsonString().ShouldNotContain("CANARY");
    }

    [Theory]
    [InlineData("no", null)]
    [InlineData("yes", "no")]
    public async Task The_history_of_the_case_says_by_no_name_and_no_time_who_did_not_want_it(string affected, string? accused)
    {
        var (id, report, person, room) = await OpenAsync();
        var mediation = (Guid)(await cases.As("ira").DoAsync(id, "mediation", new { step = "propose", parties = new[] { report, person } }))["mediations"]![0]!["id"]!;
        await FromReceiptAsync(report, mediation, affected);
        if (accused is not null)
        {
            await FromRoomAsync(room, "mediation", mediation, accused);
        }

        cases.Advance(TimeSpan.FromDays(8));
        ((string?)(await SeenAsync(id))["mediations"]![0]!["state"]).ShouldBe("asked");
        cases.Advance(TimeSpan.FromDays(7));
        await Eventually.TrueAsync(async () => (string?)(await SeenAsync(id))["mediations"]![0]!["state"] == "ended", "it did not end");

        var history = (await cases.As("juno").GetAsync($"/api/cases/{id}/history?limit=200")).Json["items"]!.AsArray().Select(s => (string)s!["what"]!).ToList();
        history.Skip(history.IndexOf("mediation_offered")).Where(w => w.StartsWith("mediation", StringComparison.Ordinal) || w.StartsWith("room", StringComparison.Ordinal)).ShouldBe(["mediation_offered", "mediation_ended"]);
    }

    [Fact]
    public async Task Silence_is_no_and_time_alone_says_so()
    {
        var (id, report, person, _) = await OpenAsync();
        await cases.As("ira").DoAsync(id, "mediation", new { step = "propose", parties = new[] { report, person } });

        cases.Advance(TimeSpan.FromDays(15));

        await Eventually.TrueAsync(async () => (string?)(await SeenAsync(id))["mediations"]![0]!["state"] == "ended", "it did not end");
    }

    [Theory]
    [InlineData(false, false, false, "notAffected")]
    [InlineData(true, true, false, "mediationBarred")]
    [InlineData(true, false, true, "minor")]
    public async Task Where_it_would_harm_it_is_refused_by_rule(bool ofAffected, bool safetyConcern, bool minor, string code)
    {
        var (id, report, person, _) = await OpenAsync(new(default, ofAffected, safetyConcern, minor, false));

        (await cases.As("ira").RefusedAsync(id, "mediation", new { step = "propose", parties = new[] { person, report } })).ShouldBe(code);

        if (code == "mediationBarred")
        {
            await FromReceiptAsync(report, null, "yes");
            ((bool)(await SeenAsync(id))["reports"]![0]!["asksForMediation"]!).ShouldBeTrue();
            await cases.As("ira").DoAsync(id, "mediation", new { step = "propose", parties = new[] { person, report } });
        }
    }

    [Fact]
    public async Task While_intake_is_silent_nothing_is_offered()
    {
        var (id, report, person, _) = await OpenAsync();
        cases.App.Neighbours.Answer($"GET /internal/reports/{report}/mediation-facts", null);

        (await cases.As("ira").PostAsync($"/api/cases/{id}/mediation", new { step = "propose", parties = new[] { person, report } })).Status.ShouldBe(503);

        (await SeenAsync(id))["mediations"]!.AsArray().ShouldBeEmpty();
    }
}
