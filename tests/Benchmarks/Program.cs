using Coc.Benchmarks.EventStore;
using Coc.Benchmarks.Main;
using Coc.Benchmarks.Measuring;

var parts = new (string Name, Func<RunningSystem, Task<IReadOnlyList<Row>>> Run)[]
{
    ("footprint", FootprintBench.RunAsync),
    ("standing", StandingBench.RunAsync),
    ("feed", FeedBench.RunAsync),
    ("fan-out", FanOutBench.RunAsync),
    ("conflict-request", ConflictRequestBench.RunAsync),
    ("intake", IntakeBench.RunAsync),
    ("roster", RosterBench.RunAsync),
    ("jurisdiction", JurisdictionBench.RunAsync),
    ("cases", CasesBench.RunAsync),
    ("pages", PagesBench.RunAsync),
};
var name = args.FirstOrDefault() ?? "main";
var chosen = parts.Where(p => name == "main" || p.Name == name).ToList();
if (chosen.Count == 0 && name != "eventstore")
{
    Console.Error.WriteLine($"There is no benchmark '{name}'; there are main (all of {string.Join(", ", parts.Select(p => p.Name))}) and eventstore.");
    return 2;
}

var unknown = name == "eventstore" ? args.Skip(1).FirstOrDefault(a => a != "--quick" && !EventStoreBench.Parts.ContainsKey(a)) : args.Skip(1).FirstOrDefault();
if (unknown is not null)
{
    Console.Error.WriteLine($"'{unknown}' says nothing to the benchmark {name}; eventstore takes --quick and {string.Join(", ", EventStoreBench.Parts.Keys)}.");
    return 2;
}

var home = Environment.GetEnvironmentVariable("COC_HOME");
var script = Environment.GetEnvironmentVariable("COC_SCRIPT");
if (home is null || script is null)
{
    Console.Error.WriteLine("Run the benchmarks with ./coc bench: they measure a running system.");
    return 2;
}

var system = new RunningSystem(script, home);
var rows = new List<Row>();
if (name == "eventstore")
{
    rows.AddRange(await EventStoreBench.RunAsync(system, args.Contains("--quick") ? Pace.Quick : Pace.Thorough, [.. args.Skip(1).Where(a => a != "--quick")]));
}
else
{
    system.Connect();
    foreach (var part in chosen)
    {
        Console.WriteLine($"measuring {part.Name} …");
        rows.AddRange(await part.Run(system));
    }
}

Report.Write(name, rows, Path.Combine(Path.GetDirectoryName(script)!, "artifacts", "bench"));
return 0;
