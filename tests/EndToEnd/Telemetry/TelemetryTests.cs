using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Flow;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Telemetry;

/// <summary>Step 9: what leaves the services on other ways than the answers.</summary>
public sealed class TelemetryTests(RunningSystem system)
{
    [Fact]
    public async Task Traces_metrics_and_logs_leave_by_otlp()
    {
        await Reporter.FileAsync(system, ["sextant"]);

        await Eventually.TrueAsync("all three signals", () => Task.FromResult(system.Collector.Signals.IsSupersetOf(["traces", "metrics", "logs"])), TimeSpan.FromSeconds(40), () => string.Join(' ', system.Collector.Signals));
    }

    [Fact]
    public async Task One_trace_runs_from_the_gateway_over_the_bus_to_the_case()
    {
        await Reporter.FileAsync(system, ["sextant"]);

        var path = await Eventually.GetAsync("a trace from the gateway to Cases", () => Task.FromResult(PathToCases()), TimeSpan.FromSeconds(40));

        path[^1].Service.ShouldBe("coc-gateway");
        path[^1].Parent.ShouldBeNull();
        path.Select(s => s.Service).ShouldContain("coc-intake");
        path.Select(s => s.Trace).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_people_wrote_is_on_no_bus_in_no_telemetry_and_in_no_log()
    {
        await using var tap = await BusTap.OpenAsync(system);
        var run = await MainFlow.RunAsync(system, MainFlow.Until.End);
        await run.Sextant.Chair.TrailAsync(run.Work.Id, "orderClosed");
        await new TransferFlow(system).RunAsync();
        var (claim, newcomer) = await new ForwardingFlow(system).RunAsync();
        await new EventFlow(system).RunAsync();
        var writings = new Writings(system, run);
        await writings.WriteEverywhereAsync();
        await Eventually.TrueAsync("spans of the flow", () => Task.FromResult(PathToCases() is not null), TimeSpan.FromSeconds(40));

        string[] main = ["ReportReceived", "SubjectsIdentified", "ReportRouted", "CaseOpened", "CaseProgressed", "DecisionRecorded", "PersonTold", "StepRecorded"];
        main.Except(tap.Heard.Keys).ShouldBeEmpty();

        // What must be there is found by the same search, or finding nothing would prove nothing.
        tap.WhereIs(run.Reporter.Report.ToString()).ShouldContain("ReportReceived");
        new[] { "traces", "metrics" }.Except(system.Collector.WhereIs("coc-sanctions")).ShouldBeEmpty();
        Logs.WhereIs(system, "Now listening").ShouldContain("intake.log");
        foreach (var secret in new[] { system.Canary, run.Reporter.Receipt, run.Reporter.About.GitHub, claim, newcomer, writings.Accused!.OneTime, writings.Accused.Own })
        {
            tap.WhereIs(secret).ShouldBeEmpty();
            system.Collector.WhereIs(secret).ShouldBeEmpty();
            Logs.WhereIs(system, secret).ShouldBeEmpty();
        }
    }

    // The spans from one of Cases up to the gateway's, by parent ids.
    private List<Span>? PathToCases()
    {
        var spans = system.Collector.Spans.DistinctBy(s => (s.Trace, s.Id)).ToDictionary(s => (s.Trace, s.Id));
        foreach (var last in spans.Values.Where(s => s.Service == "coc-cases"))
        {
            var path = new List<Span> { last };
            while (path[^1].Parent is { } parent && spans.TryGetValue((last.Trace, parent), out var above))
            {
                path.Add(above);
            }

            if (path[^1] is { Service: "coc-gateway", Parent: null } && path.Any(s => s.Service == "coc-intake"))
            {
                return path;
            }
        }

        return null;
    }
}
