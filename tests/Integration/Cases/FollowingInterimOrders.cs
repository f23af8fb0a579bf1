using System.Text.Json.Nodes;
using Coc.Contracts.Channel;
using Coc.Contracts.Sanctions;
using Coc.Integration.Fixtures;

namespace Coc.Integration.Cases;

/// <summary>A case knows how far its interim and emergency measures are carried out (R37, R39, P9), also when it hears so before it holds them.</summary>
public sealed class FollowingInterimOrders(CasesApp cases) : IClassFixture<CasesApp>
{
    [Fact]
    public async Task What_a_panel_ordered_is_followed_by_the_measure_s_own_id()
    {
        var (report, person) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report);
        await cases.As("ira").DoAsync(id, "acknowledge", new { message = "We have it." });
        await cases.As("ira").DoAsync(id, "triage", new { impact = "medium", risk = "medium" });
        var taken = await cases.As("ira").DoAsync(id, "interim-measures", new { person, kind = "mute", until = cases.Now.AddDays(2), reason = "threats" });
        var measure = (Guid)taken["interim"]![0]!["id"]!;

        await cases.HandAsync(Said(measure, 2, 3));
        (await OpenAsync(id)).ShouldBe(2);
        await cases.HandAsync(Said(measure, 0, 5));
        await cases.HandAsync(Said(measure, 1, 4));
        (await OpenAsync(id)).ShouldBe(0, "what is said late is not news");
    }

    [Fact]
    public async Task What_is_heard_before_the_case_holds_the_measure_waits_for_it()
    {
        var (report, person) = await cases.RouteAsync();
        var (early, other) = (Guid.NewGuid(), Guid.NewGuid());
        await cases.HandAsync(Said(early, 1, 3));
        await cases.HandAsync(Said(early, 0, 4));
        await cases.HandAsync(Said(other, 1, 3) with { Interim = false });
        (await cases.ScalarAsync($"select open_orders from app.early_progress where measure = '{early}'")).ShouldBe(0);
        (await cases.ScalarAsync($"select count(*) from app.early_progress where measure = '{other}'")).ShouldBe(0L, "a copy of another body is no case's measure");

        await cases.HandAsync(new EmergencyTaken(cases.Origin(), early, report, person, "mute", ["chat:sextant"], cases.Now.AddHours(20), false, Guid.NewGuid(), Guid.NewGuid(), cases.Now));
        var id = await cases.TakeUpAsync(report);

        await Eventually.TrueAsync(async () => await OpenAsync(id) == 0, "the case does not hear that it was carried out");
        await Eventually.TrueAsync(async () => (long)(await cases.ScalarAsync($"select count(*) from app.early_progress where measure = '{early}'"))! == 0, "it waits for ever");
    }

    [Fact]
    public async Task Who_has_the_case_next_hears_of_them_and_sees_what_is_open_by_kind_and_place()
    {
        var (report, person) = await cases.RouteAsync();
        var old = await cases.TakeUpAsync(report);
        var ira = cases.As("ira");
        await ira.DoAsync(old, "acknowledge", new { message = "We have it." });
        await ira.DoAsync(old, "triage", new { impact = "medium", risk = "medium" });
        await ira.DoAsync(old, "interim-measures", new { person, kind = "mute", until = cases.Now.AddDays(9), reason = "threats" });
        var taken = await ira.DoAsync(old, "interim-measures", new { person, kind = "suspension", spaces = new[] { "chat:sextant" }, until = cases.Now.AddDays(9), reason = "threats" });
        var (runs, over) = ((Guid)taken["interim"]![0]!["id"]!, (Guid)taken["interim"]![1]!["id"]!);
        await cases.As("juno").DoAsync(old, $"interim-measures/{over}/review", new { verdict = "reverse" });
        await cases.HandAsync(Said(runs, 2, 3));
        await cases.HandAsync(Said(over, 1, 4) with { State = "ended" });

        var id = await HandedOverAsync(old, report);

        async Task<JsonNode> SeenAsync() => (await cases.As("eun", "orrery").GetAsync($"/api/cases/{id}")).Json;
        var seen = await SeenAsync();
        ((int?)seen["interim"]!.AsArray().Single()!["openOrders"]).ShouldBe(2);
        var before = seen["ordersBefore"]!.AsArray().Single()!;
        ((Guid)before["measure"]!, (string?)before["kind"], (string?)before["spaces"]![0], (int)before["openOrders"]!).ShouldBe((over, "suspension", "chat:sextant", 1));

        await cases.HandAsync(Said(over, 0, 5) with { State = "ended" });
        await cases.HandAsync(Said(runs, 0, 6));
        seen = await SeenAsync();
        ((int?)seen["interim"]![0]!["openOrders"]).ShouldBe(0);
        ((int)seen["ordersBefore"]![0]!["openOrders"]!).ShouldBe(0);

        var asking = new Asking(cases.App.AsService("sanctions"));
        async Task<IEnumerable<Guid>> Visible(string name, string body) =>
            (await asking.PostAsync("/internal/visible", new VisibleQuestion([new(CasesApp.SeatOf(name, body), body, "member")], [runs, over]))).Json["ids"]!.AsArray().Select(i => (Guid)i!);
        (await Visible("eun", "orrery")).ShouldBe([runs, over], ignoreOrder: true);
        (await Visible("ira", "sextant")).ShouldBeEmpty();
        foreach (var door in new[] { "", "/working" })
        {
            var held = (await asking.PostAsync($"/internal/visible{door}", new VisibleQuestion([new(CasesApp.SeatOf("eun", "orrery"), "orrery", "member")], [runs, over]))).Json["in"]!.AsArray();
            held.Select(h => ((Guid)h!["id"]!, (string)h["body"]!, (bool)h["byKindAndPlace"]!)).ShouldBe([(runs, "orrery", false), (over, "orrery", true)], ignoreOrder: true);
        }
    }

    [Fact]
    public async Task Who_has_the_case_next_hears_of_them_also_when_the_former_owners_copy_is_closed_for_good()
    {
        var (report, person) = await cases.RouteAsync();
        var old = await cases.TakeUpAsync(report);
        var ira = cases.As("ira");
        await ira.DoAsync(old, "acknowledge", new { message = "We have it." });
        await ira.DoAsync(old, "triage", new { impact = "medium", risk = "medium" });
        var taken = await ira.DoAsync(old, "interim-measures", new { person, kind = "mute", until = cases.Now.AddDays(9), reason = "threats" });
        var measure = (Guid)taken["interim"]![0]!["id"]!;
        await cases.HandAsync(Said(measure, 2, 3));
        var id = await HandedOverAsync(old, report);
        cases.Advance(TimeSpan.FromDays(8));
        await Eventually.TrueAsync(async () => await cases.ScalarAsync($"select is_archived from mt.mt_streams where id = '{old}'") is true, "the copy is not closed");

        await cases.HandAsync(Said(measure, 0, 4));

        (await cases.ScalarAsync($"select count(*) from mt.mt_events where stream_id = '{id}' and type = 'interim_measure_followed'")).ShouldBe(1L);
        ((int?)(await cases.As("eun", "orrery").GetAsync($"/api/cases/{id}")).Json["interim"]!.AsArray().Single()!["openOrders"]).ShouldBe(0);
        (await cases.ScalarAsync($"select count(*) from mt.mt_events where stream_id = '{old}' and type = 'interim_measure_followed'")).ShouldBe(1L, "nothing was added there");
    }

    private SanctionProgressed Said(Guid measure, int open, long version) => new(cases.Origin() with { Version = version }, measure, null, "active", open, Interim: true);

    private async Task<int?> OpenAsync(Guid id) => (await cases.As("ira").GetAsync($"/api/cases/{id}")).Json["interim"] is JsonArray { Count: > 0 } interim ? (int?)interim[0]!["openOrders"] : null;

    /// <summary>The case in the next body.</summary>
    private async Task<Guid> HandedOverAsync(Guid old, Guid report)
    {
        var ira = cases.As("ira");
        await ira.DoAsync(old, "risk-factors", new { factor = "suspectedLawViolation", present = true });
        var offered = await ira.DoAsync(old, "transfers", new { to = "orrery", rule = "J4", context = "police were called", share = "summary" });
        cases.Advance(TimeSpan.FromHours(48));
        (await new Asking(cases.App.AsService("liaison")).PostAsync(
            $"/internal/transfers/{(Guid)offered["transfer"]!["id"]!}/accept", new TransferAcceptance(CasesApp.SeatOf("eun", "orrery"), "member", Guid.NewGuid(), CasesApp.Orrery))).Status.ShouldBe(200);
        return await cases.TakeUpAsync(report, "orrery");
    }
}
