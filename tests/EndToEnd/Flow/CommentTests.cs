using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Flow;

/// <summary>The reporter is asked what they think of what is proposed (R45), through the gateway; the decision does not wait.</summary>
public sealed class CommentTests(RunningSystem system)
{
    [Fact]
    public async Task The_reporter_comments_on_what_is_proposed_the_panel_reads_it_and_decides_without_waiting()
    {
        var run = await MainFlow.RunAsync(system, MainFlow.Until.Identified);
        var (work, reporter, seats) = (run.Work, run.Reporter, run.Sextant.Seats);
        await work.DoneAsync(seats[1], "comment-requests", new { affected = new[] { reporter.Report }, until = (await system.NowAsync()).AddDays(5), text = "We would ask that person to stay away for a month." });
        var draft = (await work.ReadAsync()).List("communications")[^1].Text("id");
        (await reporter.LookAsync()).Json.List("comments").ShouldBeEmpty("another seat has to look first");
        await work.DoneAsync(seats[2], $"communications/{draft}/approve");

        await reporter.SeesAsync("the question", r => r.List("comments").Any(c => c.Text("state") == "open") && r.List("messages").Any(m => m.Text("id") == draft));
        var words = $"too-short-{Guid.NewGuid():N}"; // the panel's own texts hold the canary
        await reporter.SendAsync("comments", new { text = $"A month is {words}. {system.Canary}" });

        await work.ShowsAsync("that the reporter commented", c => c.List("commentRequests")[0].List("affected")[0].List("comments").Count == 1);
        (await work.ReadAsync()).ToJsonString().ShouldNotContain(words, Case.Sensitive, "the words are read in the report, and the read is recorded");
    }
}
