using System.Diagnostics;
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
    private const int Calls = 300;

    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(30);

    public static async Task<IReadOnlyList<Row>> RunAsync(RunningSystem system)
    {
        using var ira = await system.SignInAsync("ira@sextant.example");
        using var juno = await system.SignInAsync("juno@sextant.example");
        var cases = new LongCase(system, ira, Body);
        var account = $"github:bench-{Guid.NewGuid():n}";
        var small = await cases.BuildAsync(events: 100, reports: 5, messages: 30, account);
        var large = await cases.BuildAsync(events: 1000, reports: 50, messages: 300, $"github:bench-{Guid.NewGuid():n}");
        var opened = await MeasureAsync([() => ira.GetAsync($"/api/cases/{small}"), () => ira.GetAsync($"/api/cases/{large}")]);
        List<Row> rows = [.. Rows("opening a case of 1,000 events", 50, opened[0], opened[1])];

        var (all, own) = (await SeatAsync(ira), await SeatAsync(juno));
        Task<Times> ListAsync(HttpClient client) => MeasureAsync(() => client.GetAsync($"/api/bodies/{Body}/cases?limit=50"));
        Task<Times> FindAsync() => MeasureAsync(() => ira.PostAsJsonAsync($"/api/bodies/{Body}/cases/search", new { account }));
        await FillAsync(system, all, own, Cases / Tenth, Persons / Tenth);
        var (list, theirs, found) = (await ListAsync(ira), await ListAsync(juno), await FindAsync());
        await FillAsync(system, all, own, Cases - (Cases / Tenth), Persons - (Persons / Tenth));
        rows.AddRange(Rows("listing 50 of 100,000 cases", 20, list, await ListAsync(ira)));
        rows.AddRange(Rows("listing the 50 one seat sees of 100,000", 20, theirs, await ListAsync(juno)));
        rows.AddRange(Rows("finding by account among 1,000,000 persons", 10, found, await FindAsync()));
        return rows;
    }

    private static IEnumerable<Row> Rows(string name, double limit, Times tenth, Times whole) =>
        [Row.Under($"{name}, p99", whole.P99, "ms", limit), Row.Within($"{name}, beside a tenth", whole.Median, "ms", tenth.Median, 1.2)];

    private static async Task<Times> MeasureAsync(Func<Task<HttpResponseMessage>> call) => (await MeasureAsync([call]))[0];

    // In turns, so that what is compared meets the same machine; and with a breath between, as people click: what one read leaves to be written and published is not the next one's time.
    private static async Task<IReadOnlyList<Times>> MeasureAsync(IReadOnlyList<Func<Task<HttpResponseMessage>>> calls)
    {
        await ServiceProcesses.RestAsync(); // what was made for it is still on its way through the services
        var times = calls.Select(_ => new List<double>()).ToList();
        for (var i = 0; i < Calls + 30; i++)
        {
            for (var which = 0; which < calls.Count; which++)
            {
                await Task.Delay(Breath);
                var clock = Stopwatch.StartNew();
                using var answer = await calls[which]();
                answer.EnsureSuccessStatusCode();
                await answer.Content.ReadAsByteArrayAsync();
                times[which].Add(clock.Elapsed.TotalMilliseconds);
            }
        }

        return [.. times.Select(t => t.Skip(30).Order().ToList()).Select(sorted => new Times(sorted[Calls / 2], sorted[(int)(Calls * 0.99)]))]; // the first ones warm up
    }

    private static async Task<Guid> SeatAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonElement>("/api/identity/me")).GetProperty("seats").EnumerateArray().First(s => s.GetProperty("body").GetString() == Body).GetProperty("id").GetGuid();

    // Rows of the lists, as the projection writes them: one seat sees every case, another one a few.
    private static async Task FillAsync(RunningSystem system, Guid all, Guid own, int cases, int persons)
    {
        var every = Cases / Own;
        await system.CocAsync(
            "psql", "cases", "-q", "-v", "ON_ERROR_STOP=1", "-c",
            $"""
            with filler as (
              insert into app.case_index (tenant_id, case_id, code_name, stage, flags, urgency, received_at, acknowledge_due, next_due)
              select '{Body}', gen_random_uuid(), 'bench-' || n, 'acknowledged', array[]::varchar[], 'normal', now() - n * interval '1 minute', now(), now() from generate_series(1, {cases}) n
              returning case_id, received_at)
            insert into app.case_seats (tenant_id, case_id, seat, request, sees, asked, answered, due, listed_at)
            select '{Body}', f.case_id, s.seat, gen_random_uuid(), true, false, true, now(), f.received_at
            from (select *, row_number() over (order by received_at) n from filler) f cross join (values ('{all}'::uuid, 1), ('{own}'::uuid, {every})) s (seat, every)
            where f.n % s.every = 0
            """);
        await system.CocAsync("psql", "sanctions", "-q", "-v", "ON_ERROR_STOP=1", "-c", $"insert into app.person_accounts (hash, person) select sha256(gen_random_uuid()::text::bytea), gen_random_uuid() from generate_series(1, {persons})");
        foreach (var (service, table) in new[] { ("cases", "app.case_index"), ("cases", "app.case_seats"), ("sanctions", "app.person_accounts") })
        {
            await system.CocAsync("psql", service, "-q", "-c", $"vacuum analyze {table}");
        }

        await system.CocAsync("psql", "cases", "-q", "-c", "checkpoint"); // of what was filled in, not in the middle of a measurement
    }

    private sealed record Times(double Median, double P99);
}
