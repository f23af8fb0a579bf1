using System.Text.Json.Nodes;
using Coc.Contracts.Channel;

namespace Coc.Integration.Cases;

/// <summary>Who reads a held identity, and how it comes to be unsealed (R3, P11).</summary>
public sealed class UnsealingIdentities(CasesApp cases) : IClassFixture<CasesApp>
{
    private async Task<(Guid Report, Guid Case)> HeldAsync(string holder = "ira")
    {
        var (report, _) = await cases.RouteAsync();
        if (holder.Length > 0)
        {
            cases.Held[report] = CasesApp.SeatOf(holder, "sextant");
        }

        var id = await cases.TakeUpAsync(report, "sextant", "ira", "juno", "kai", "lou");
        cases.App.Neighbours.Answer($"GET /internal/reports/{report}/holder", new ReportHolder(report, holder.Length == 0 ? null : CasesApp.SeatOf(holder, "sextant")));
        cases.App.Neighbours.Answer($"GET /internal/reports/{report}/identity", new HeldIdentity(report, "Rumi CANARYheld", "rumi@secret.example", null));
        return (report, id);
    }

    private async Task<int> ReadAsync(string by, Guid id, Guid report) => (await cases.As(by).GetAsync($"/api/cases/{id}/reports/{report}/identity")).Status;

    private static object Request(string exception = "imminentDanger", string reason = "CANARYreason", object? recipients = null, bool? lawForbidsTelling = null) =>
        new { exception, reason, recipients = recipients ?? new[] { CasesApp.SeatOf("kai", "sextant") }, lawForbidsTelling };

    [Theory]
    [InlineData("ira", true)]
    [InlineData("mo", false)]
    [InlineData("", false)]
    public async Task Unsealing_is_offered_exactly_where_a_holder_on_the_panel_holds_something(string holder, bool offered)
    {
        var (_, id) = await HeldAsync(holder);

        var allowed = (await cases.As("juno").GetAsync($"/api/cases/{id}")).Json["allowed"]!.AsArray().Select(a => (string?)a).ToList();

        allowed.Contains("unsealings").ShouldBe(offered);
        (await cases.As("juno").PostAsync($"/api/cases/{id}/unsealings", Request())).Status.ShouldBe(offered ? 200 : 409);
        (await cases.As("juno").DoAsync(id, "notes", new { text = "n" }))["allowed"]!.AsArray().Select(a => (string?)a).Contains("unsealings").ShouldBe(offered);
        (await cases.As("ira").GetAsync($"/api/cases/{id}")).Json["allowed"]!.AsArray().Select(a => (string?)a).Contains("unsealings/agree").ShouldBe(offered);
    }

    [Fact]
    public async Task Of_somebody_under_age_two_seats_know_at_most()
    {
        var (report, id) = await HeldAsync();
        cases.App.Neighbours.Answer($"GET /internal/reports/{report}/holder", new ReportHolder(report, CasesApp.SeatOf("ira", "sextant"), Held: true, Minor: true));

        (await cases.As("juno").RefusedAsync(id, "unsealings", Request(recipients: new[] { CasesApp.SeatOf("kai", "sextant"), CasesApp.SeatOf("juno", "sextant") }))).ShouldBe("minor");
        var asked = await cases.As("juno").DoAsync(id, "unsealings", Request());
        await cases.As("ira").DoAsync(id, $"unsealings/{asked["unsealings"]![0]!["id"]}/agree");
        (await cases.As("juno").RefusedAsync(id, "unsealings", Request(recipients: new[] { CasesApp.SeatOf("lou", "sextant") }))).ShouldBe("minor");
    }

    [Fact]
    public async Task The_holder_reads_and_for_the_others_it_is_not_there()
    {
        var (report, id) = await HeldAsync();

        var held = (await cases.As("ira").GetAsync($"/api/cases/{id}/reports/{report}/identity")).Json;

        ((string)held["name"]!).ShouldBe("Rumi CANARYheld");
        foreach (var other in new[] { "juno", "kai", "lou", "mo" })
        {
            (await ReadAsync(other, id, report)).ShouldBe(404, other);
        }

        (await ReadAsync("ira", id, Guid.NewGuid())).ShouldBe(404);
        (await cases.ScalarAsync($"select count(*) from app.case_reads where case_id = '{id}' and part = 'identity'")).ShouldBe(1L);
    }

    [Fact]
    public async Task With_the_holder_and_one_more_it_opens_to_those_named_and_the_record_says_why()
    {
        var (report, id) = await HeldAsync();
        var asked = await cases.As("juno").DoAsync(id, "unsealings", Request());
        var unsealing = asked["unsealings"]!.AsArray().ShouldHaveSingleItem()!;
        (await cases.As("lou").RefusedAsync(id, $"unsealings/{unsealing["id"]}/agree")).ShouldBe("holderNeeded");
        (await cases.As("juno").RefusedAsync(id, $"unsealings/{unsealing["id"]}/agree")).ShouldBe("ownAct");
        (await ReadAsync("kai", id, report)).ShouldBe(404);

        var after = await cases.As("ira").DoAsync(id, $"unsealings/{unsealing["id"]}/agree");

        (await ReadAsync("kai", id, report)).ShouldBe(200);
        (await ReadAsync("juno", id, report)).ShouldBe(404, "who asked for it was not named");
        var done = after["unsealings"]![0]!;
        ((string)done["exception"]!, (string)done["reason"]!, (Guid)done["agreedBy"]!).ShouldBe(("imminentDanger", "CANARYreason", CasesApp.SeatOf("ira", "sextant")));
        ((string)after["messages"]!.AsArray()[^1]!["text"]!).ShouldContain("somebody is in danger now");
        after.ToJsonString().ShouldNotContain("CANARYheld");
        (await cases.ScalarAsync("select count(*) from mt.mt_events where data::text like '%CANARY%'")).ShouldBe(0L);
    }

    [Fact]
    public async Task Without_a_holder_nothing_is_unsealed()
    {
        var (report, id) = await HeldAsync("");

        (await cases.As("ira").RefusedAsync(id, "unsealings", Request())).ShouldBe("noHolder");
        (await ReadAsync("ira", id, report)).ShouldBe(404);
    }

    [Theory]
    [InlineData("curiosity", "r", true, null)]
    [InlineData("law", "", true, null)]
    [InlineData("law", "r", false, null)]
    [InlineData("imminentDanger", "r", true, true)]
    public async Task Anything_but_a_full_reason_is_400(string exception, string reason, bool named, bool? lawForbidsTelling)
    {
        var (_, id) = await HeldAsync();
        var before = (await cases.As("ira").GetAsync($"/api/cases/{id}")).Json["version"]!.ToJsonString();

        (await cases.As("ira").PostAsync($"/api/cases/{id}/unsealings", Request(exception, reason, named ? null : Array.Empty<Guid>(), lawForbidsTelling))).Status.ShouldBe(400);

        (await cases.As("ira").GetAsync($"/api/cases/{id}")).Json["version"]!.ToJsonString().ShouldBe(before);
    }

    [Fact]
    public async Task Nobody_else_finds_the_door()
    {
        var (report, id) = await HeldAsync();
        var stranger = cases.As("ada", "orrery");

        (await stranger.PostAsync($"/api/cases/{id}/unsealings", new JsonObject())).Status.ShouldBe(404);
        (await stranger.PostAsync($"/api/cases/{id}/unsealings/{Guid.NewGuid()}/agree")).Status.ShouldBe(404);
        (await cases.As("ira").PostAsync($"/api/cases/{id}/unsealings/{Guid.NewGuid()}/agree")).Status.ShouldBe(404);
        (await stranger.GetAsync($"/api/cases/{id}/reports/{report}/identity")).Status.ShouldBe(404);
        (await cases.As("ira", "sextant", "auditor").GetAsync($"/api/cases/{id}/reports/{report}/identity")).Status.ShouldBe(404);
    }
}
