using System.Net.Http.Json;
using System.Text.Json;
using Coc.Benchmarks.Measuring;

namespace Coc.Benchmarks.Main;

/// <summary>What a panel waits for: opening a long case, listing many, finding one by an account. Each through the gateway, at a tenth of the size and at the whole.</summary>
internal static class CasesBench
{
    private const string Body = "sextant";
    private const int Tenth = 10;
    private const int Cases = 100_000;
    private const int Persons = 1_000_000;
    private const int Own = 50;

    public static async Task<IReadOnlyList<Row>> RunAsync(RunningSystem system)
    {
        using var ira = await system.SignInAsync("ira@sextant.example");
        using var juno = await system.SignInAsync("juno@sextant.example");
        var cases = new LongCase(system, new PanelSeat(ira, Body));
        var account = $"github:bench-{Guid.NewGuid():n}";
        var small = await cases.BuildAsync(events: 100, reports: 5, messages: 30, account);
        var large = await cases.BuildAsync(events: 1000, reports: 50, messages: 300, $"github:bench-{Guid.NewGuid():n}");
        Task<HttpResponseMessage> Constant() => system.Http.GetAsync("/health/live");
        var (opened, beside) = await CalmRound.MeasureAsync(Constant, [() => ira.GetAsync($"/api/cases/{small}"), () => ira.GetAsync($"/api/cases/{large}")]);
        List<Row> rows = [.. Rows("opening a case of 1,000 events", 50, opened[0], opened[1], beside)];

        var (all, own) = (await SeatAsync(ira), await SeatAsync(juno));
        Task<(IReadOnlyList<Times>, Times)> ListsAsync() => CalmRound.MeasureAsync(
            Constant,
            [
                () => ira.GetAsync($"/api/bodies/{Body}/cases?limit=50"),
                () => juno.GetAsync($"/api/bodies/{Body}/cases?limit=50"),
                () => ira.PostAsJsonAsync($"/api/bodies/{Body}/cases/search", new { account }),
            ]);
        await FillAsync(system, all, own, Cases / Tenth, Persons / Tenth);
        var (tenth, _) = await ListsAsync();
        await FillAsync(system, all, own, Cases - (Cases / Tenth), Persons - (Persons / Tenth));
        var (whole, constant) = await ListsAsync();
        rows.AddRange(Rows("listing 50 of 100,000 cases", 20, tenth[0], whole[0], constant));
        rows.AddRange(Rows("listing the 50 one seat sees of 100,000", 20, tenth[1], whole[1], constant));
        rows.AddRange(Rows("finding by account among 1,000,000 persons", 10, tenth[2], whole[2], constant));
        return rows;
    }

    private static IEnumerable<Row> Rows(string name, double limit, Times tenth, Times whole, Times constant) =>
        [Row.Under($"{name}, p99", whole.P99, "ms", limit, constant.P99), Row.Within($"{name}, beside a tenth", whole.Median, "ms", tenth.Median, 1.2)];

    private static async Task<Guid> SeatAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonElement>("/api/identity/me")).GetProperty("seats").EnumerateArray().First(s => s.GetProperty("body").GetString() == Body).GetProperty("id").GetGuid();

    private static async Task FillAsync(RunningSystem system, Guid all, Guid own, int cases, int persons)
    {
        await ManyCases.FillAsync(system, Body, all, own, cases, Cases / Own);
        await system.CocAsync("psql", "sanctions", "-q", "-v", "ON_ERROR_STOP=1", "-c", $"insert into app.person_accounts (hash, person) select sha256(gen_random_uuid()::text::bytea), gen_random_uuid() from generate_series(1, {persons})");
        await system.CocAsync("psql", "sanctions", "-q", "-c", "vacuum analyze app.person_accounts");
    }
}
