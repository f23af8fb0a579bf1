using Coc.Benchmarks.Measuring;

namespace Coc.Benchmarks.Main;

/// <summary>Rows of the lists of cases, as the projection writes them: one seat sees every case, another one a few.</summary>
internal static class ManyCases
{
    /// <param name="every">the other seat sees one of so many</param>
    public static async Task FillAsync(RunningSystem system, string body, Guid all, Guid own, int cases, int every)
    {
        await system.CocAsync(
            "psql", "cases", "-q", "-v", "ON_ERROR_STOP=1", "-c",
            $"""
            with filler as (
              insert into app.case_index (tenant_id, case_id, code_name, stage, flags, urgency, received_at, acknowledge_due, next_due)
              select '{body}', gen_random_uuid(), 'bench-' || n, 'acknowledged', array[]::varchar[], 'normal', now() - n * interval '1 minute', now(), now() from generate_series(1, {cases}) n
              returning case_id, received_at)
            insert into app.case_seats (tenant_id, case_id, seat, request, sees, asked, answered, due, listed_at)
            select '{body}', f.case_id, s.seat, gen_random_uuid(), true, false, true, now(), f.received_at
            from (select *, row_number() over (order by received_at) n from filler) f cross join (values ('{all}'::uuid, 1), ('{own}'::uuid, {every})) s (seat, every)
            where f.n % s.every = 0
            """);
        foreach (var table in new[] { "app.case_index", "app.case_seats" })
        {
            await system.CocAsync("psql", "cases", "-q", "-c", $"vacuum analyze {table}");
        }

        await system.CocAsync("psql", "cases", "-q", "-c", "checkpoint"); // of what was filled in, not in the middle of a measurement
    }
}
