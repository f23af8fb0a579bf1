using System.Text.Json.Nodes;
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

    private SanctionProgressed Said(Guid measure, int open, long version) => new(cases.Origin() with { Version = version }, measure, null, "active", open, Interim: true);

    private async Task<int?> OpenAsync(Guid id) => (await cases.As("ira").GetAsync($"/api/cases/{id}")).Json["interim"] is JsonArray { Count: > 0 } interim ? (int?)interim[0]!["openOrders"] : null;
}
