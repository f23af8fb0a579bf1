using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Flow;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Failing;

/// <summary>Several at once: nothing is lost, nothing happens twice.</summary>
public sealed class RaceTests(RunningSystem system)
{
    [Fact]
    public async Task Votes_cast_at_the_same_moment_all_count()
    {
        var run = await MainFlow.RunAsync(system, MainFlow.Until.Identified);
        await run.Work.HearAsync(run.Person);
        var proposal = await run.Work.ProposeAsync(run.Person, run.Work.Suspension(run.Person, await system.NowAsync(), 42, new[] { "sextant" }));

        var votes = await Task.WhenAll(run.Sextant.Seats.Select(s => run.Work.DoAsync(s, $"proposals/{proposal}/votes", new { vote = "yes" })));

        votes.Select(v => (int)v.Status).ShouldAllBe(s => s == 200);
        (await run.Work.ReadAsync()).List("proposals").Single(p => p.Id() == proposal).List("votes").Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_meeting_closed_by_all_at_once_decides_once()
    {
        var run = await MainFlow.RunAsync(system, MainFlow.Until.Identified);
        await run.Work.HearAsync(run.Person);
        var proposal = await run.Work.ProposeAsync(run.Person, run.Work.Suspension(run.Person, await system.NowAsync(), 42, new[] { "sextant" }));
        await Task.WhenAll(run.Sextant.Seats.Select(s => run.Work.DoAsync(s, $"proposals/{proposal}/votes", new { vote = "yes" })));

        var closed = await Task.WhenAll(run.Sextant.Seats.Select(s => run.Work.DoAsync(s, $"proposals/{proposal}/close", new { })));

        closed.Select(c => (int)c.Status).ShouldAllBe(s => s == 200 || s == 409);
        closed.ShouldContain(c => (int)c.Status == 200);
        (await run.Work.ReadAsync()).List("sanctions").ShouldHaveSingleItem();
        var trail = await run.Sextant.Chair.TrailAsync(run.Work.Id, "decided", "imposed");
        World.Kinds(trail).Count(k => k == "decided").ShouldBe(1);
        World.Kinds(trail).Count(k => k == "imposed").ShouldBe(1);
    }

    [Fact]
    public async Task The_same_report_sent_ten_times_at_once_is_one_report()
    {
        var client = system.Anyone().With("Idempotency-Key", Guid.NewGuid().ToString("N") + Guid.NewGuid().ToString("N"));
        var draft = Reporter.Draft(system.Canary, ["sextant"], Person.New(system.Canary)).ToJsonString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => client.CallAsync(HttpMethod.Post, "/api/reports", draft)));

        answers.Select(a => (int)a.Status).ShouldAllBe(s => s == 201);
        answers.Select(a => a.Text).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_command_repeated_with_its_key_has_one_effect_and_the_same_answer()
    {
        var run = await MainFlow.RunAsync(system, MainFlow.Until.Identified);
        var chair = run.Sextant.Chair;
        var again = chair.With("Idempotency-Key", Guid.NewGuid().ToString());

        var first = (await again.PostAsync($"/api/cases/{run.Work.Id}/messages", new { report = run.Reporter.Report, text = $"Once only. {system.Canary}" })).Expect(200);
        var second = (await again.PostAsync($"/api/cases/{run.Work.Id}/messages", new { report = run.Reporter.Report, text = $"Once only. {system.Canary}" })).Expect(200);

        second.Text.ShouldBe(first.Text);
        (await again.PostAsync($"/api/cases/{run.Work.Id}/messages", new { report = run.Reporter.Report, text = "Something else." })).Expect(422, "idempotencyKeyReused");
        var seen = await run.Reporter.SeesAsync("the message", r => r.List("messages").Any(m => m.Text("text").StartsWith("Once only", StringComparison.Ordinal)));
        seen.Json.List("messages").Count(m => m.Text("text").StartsWith("Once only", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_command_on_a_version_that_is_no_more_is_stale()
    {
        var run = await MainFlow.RunAsync(system, MainFlow.Until.Identified);
        var read = (await run.Sextant.Chair.GetAsync($"/api/cases/{run.Work.Id}")).Expect(200);
        var tag = read.Headers.ETag.ShouldNotBeNull().ToString();
        var path = $"/api/cases/{run.Work.Id}/notes";

        (await run.Sextant.Chair.With("If-Match", tag).PostAsync(path, new { text = $"Looked at the logs. {system.Canary}" })).Expect(200);
        var stale = (await run.Sextant.Seats[1].With("If-Match", tag).PostAsync(path, new { text = $"So did I. {system.Canary}" })).Expect(412, "stale");

        ((long)stale["version"]).ShouldBeGreaterThan((long)read["version"]);
    }
}
