using System.Net.Http.Json;
using System.Text.Json;
using Coc.Benchmarks.Measuring;

namespace Coc.Benchmarks.Main;

/// <summary>
/// Processor time of Liaison per <c>POST /api/jurisdiction/explain</c>, signature of the ticket, look-ups and JSON included, with a thousand bodies and ten
/// thousand seats in the directory.
/// </summary>
internal static class JurisdictionBench
{
    private const int Bodies = 1000;
    private const int SeatsOfEach = 10;
    private const int WarmUp = 500;
    private const int Measured = 3000;

    public static async Task<IReadOnlyList<Row>> RunAsync(RunningSystem system)
    {
        var projects = await ProjectsAsync(system); // before the services have a large directory to hear of
        var file = Path.Combine(Path.GetTempPath(), $"coc-bench-{Guid.NewGuid():N}.json");
        var clock = System.Diagnostics.Stopwatch.StartNew();
        try
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(Foundation()));
            await system.CocAsync("directory", "import", file);
        }
        finally
        {
            File.Delete(file);
        }

        var imported = clock.Elapsed.TotalSeconds;
        using var seat = await system.SignInAsync("ira@sextant.example");
        await AskAsync(seat, WarmUp);
        await ServiceProcesses.RestAsync(); // what was imported is still on its way through the services
        var before = ServiceProcesses.Milliseconds("liaison");
        await AskAsync(seat, Measured);
        return
        [
            Row.Under("explaining jurisdiction, processor time of Liaison", (ServiceProcesses.Milliseconds("liaison") - before) / Measured, "ms", 1),
            Row.Under("loading the 242 projects, the whole command", projects, "s", 10),
            Row.Figure("importing 1,000 bodies and 10,000 seats", imported, "s"),
        ];
    }

    // The real list under other slugs, beside the one that is loaded already.
    private static async Task<double> ProjectsAsync(RunningSystem system)
    {
        var file = Path.Combine(Path.GetTempPath(), $"coc-bench-{Guid.NewGuid():N}.csv");
        var lines = await File.ReadAllLinesAsync(Path.Combine(Path.GetDirectoryName(Environment.GetEnvironmentVariable("COC_SCRIPT"))!, "deploy", "demo", "cncf-projects.csv"));
        try
        {
            await File.WriteAllLinesAsync(file, [lines[0], .. lines.Skip(1).Where(l => l.Length > 0).Select(l => "again-" + l)]);
            var clock = System.Diagnostics.Stopwatch.StartNew();
            await system.CocAsync("import", "bodies", file);
            return clock.Elapsed.TotalSeconds;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task AskAsync(HttpClient seat, int times)
    {
        for (var i = 0; i < times; i++)
        {
            using var answer = await seat.PostAsJsonAsync("/api/jurisdiction/explain", new { projects = new[] { $"bench-{i % Bodies}" }, riskFactors = new[] { "attorneyHired" } });
            answer.EnsureSuccessStatusCode();
        }
    }

    private static object Foundation() => new
    {
        bodies = Enumerable.Range(0, Bodies).Select(b => new { slug = $"bench-{b}", name = $"Bench {b}", kind = "project", handling = "own", foundation = "orrery" }),
        seats = Enumerable.Range(0, Bodies * SeatsOfEach).Select(s => new
        {
            body = $"bench-{s / SeatsOfEach}", email = $"seat-{s}@bench.example", name = $"Seat {s}", role = "member", appointment = "elected", chair = s % SeatsOfEach == 0, order = (s % SeatsOfEach) + 1,
            employer = $"Employer {s % SeatsOfEach}", accounts = new[] { $"github:bench-{s}" },
        }),
    };
}
