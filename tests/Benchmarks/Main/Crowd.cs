using System.Net.Http.Json;
using Coc.Benchmarks.Measuring;

namespace Coc.Benchmarks.Main;

/// <summary>Many people in the registry: some who were really met, and a multitude as its tables would hold it.</summary>
internal static class Crowd
{
    public const int Persons = 1_000_000;
    public const int Sanctions = 100_000;
    private const int AtOnce = 8;

    /// <summary>Emergency measures of a body against so many people; their accounts.</summary>
    public static async Task<IReadOnlyList<string>> MeetAsync(HttpClient client, string body, int people)
    {
        string[] accounts = [.. Enumerable.Range(0, people).Select(_ => $"github:met-{Guid.NewGuid():n}")];
        await Parallel.ForEachAsync(accounts, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (account, cancellationToken) =>
        {
            using var taken = await client.PostAsJsonAsync(
                $"/api/bodies/{body}/emergency",
                new { account, space = $"github:{body}", kind = "mute", until = TimeProvider.System.GetUtcNow().AddHours(48), whatHappened = "Measured.", alreadyDone = true },
                cancellationToken);
            taken.EnsureSuccessStatusCode();
        });
        return accounts;
    }

    /// <summary>As many persons as there are to be, or fewer.</summary>
    public static async Task FillPersonsAsync(RunningSystem system, int persons)
    {
        await RunAsync(system, $"insert into app.person_accounts (hash, person) select sha256(gen_random_uuid()::text::bytea), gen_random_uuid() from generate_series(1, {persons} - (select count(*) from app.person_accounts))");
        await RunAsync(system, "vacuum analyze app.person_accounts");
    }

    /// <summary>Active measures against so many of them, spread over the bodies.</summary>
    public static async Task FillSanctionsAsync(RunningSystem system, int sanctions)
    {
        await RunAsync(
            system,
            $"""
            with bodies as (select slug, row_number() over (order by slug) - 1 as n, count(*) over () as of from app.bodies),
            chosen as (select hash, person, row_number() over (order by hash) as n from (select hash, person from app.person_accounts limit {sanctions}) few),
            made as (
              insert into app.sanctions (tenant_id, id, person, type, state, basis, case_id, case_body, all_bodies, bodies, imposed_at)
              select b.slug, gen_random_uuid(), c.person, 'suspension', 'active', 'own', gen_random_uuid(), b.slug, false, array[b.slug], now() from chosen c join bodies b on b.n = c.n % b.of
              returning tenant_id, id, person)
            insert into app.standing (tenant_id, account_hash, source, space, level, from_at, until_at)
            select m.tenant_id, c.hash, m.id, '', 3, now() - interval '1 day', now() + interval '90 days' from made m join chosen c on c.person = m.person
            """);
        await RunAsync(system, "vacuum analyze app.standing");
        await RunAsync(system, "vacuum analyze app.sanctions");
        await RunAsync(system, "checkpoint");
    }

    private static Task<string> RunAsync(RunningSystem system, string sql) => system.CocAsync("psql", "sanctions", "-q", "-v", "ON_ERROR_STOP=1", "-c", sql);
}
