using System.Text.Json.Nodes;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Flow;

/// <summary>P1 by the clock: somebody may be in danger, and nobody answers.</summary>
public sealed class UrgentTests(RunningSystem system)
{
    [Fact]
    public async Task First_one_on_duty_then_the_second_then_the_deputy_then_the_foundation()
    {
        var guild = await Guild.FoundAsync(system, new JsonObject { ["ask"] = "inOrder" }, members: 4);
        var committee = new Committee(system, guild.Slug, [.. guild.Members.Select(m => m.Client)]);
        await guild.PutOnDutyAsync(2, 1);

        var reporter = await Reporter.FileAsync(system, [guild.Slug], change: r => r["safetyConcern"] = true);

        await committee.RequestAsync(committee.Seats[2], reporter.Report);
        await OnlyAsync(2);
        await system.AdvanceAsync("PT29M");
        await OnlyAsync(2);
        await system.AdvanceAsync("PT1M");
        await committee.RequestAsync(committee.Seats[1], reporter.Report);
        await OnlyAsync(2, 1);
        await system.AdvanceAsync("PT30M");
        await committee.RequestAsync(committee.Seats[0], reporter.Report);
        await OnlyAsync(2, 1, 0);

        await system.AdvanceAsync("PT1H");
        await reporter.SeesAsync("that the foundation has it", r => (string?)r["body"] == "orrery");
        var orrery = await Committee.OfOrreryAsync(system);
        var work = await orrery.TakeUpAsync(reporter.Report, orrery.Chair);
        var measure = await work.DoneAsync(orrery.Chair, "interim-measures", new { kind = "mute", spaces = Array.Empty<string>(), until = (await system.NowAsync()).AddHours(71), reason = $"He goes on. {system.Canary}" });
        measure.List("interim").ShouldHaveSingleItem();
        await OnlyAsync();

        async Task OnlyAsync(params int[] asked)
        {
            for (var i = 0; i < committee.Seats.Count; i++)
            {
                var requests = await committee.Seats[i].AllAsync($"/api/bodies/{guild.Slug}/conflict-requests");
                requests.Any(r => r.ToJsonString().Contains(reporter.Report.ToString())).ShouldBe(asked.Contains(i), $"seat {i}");
            }
        }
    }

    [Fact]
    public async Task Without_danger_a_silent_seat_is_reminded_after_a_day_and_passed_over_after_half_the_time()
    {
        var guild = await Guild.FoundAsync(system, new JsonObject { ["acknowledgeWithin"] = new JsonObject { ["hours"] = 72 } });
        var committee = new Committee(system, guild.Slug, [.. guild.Members.Select(m => m.Client)]);
        var reporter = await Reporter.FileAsync(system, [guild.Slug]);
        var work = await committee.TakeUpAsync(reporter.Report, committee.Chair);
        (await committee.RequestAsync(committee.Seats[1], reporter.Report))["remindedAt"].ShouldBeNull();

        await system.AdvanceAsync("PT24H");
        await Eventually.TrueAsync("the reminder", async () => (await committee.RequestAsync(committee.Seats[1], reporter.Report))["remindedAt"] is not null);
        (await work.ReadAsync()).List("panel").Count(p => p.Text("conflict") == "unanswered").ShouldBe(1);

        await system.AdvanceAsync("PT12H");
        await work.ShowsAsync("that the seat is unavailable", c => c.List("panel").Any(p => p.Text("conflict") == "unavailable"));
        (await committee.AnswerAsync(committee.Seats[1], reporter.Report, "none")).Expect(200); // it may return until the first vote
    }
}
