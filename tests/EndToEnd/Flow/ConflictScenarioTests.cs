using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Flow;

/// <summary>Who takes part, as the scenarios read: two soft ties are one hard, to have seen it is none, and two people do not limit a third alone.</summary>
public sealed class ConflictScenarioTests(RunningSystem system)
{
    [Fact]
    public async Task S7_two_soft_conflicts_make_one_hard()
    {
        var reporter = await Reporter.FileAsync(system, ["gnomon"]);
        var orrery = await Committee.OfOrreryAsync(system);
        var (ada, bo, cleo, dev, eun) = (orrery.Seats[0], orrery.Seats[1], orrery.Seats[2], orrery.Seats[3], orrery.Seats[4]);
        var work = await orrery.TakeUpAsync(reporter.Report, ada, cleo, dev, eun);
        var request = (await orrery.RequestAsync(bo, reporter.Report)).Id("request");

        // Bo works at the accused's company in another division; the others let him read meanwhile.
        (await bo.PostAsync($"/api/conflict-requests/{request}/answer", new { answer = "soft", areas = new[] { "same company, another division" } })).Expect(202);
        (await bo.GetAsync($"/api/cases/{work.Id}")).Expect(404);
        var seat = await SeatOfAsync(bo);
        foreach (var judge in new[] { ada, cleo, dev })
        {
            await work.DoneAsync(judge, "conflict-confirmations", new { seat, agree = true, permitted = new[] { "read", "notes" } });
        }

        (await bo.GetAsync($"/api/cases/{work.Id}")).Expect(200).Json.List("allowed").Select(a => (string)a!).ShouldBe(["conflict-statements", "notes"], ignoreOrder: true);

        // He has also commented on the incident in public.
        (await bo.PostAsync($"/api/cases/{work.Id}/conflict-statements", new { answer = "soft", areas = new[] { "commented on it in public" } })).Expect(204);

        (await bo.GetAsync($"/api/cases/{work.Id}")).Expect(404);
        (await bo.AllAsync("/api/bodies/orrery/conflict-requests")).ShouldNotContain(r => r.ToJsonString().Contains(reporter.Report.ToString()));
        (await work.ReadAsync()).List("panel").Single(p => p.Id("seat") == seat).Text("conflict").ShouldBe("hard");
        var finn = await system.AsAsync("finn@orrery.example");
        (await orrery.AnswerAsync(finn, reporter.Report, "none")).Expect(200).Json.Id("case").ShouldBe(work.Id);
        foreach (var later in new[] { "gia", "hugo" })
        {
            (await (await system.AsAsync($"{later}@orrery.example")).AllAsync("/api/bodies/orrery/conflict-requests")).ShouldNotContain(r => r.ToJsonString().Contains(reporter.Report.ToString()), $"{later} comes after Finn");
        }

        await work.AcknowledgeAsync();
        await work.TriageAsync();
        var proposal = await work.ProposeAsync(default, NoViolation(await PersonOfAsync(work)));
        (await work.DoAsync(bo, $"proposals/{proposal}/votes", new { vote = "yes" })).Expect(404);
        var decided = await work.VoteAsync(proposal, ada, finn, eun);
        decided.List("proposals").Single(p => p.Id() == proposal).Text("state").ShouldBe("adopted");
    }

    [Fact]
    public async Task S8_a_witness_is_not_conflicted()
    {
        var reporter = await Reporter.FileAsync(system, ["gnomon"]);
        var orrery = await Committee.OfOrreryAsync(system);
        var cleo = orrery.Seats[2];
        var work = await orrery.TakeUpAsync(reporter.Report);
        var seat = await SeatOfAsync(cleo);
        await work.AcknowledgeAsync();
        await work.TriageAsync();

        // She was in the meeting, and has no other tie.
        var said = await work.DoneAsync(cleo, "witnesses", new { seat });
        await work.DoneAsync(orrery.Chair, "notes", new { text = $"Asked Cleo what she saw. {system.Canary}" });

        var shown = said.List("panel").Single(p => p.Id("seat") == seat);
        (shown.Text("conflict"), shown.Text("role"), (bool)shown["witness"]!).ShouldBe(("none", "member", true));
        said.List("witnesses").ShouldContain(w => w.Id("seat") == seat);
        var proposal = await work.ProposeAsync(default, NoViolation(await PersonOfAsync(work)));
        var decided = await work.VoteAsync(proposal, cleo, orrery.Seats[0], orrery.Seats[4]);
        var adopted = decided.List("proposals").Single(p => p.Id() == proposal);
        (adopted.Text("state"), adopted.List("votes").Any(v => v.Id("seat") == seat && v.Text("vote") == "yes")).ShouldBe(("adopted", true));
    }

    [Fact]
    public async Task Two_people_limit_nobody_alone_and_the_foundation_lends_them_a_third()
    {
        var guild = await Guild.FoundAsync(system);
        var committee = new Committee(system, guild.Slug, [.. guild.Members.Select(m => m.Client)]);
        var reporter = await Reporter.FileAsync(system, [guild.Slug]);
        var work = await committee.TakeUpAsync(reporter.Report);
        await work.AcknowledgeAsync();
        await work.TriageAsync("high");
        var person = await work.IdentifyAsync();
        await work.HearAsync(person);
        var suspension = work.Suspension(person, await system.NowAsync(), 20, new[] { guild.Slug }, spaces: []);
        (await work.DoAsync(committee.Chair, "proposals", suspension)).Expect(409).Json.Text("code").ShouldBe("coDecider");

        await work.DoneAsync(committee.Chair, "co-decider");
        await reporter.SeesAsync("that somebody of the foundation may read", r => r.List("messages").Any(m => m.Text("text").Contains("orrery", StringComparison.Ordinal)));
        await system.AdvanceAsync("P2D");

        var lent = await Eventually.GetAsync("somebody of the foundation is asked", async () =>
        {
            foreach (var name in Committee.Orrery)
            {
                var client = await system.AsAsync($"{name}@orrery.example");
                if ((await client.AllAsync("/api/bodies/orrery/conflict-requests")).FirstOrDefault(r => (string?)r["lentTo"] == guild.Slug && r.ToJsonString().Contains(reporter.Report.ToString(), StringComparison.Ordinal)) is { } item)
                {
                    return Tuple.Create(client, item.Id("request"));
                }
            }

            return null;
        });
        var (third, request) = (lent.Item1, lent.Item2);
        (await third.GetAsync($"/api/cases/{work.Id}")).Expect(404);
        (await third.PostAsync($"/api/conflict-requests/{request}/answer", new { answer = "none" })).Expect(200).Json.Id("case").ShouldBe(work.Id);
        (await work.ReadAsync(third)).List("panel").Select(p => p.Text("role")).ShouldContain("lent");
        var proposal = await work.ProposeAsync(person, work.Suspension(person, await system.NowAsync(), 20, new[] { guild.Slug }, spaces: []));
        await work.DoneAsync(third, $"proposals/{proposal}/votes", new { vote = "yes" });
        (await work.VoteAsync(proposal)).List("proposals").Single(p => p.Id() == proposal).Text("state").ShouldBe("adopted");
        foreach (var other in Committee.Orrery.Select(n => $"{n}@orrery.example").Where(e => e != third.Email))
        {
            (await (await system.AsAsync(other)).GetAsync($"/api/cases/{work.Id}")).Expect(404);
        }
    }

    private static async Task<Guid> SeatOfAsync(Client client) => (await client.GetAsync("/api/identity/me")).Expect(200).Json.List("seats").Single(s => s.Text("body") == "orrery").Id();

    private static async Task<Guid> PersonOfAsync(CaseWork work) => (await work.ReadAsync()).List("subjects")[0].Id("person");

    private static object NoViolation(Guid person) => new
    {
        route = "meeting", findings = new[] { new { person, finding = "noViolation" } }, remedies = Array.Empty<object>(), rationale = new { forPanel = "We could not establish it.", forReporter = "We could not establish it." },
    };
}
