using System.Text.Json.Nodes;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Telemetry;

/// <summary>
/// The property of hand-overs on real servers (the deciders' own is HandOverProperty): some histories by chance, in which every text, name, account and address that anybody writes is a canary. Nothing the services tell each
/// other, log or trace holds one, nor does a notice, whatever happened before it.
/// </summary>
public sealed class RandomHistoriesTests(RunningSystem system, ITestOutputHelper output)
{
    private const int Histories = 4;
    private const int Moves = 30;

    [Fact]
    public async Task However_a_case_goes_and_changes_hands_nobodys_words_and_names_leave_it()
    {
        var seed = Environment.GetEnvironmentVariable("COC_SEED") is { } given ? int.Parse(given) : Random.Shared.Next();
        output.WriteLine($"COC_SEED={seed}");
        await using var tap = await BusTap.OpenAsync(system);
        var chance = new Random(seed);
        var done = new Dictionary<string, int>();
        for (var i = 0; i < Histories; i++)
        {
            await HistoryAsync(chance, done);
        }

        output.WriteLine(string.Join(", ", done.OrderBy(d => d.Key).Select(d => $"{d.Key} {d.Value}")));
        new[] { "ReportReceived", "ReportRouted", "CaseOpened", "IncidentNoticed", "TransferOffered", "CaseTransferred", "StepRecorded", "SomethingWaits" }.Except(tap.Heard.Keys).ShouldBeEmpty("what was not heard proves nothing");
        await Eventually.TrueAsync("spans", () => Task.FromResult(system.Collector.WhereIs("coc-cases").Contains("traces")), TimeSpan.FromSeconds(40));
        tap.WhereIs(system.Canary).ShouldBeEmpty();
        system.Collector.WhereIs(system.Canary).ShouldBeEmpty();
        Logs.WhereIs(system, "Now listening").ShouldContain("cases.log");
        Logs.WhereIs(system, system.Canary).ShouldBeEmpty();
    }

    private async Task HistoryAsync(Random chance, Dictionary<string, int> done)
    {
        var sextant = await Committee.OfSextantAsync(system);
        var eun = await system.AsAsync("eun@orrery.example");
        var reporter = await Reporter.FileAsync(system, ["sextant"]);
        var work = await sextant.TakeUpAsync(reporter.Report);
        var person = (await work.ReadAsync()).List("subjects")[0].Id("person");
        for (var i = 0; i < Moves; i++)
        {
            await MoveAsync(chance, work, reporter, person, done);
            await NoticesAsync(eun);
        }

        // However it went until here, it ends with the foundation.
        if ((await work.ReadAsync())["transfer"] is JsonObject open && open.Text("state") == "offered")
        {
            (await sextant.Chair.PostAsync($"/api/transfers/{open.Id()}/recall")).Expect(200);
        }

        await work.DoneAsync(sextant.Chair, "risk-factors", new { factor = "suspectedLawViolation", present = true });
        await work.TriageAsync();
        await work.IdentifyAsync();
        await work.DoneAsync(sextant.Chair, "transfers", new { to = "orrery", rule = "J4", context = system.Canary, share = "all" });

        // Earlier offers of the same case, recalled or not made, are listed too.
        var offer = (await work.ReadAsync())["transfer"]!.Id();
        await system.AdvanceAsync("P2D");
        await Eventually.TrueAsync("the offer", async () => (await eun.AllAsync("/api/bodies/orrery/transfers")).Any(t => t.Id() == offer));
        (await eun.PostAsync($"/api/transfers/{offer}/accept")).Expect(200);
        var notice = (await sextant.Chair.GetAsync($"/api/cases/{work.Id}")).Expect(200);
        notice.Json.AsObject().Select(m => m.Key).ShouldBe(["id", "codeName", "state", "to", "at"], ignoreOrder: true);
        notice.Text.ShouldNotContain(system.Canary);
        await NoticesAsync(eun);
    }

    private async Task NoticesAsync(Client foundation)
    {
        foreach (var list in new[] { "incident-notices", "transfers" })
        {
            (await foundation.GetAsync($"/api/bodies/orrery/{list}?limit=200")).Expect(200).Text.ShouldNotContain(system.Canary);
        }
    }

    private async Task MoveAsync(Random chance, CaseWork work, Reporter reporter, Guid person, Dictionary<string, int> done)
    {
        var word = $"He said so. {system.Canary}";
        var seat = work.Committee.Seats[chance.Next(work.Committee.Seats.Count)];
        var now = await system.NowAsync();
        (string Command, object Body)[] moves =
        [
            ("notes", new { text = word }), ("messages", new { report = reporter.Report, text = word }), ("acknowledge", new { message = word }), ("triage", new { impact = "high", risk = "medium", note = word, category = "harassment" }),
            ("subjects", new { person, identification = "confirmed", accounts = new[] { $"github:{system.Canary}" }, name = $"Rex {system.Canary}", description = word }), ("subjects", new { person, identification = "confirmed" }),
            ("hearing", new { person, response = word, transcribed = false }), ("interim-measures", new { person, kind = "mute", until = now.AddHours(60), reason = word }), ("witnesses", new { name = $"Ann {system.Canary}" }),
            ("status", new { state = "onHold", note = word }), ("communications", new { to = "reporter", report = reporter.Report, text = word }), ("legal-requests", new { question = word, include = Array.Empty<string>() }),
            ("legal-consultations", new { outcome = "proceedWithChanges", by = $"Lawyer {system.Canary}", note = word }), ("jurisdiction", new { confirm = true, reason = word }), ("risk-factors", new { factor = "attorneyHired", present = chance.Next(2) == 0 }),
            ("projects", new { project = "astrolabe", concerned = chance.Next(2) == 0 }), ("proposals", work.Suspension(person, now, 10, new[] { "sextant" })), ("retention", new { source = word, until = now.AddDays(9) }),
            ("split-report", new { report = reporter.Report, parts = new[] { new { text = word } } }), ("safeguarding", new { note = word }), ("transfers", new { to = "orrery", context = word, share = chance.Next(2) == 0 ? "all" : "summary" }),
            ("unsealings", new { exception = "law", reason = word, recipients = Array.Empty<Guid>() }), ("accused-notice", new { person, when = "now", why = word, summary = word }), ("conflict-statements", new { answer = "none", reason = word }),
        ];
        var (command, body) = moves[chance.Next(moves.Length)];
        await TryAsync(seat, work, command, body, done);
        switch (chance.Next(8))
        {
            case 0:
                await reporter.WithReceipt.PostAsync("/api/receipt/messages", new { text = word });
                break;
            case 1:
                await reporter.WithReceipt.PostAsync("/api/receipt/consents", new { audience = "foundation", answer = chance.Next(2) == 0 ? "yes" : "no" });
                break;
            case 2 when (await work.ReadAsync())["transfer"] is JsonObject offer && offer.Text("state") == "offered":
                await seat.PostAsync($"/api/transfers/{offer.Id()}/recall", new { text = word });
                break;
        }
    }

    private static async Task TryAsync(Client seat, CaseWork work, string command, object body, Dictionary<string, int> done)
    {
        var answer = await work.DoAsync(seat, command, body);
        ((int)answer.Status).ShouldBeLessThan(500, answer.Text);
        if (answer.Status == System.Net.HttpStatusCode.OK)
        {
            done[command] = done.GetValueOrDefault(command) + 1;
        }
    }
}
