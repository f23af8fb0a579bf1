using System.Net.Http.Json;
using System.Text.Json;
using Coc.Benchmarks.Measuring;

namespace Coc.Benchmarks.Main;

/// <summary>What pages cost: the server's time for each of them with 10,000 cases, the portal's memory with 100 people in the workspace, and how soon a phone shows the report form.</summary>
internal static class PagesBench
{
    private const string Body = "sextant";
    private const int Cases = 10_000;
    private const int Calls = 100;
    private const int People = 100;
    private static readonly TimeSpan Staying = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);
    private static readonly string[] Everybodys = ["/", "/report", "/receipt", "/room", "/bodies", "/bodies/sextant", "/transparency", "/sign-in"];
    private static readonly string[] Workspace =
        ["/work", "/conflict-requests", "/cases", "/cases?body=sextant", "/orders", "/sanctions", "/notices", "/foundation", "/account"];

    public static async Task<IReadOnlyList<Row>> RunAsync(RunningSystem system)
    {
        using var ira = await system.SignInAsync("ira@sextant.example");
        using var juno = await system.SignInAsync("juno@sextant.example");
        var opened = await new LongCase(system, new PanelSeat(ira, Body)).BuildAsync(events: 100, reports: 5, messages: 30, $"github:bench-{Guid.NewGuid():n}");
        await ManyCases.FillAsync(system, Body, await SeatAsync(ira), await SeatAsync(juno), Cases, Cases / 50);
        using var page = WithCookie(system, ira);
        var rows = new List<Row>();
        foreach (var path in Everybodys)
        {
            rows.Add(await RowAsync(system, system.Http, path, path));
        }

        foreach (var path in Workspace)
        {
            rows.Add(await RowAsync(system, page, path, path));
        }

        rows.Add(await RowAsync(system, page, $"/cases/{opened}", "a case of 100 events"));
        rows.Add(await RowAsync(system, page, $"/trail/{opened}", "its trail"));
        rows.Add(Row.Under($"memory of the portal with {People} people in the workspace", await CrowdedAsync(system), "MB", 1024));
        rows.Add(Row.Under("first contentful paint of the report form, slow 4G, slow processor", await FirstPaint.MeasureAsync(new Uri(system.Address, "/report")), "ms", 1000));
        return rows;
    }

    private static async Task<Row> RowAsync(RunningSystem system, HttpClient http, string path, string name)
    {
        List<double> constant = [], ours = [];
        for (var i = 0; i < Calls * 2; i++)
        {
            var least = await TimeAsync(system.Http, "/health/live");
            var taken = await TimeAsync(http, path);
            if (i >= Calls)
            {
                constant.Add(least); // the first half is for what is compiled on the way
                ours.Add(taken);
            }
        }

        return Row.Under($"page {name}, p95", P95(ours), "ms", 100, P95(constant));
    }

    private static double P95(List<double> times) => times.Order().ElementAt((int)(times.Count * 0.95));

    private static async Task<double> TimeAsync(HttpClient http, string path)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
        return clock.Elapsed.TotalMilliseconds;
    }

    // Each keeps a live queue open and looks at something every few seconds; the most that the portal's process held meanwhile.
    private static async Task<double> CrowdedAsync(RunningSystem system)
    {
        using var done = new CancellationTokenSource(Staying);
        string[] names = ["ira", "juno", "kai", "lou", "mo"];
        var people = await Task.WhenAll(Enumerable.Range(0, People).Select(async i =>
        {
            using var client = await system.SignInAsync($"{names[i % names.Length]}@{Body}.example");
            return WithCookie(system, client);
        }));
        var working = people.SelectMany(p => new[] { LiveAsync(p, done.Token), LookAsync(p, done.Token) }).ToList();
        var most = 0.0;
        while (!done.IsCancellationRequested)
        {
            most = Math.Max(most, ServiceProcesses.Megabytes("portal"));
            await Task.Delay(500);
        }

        await Task.WhenAll(working);
        foreach (var person in people)
        {
            person.Dispose();
        }

        return most;
    }

    private static async Task LiveAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            using var stream = await http.GetStreamAsync(new Uri("/work/live", UriKind.Relative), cancellationToken);
            await stream.CopyToAsync(Stream.Null, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // the time is over
        }
    }

    private static async Task LookAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            for (var i = Random.Shared.Next(Workspace.Length); ; i++)
            {
                await TimeAsync(http, Workspace[i % Workspace.Length]);
                await Task.Delay(Between, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // the time is over
        }
    }

    private static HttpClient WithCookie(RunningSystem system, HttpClient signedIn)
    {
        var client = RunningSystem.NewClient(system.Address);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Cookie", $"coc-session={signedIn.DefaultRequestHeaders.Authorization!.Parameter}");
        return client;
    }

    private static async Task<Guid> SeatAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonElement>("/api/identity/me")).GetProperty("seats").EnumerateArray().First(s => s.GetProperty("body").GetString() == Body).GetProperty("id").GetGuid();
}
