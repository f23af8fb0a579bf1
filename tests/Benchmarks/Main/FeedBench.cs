using System.Diagnostics;
using System.Text.Json;
using Coc.Benchmarks.Measuring;

namespace Coc.Benchmarks.Main;

/// <summary>A bot that was away catches up with its body's feed through the gateway, page after page, as one has to.</summary>
internal static class FeedBench
{
    private const string Body = "sextant";
    private const int Accounts = 400;
    private static readonly int Changes = int.TryParse(Environment.GetEnvironmentVariable("COC_BENCH_CHANGES"), out var fewer) ? fewer : 100_000;

    public static async Task<IReadOnlyList<Row>> RunAsync(RunningSystem system)
    {
        using var ira = await system.SignInAsync("ira@sextant.example");
        await Crowd.MeetAsync(ira, Body, Math.Min(Accounts, Changes)); // real people with real keys: what a page costs is mostly opening their accounts
        var from = await CatchUpAsync(ira, 0);
        await FillAsync(system, Changes);
        var times = new List<double>();
        for (var repeat = 0; repeat < 3; repeat++)
        {
            var clock = Stopwatch.StartNew();
            var (read, _) = await CatchUpAsync(ira, from.Next);
            times.Add(clock.Elapsed.TotalSeconds);
            if (read != Changes)
            {
                throw new InvalidOperationException($"The feed told {read} of {Changes} changes.");
            }
        }

        return [Row.Under($"catching up with {Changes:N0} changes of a feed", times.Order().ElementAt(1), "s", 5)];
    }

    private static async Task<(long Read, long Next)> CatchUpAsync(HttpClient client, long after)
    {
        for (var read = 0L; ;)
        {
            using var page = await JsonDocument.ParseAsync(await client.GetStreamAsync(new Uri($"/api/bodies/{Body}/standing/feed?after={after}", UriKind.Relative)));
            var items = page.RootElement.GetProperty("items");
            if (items.GetArrayLength() == 0)
            {
                return (read, after);
            }

            read += items.EnumerateArray().Count(i => i.TryGetProperty("account", out _));
            after = page.RootElement.GetProperty("next").GetInt64();
        }
    }

    // Further changes of the same accounts, as the feed writes them.
    private static async Task FillAsync(RunningSystem system, int changes)
    {
        await system.CocAsync(
            "psql", "sanctions", "-q", "-v", "ON_ERROR_STOP=1", "-c",
            $"""
            with told as (select account_hash, row_number() over (order by account_hash) - 1 as n, count(*) over () as of from app.standing_told where tenant_id = '{Body}'),
            head as (update app.standing_heads h set seq = h.seq + {changes} where h.tenant_id = '{Body}' returning h.seq - {changes} as seq)
            insert into app.standing_feed (tenant_id, seq, account_hash, about, level, until_at, cause, at)
            select '{Body}', head.seq + c, t.account_hash, array[gen_random_uuid()], 2, now() + interval '1 day', 'amended', now()
            from head cross join generate_series(1, {changes}) c join told t on t.n = c % t.of
            """);
        await Crowd.FillPersonsAsync(system, changes < Crowd.Persons / 10 ? changes : Crowd.Persons);
        await system.CocAsync("psql", "sanctions", "-q", "-c", "vacuum analyze app.standing_feed");
        await system.CocAsync("psql", "sanctions", "-q", "-c", "checkpoint");
    }
}
