using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Failing;

/// <summary>kill -9 of each service in turn while a case changes hands, goes back, or moves up by itself: afterwards one body has it, the other keeps the notice, and every service says so.</summary>
public sealed class KilledHandOverTests(RunningSystem system, ITestOutputHelper output)
{
    private static readonly string[] Victims = ["cases", "liaison", "intake", "ledger", "sanctions"];
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task A_case_is_here_or_there_whichever_service_is_killed()
    {
        var seed = Random.Shared.Next(1_000_000);
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var (ira, eun) = ((await Committee.OfSextantAsync(system)).Chair, (await Committee.OfOrreryAsync(system)).Chair);
        var given = new List<Given>();
        foreach (var victim in Victims)
        {
            given.Add(await OfferAsync(victim));
        }

        await system.AdvanceAsync("P2D");
        foreach (var one in given)
        {
            await ListedAsync(eun, "orrery", one.Transfer, "offered");
            await KilledAsync(random, one.Victim, () => SayAsync(eun, one.Transfer, "accept", null, "transferClosed"));
            await JudgeAsync(one, eun, ira, one.Here, "orrery");
        }

        foreach (var one in given)
        {
            await KilledAsync(random, one.Victim, () => SayAsync(eun, one.Transfer, "return", new { reason = "wrongBody" }, "transferClosed"));
            await JudgeAsync(one, ira, eun, one.There!.Value, "sextant");
            var kinds = World.Kinds(await ira.TrailAsync(one.Here, "transferred", "returned", "takenBack")).ToList();
            new[] { "transferred", "returned", "takenBack" }.ShouldAllBe(step => kinds.Count(k => k == step) == 1);
        }
    }

    [Theory]
    [InlineData("cases")]
    [InlineData("liaison")]
    public async Task A_case_that_nobody_can_take_moves_up_once(string victim)
    {
        var random = new Random();
        var (sextant, orrery) = (await Committee.OfSextantAsync(system), await Committee.OfOrreryAsync(system));
        var reporter = await Reporter.FileAsync(system, ["sextant"]);
        foreach (var seat in sextant.Seats.Take(4))
        {
            (await sextant.AnswerAsync(seat, reporter.Report, "hard")).Expect(204);
        }

        var request = (await sextant.RequestAsync(sextant.Seats[4], reporter.Report)).Id("request");

        await KilledAsync(random, victim, () => AgainAsync(async () => (int)(await sextant.Seats[4].PostAsync($"/api/conflict-requests/{request}/answer", new { answer = "hard" })).Status is 204 or 404));

        // Whoever reported hears 48 hours ahead and may exclude people (P16).
        await Eventually.TrueAsync("the reporter is told", async () => Announced(await reporter.LookAsync()) == 1, Recovery);
        await system.AdvanceAsync("P2D");
        await KilledAsync(random, victim, () => Task.CompletedTask);

        var asked = await Eventually.GetAsync("orrery is asked", async () =>
            (await orrery.Chair.AllAsync("/api/bodies/orrery/conflict-requests")).FirstOrDefault(r => r.ToJsonString().Contains(reporter.Report.ToString(), StringComparison.Ordinal)), Recovery);
        var id = (await orrery.Chair.PostAsync($"/api/conflict-requests/{asked.Id("request")}/answer", new { answer = "none", seen = (string?)asked["seen"] })).Expect(200).Json.Id("case");
        Announced(await reporter.SeesAsync("who has it", r => (string?)r["body"] == "orrery")).ShouldBe(1);
        World.Kinds(await orrery.Chair.TrailAsync(id, "steppedUp", "transferred", "opened")).Count(k => k == "transferred").ShouldBe(1);
        foreach (var seat in sextant.Seats)
        {
            (await seat.GetAsync($"/api/cases/{id}")).Expect(404);
        }
    }

    private static int Announced(Answer receipt) => receipt.Json.List("messages").Count(m => m.Text("text").Contains("moves to orrery", StringComparison.Ordinal));

    private async Task<Given> OfferAsync(string victim)
    {
        var reporter = await Reporter.FileAsync(system, ["sextant"]);
        var sextant = await Committee.OfSextantAsync(system);
        var here = await sextant.TakeUpAsync(reporter.Report, sextant.Seats[0], sextant.Seats[1]);
        await here.DoneAsync(sextant.Chair, "notes", new { text = $"Ours. {system.Canary}" });
        var offered = await here.DoneAsync(sextant.Chair, "transfers", new { to = "orrery", context = $"Please take it. {system.Canary}", share = "all" });
        return new(victim, reporter, here.Id, offered["transfer"]!.Id());
    }

    private async Task JudgeAsync(Given one, Client owner, Client former, Guid left, string body)
    {
        var receiver = await Committee.OfOrreryAsync(system);
        if (body == "orrery")
        {
            one.There = (await receiver.TakeUpAsync(one.Reporter.Report, receiver.Chair, receiver.Seats[0])).Id;
        }

        var id = body == "orrery" ? one.There!.Value : one.Here;
        (await owner.GetAsync($"/api/cases/{id}")).Expect(200).Json.ToJsonString().ShouldContain($"Ours. {system.Canary}");
        (await owner.PostAsync($"/api/cases/{id}/notes", new { text = $"We go on. {system.Canary}" })).Expect(200);
        (await former.GetAsync($"/api/cases/{left}")).Expect(200).Json.Text("to").ShouldBe(body);
        (await former.GetAsync($"/api/cases/{id}")).Expect(404);
        (await former.PostAsync($"/api/cases/{left}/notes", new { text = "too late" })).Expect(404);
        await one.Reporter.SeesAsync("who has it", r => (string?)r["body"] == body);
        foreach (var (who, at) in new[] { (owner, body), (former, body == "orrery" ? "sextant" : "orrery") })
        {
            await ListedAsync(who, at, one.Transfer, body == "orrery" ? "accepted" : "returned");
        }
    }

    private async Task KilledAsync(Random random, string victim, Func<Task> callAsync)
    {
        var calling = callAsync();
        using (var moment = new PeriodicTimer(TimeSpan.FromMilliseconds(random.Next(1, 250))))
        {
            await moment.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        await system.KillAsync(victim);
        await system.UpAsync();
        await calling;
    }

    // As a browser would, with one key until it is answered: what was done and never heard is answered again, also to whom it would not be shown any more. That it was done already is an answer too.
    private static Task SayAsync(Client who, Guid transfer, string what, object? body, string done)
    {
        var client = who.With("Idempotency-Key", Guid.NewGuid().ToString());
        return AgainAsync(async () =>
        {
            var answer = await client.PostAsync($"/api/transfers/{transfer}/{what}", body);
            ((int)answer.Status).ShouldBeOneOf([200, 409, 500, 502, 503], answer.Text);
            return (int)answer.Status == 200 || ((int)answer.Status == 409 && answer.Code == done);
        });
    }

    private static Task AgainAsync(Func<Task<bool>> tryAsync) => Eventually.TrueAsync("it is answered", async () =>
    {
        try
        {
            return await tryAsync();
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }, Recovery);

    private static Task ListedAsync(Client who, string body, Guid transfer, string state) => Eventually.TrueAsync(
        $"the transfer is {state} in {body}", async () => (await who.AllAsync($"/api/bodies/{body}/transfers")).Any(t => t.Id() == transfer && t.Text("state") == state), Recovery);

    private sealed record Given(string Victim, Reporter Reporter, Guid Here, Guid Transfer)
    {
        public Guid? There { get; set; }
    }
}
