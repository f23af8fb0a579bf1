using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Flow;

/// <summary>What is kept of somebody (P19), through the gateway: asked from receipt and room, answered by two seats, copied by oneself.</summary>
public sealed class DataRequestTests(RunningSystem system)
{
    [Fact]
    public async Task Reporter_and_accused_ask_two_seats_answer_and_each_copy_holds_only_one_s_own()
    {
        var run = await MainFlow.RunAsync(system, MainFlow.Until.Identified);
        var (work, reporter, seats) = (run.Work, run.Reporter, run.Sextant.Seats);
        await reporter.SendAsync("messages", new { text = $"Only mine. {system.Canary}" });
        var accused = await Accused.EnterAsync(system, work, run.Person);
        await accused.SendAsync("data-requests", new { kind = "copy" });
        await reporter.SendAsync("data-requests", new { kind = "correction", text = "It was on Tuesday." });
        await work.ShowsAsync("both requests", c => c.List("dataRequests").Count == 2);

        foreach (var asked in (await work.ReadAsync()).List("dataRequests"))
        {
            await work.DoneAsync(seats[1], $"data-requests/{asked.Text("id")}/answer", new { outcome = "partly", ground = "othersRights", text = "What is yours is in your copy." });
            (await work.DoAsync(seats[1], $"data-requests/{asked.Text("id")}/approve", new { })).Expect(409, "ownDraft");
            await work.DoneAsync(seats[2], $"data-requests/{asked.Text("id")}/approve", new { });
        }

        await reporter.SeesAsync("the answer", r => r.List("dataRequests")[0].Text("state") == "partly" && r.List("messages").Any(m => m.Text("text") == "What is yours is in your copy."));
        var room = await accused.SeesAsync("the answer", r => r.List("dataRequests")[0].Text("state") == "partly" && r.List("dataRequests")[0].Text("answer") == "What is yours is in your copy.");
        foreach (var word in new[] { system.Canary, reporter.Report.ToString(), "Tuesday" })
        {
            room.Text.ShouldNotContain(word, Case.Sensitive);
        }
    }
}
