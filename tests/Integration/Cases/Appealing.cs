using System.Text.Json.Nodes;
using Coc.Contracts.Channel;
using Coc.Contracts.Intake;
using Coc.Contracts.Sanctions;

namespace Coc.Integration.Cases;

/// <summary>An appeal becomes a case of its own beside the first one, which learns how it ends.</summary>
public sealed class Appealing(CasesApp cases) : IClassFixture<CasesApp>
{
    private static readonly string[] Panel = ["ira", "juno", "kai"];

    private async Task<(Guid Id, Guid Report, Guid Person, Guid Room)> ToldAsync()
    {
        var (report, person) = await cases.RouteAsync();
        cases.App.Neighbours.Answer($"GET /internal/reports/{report}/affected-knowledge", new AffectedKnowledge(report, false));
        cases.App.Neighbours.Answer<RoomRequest>("POST /internal/rooms", r => new RoomAnswer("AAAA"));
        cases.App.Neighbours.Answer<HandlingQuestion>("POST /internal/handling/orrery", _ => CasesApp.Orrery);
        cases.App.Neighbours.Answer($"GET /internal/routings/{report}/orrery", CasesApp.Orrery);
        var id = await cases.TakeUpAsync(report, "sextant", Panel);
        var ira = cases.As("ira");
        await ira.DoAsync(id, "acknowledge", new { message = "We have it." });
        await ira.DoAsync(id, "triage", new { impact = "medium", risk = "medium" });
        await ira.DoAsync(id, "notes", new { text = "CANARYnote" });
        var room = (Guid)(await ira.DoAsync(id, "accused-notice", new { when = "now", why = "w" }))["rooms"]![0]!["id"]!;
        await WroteAsync(room, "entered");
        await ira.DoAsync(id, "hearing", new { reasonForNone = "No answer came." });
        await DecideAsync(id, "sextant", Panel, Deciding.Suspension(person, cases.Now, 30));
        await TellAsync(id, "sextant", "ira", "juno", new { to = "accused", text = "We have decided." });
        await TellAsync(id, "sextant", "ira", "juno", new { to = "reporter", text = "We have decided." });
        return (id, report, person, room);
    }

    private async Task DecideAsync(Guid id, string body, string[] panel, object decision)
    {
        var after = await cases.As(panel[0], body).DoAsync(id, "proposals", decision);
        var proposal = (Guid)after["proposals"]!.AsArray()[^1]!["id"]!;
        foreach (var name in panel)
        {
            await cases.As(name, body).DoAsync(id, $"proposals/{proposal}/votes", new { vote = "yes" });
        }

        ((string?)(await cases.As(panel[0], body).DoAsync(id, $"proposals/{proposal}/close", new { }))["proposals"]!.AsArray()[^1]!["state"]).ShouldBe("adopted");
    }

    private async Task TellAsync(Guid id, string body, string writer, string approver, object draft)
    {
        var drafted = await cases.As(writer, body).DoAsync(id, "communications", draft);
        await cases.As(approver, body).DoAsync(id, $"communications/{(Guid)drafted["communications"]!.AsArray()[^1]!["id"]!}/approve");
    }

    private Task WroteAsync(Guid room, string kind, Guid? entry = null) => cases.HandAsync(new AccusedWrote(cases.Origin(), room, entry ?? Guid.NewGuid(), kind, null));

    private async Task<(Guid Entry, AccusedWrote Message)> AppealAsync(Guid room)
    {
        var entry = Guid.NewGuid();
        cases.App.Neighbours.Answer($"GET /internal/rooms/{room}/appeals/{entry}", new AppealText(entry, ["conflictedDeciders"], "CANARYappeal"));
        var message = new AccusedWrote(cases.Origin(), room, entry, "appeal", null);
        await cases.HandAsync(message);
        return (entry, message);
    }

    private async Task<JsonNode> SeenAsync(Guid id, string by = "ira", string body = "sextant") => (await cases.As(by, body).GetAsync($"/api/cases/{id}")).Json;

    [Fact]
    public async Task It_is_a_case_of_the_foundation_with_its_own_screening_and_the_first_file()
    {
        var (id, report, person, room) = await ToldAsync();
        var (entry, _) = await AppealAsync(room);

        var first = await SeenAsync(id);
        var appeal = first["appeals"]!.AsArray().ShouldHaveSingleItem()!;
        ((Guid)appeal["id"]!, (string?)appeal["by"], (string?)appeal["to"], (string?)appeal["state"]).ShouldBe((entry, "accused", "orrery", "open"));
        first["flags"]!.AsArray().Select(f => (string?)f).ShouldContain("appealed");

        var there = await cases.TakeUpAsync(report, "orrery", "ada", "bo", "cleo");
        var seen = await SeenAsync(there, "ada", "orrery");
        ((string?)seen["appealOf"]!["by"], (string?)seen["appealOf"]!["grounds"]![0], (string?)seen["jurisdiction"]!["rule"]).ShouldBe(("accused", "conflictedDeciders", "P15"));
        seen["carried"]!.AsArray().Select(c => (string?)c!["kind"]).ShouldBe(["appeal", "reasonForNone", "rationale", "rationaleForAccused", "rationaleForReporter"], ignoreOrder: true);
        seen.ToJsonString().ShouldContain("CANARYappeal");
        seen.ToJsonString().ShouldNotContain("CANARYnote");
        seen.ToJsonString().ShouldNotContain(id.ToString());
        first.ToJsonString().ShouldNotContain("CANARYappeal");
        first.ToJsonString().ShouldNotContain(there.ToString());
        (await cases.As("ira").GetAsync($"/api/cases/{there}")).Status.ShouldBe(404);
        (await cases.As("ada", "orrery").GetAsync($"/api/cases/{id}")).Status.ShouldBe(404);
        (await cases.As("ira").GetAsync("/api/bodies/sextant/cases?limit=200")).Json.ToJsonString().ShouldNotContain(there.ToString());
        ((Guid)seen["subjects"]![0]!["person"]!).ShouldBe(person);
    }

    [Fact]
    public async Task Where_both_sides_appeal_each_of_the_two_cases_knows_of_the_other_and_the_first_panel_of_neither()
    {
        var (id, report, _, room) = await ToldAsync();
        await AppealAsync(room);
        var byAccused = await cases.TakeUpAsync(report, "orrery", "ada", "bo", "cleo");
        var entry = Guid.NewGuid();
        cases.App.Neighbours.Answer($"GET /internal/reports/{report}/appeals/{entry}", new AppealText(entry, ["tooLittle"], "CANARYappeal"));

        await cases.HandAsync(new ReporterWrote(cases.Origin(), report, entry, "appeal"));

        var byReporter = await cases.TakeUpAsync(report, "orrery", "ada", "bo", "cleo");
        byReporter.ShouldNotBe(byAccused);
        foreach (var (one, other) in new[] { (byAccused, byReporter), (byReporter, byAccused) })
        {
            var link = (await SeenAsync(one, "ada", "orrery"))["links"]!.AsArray().ShouldHaveSingleItem()!;
            ((Guid)link["case"]!, (string?)link["why"]).ShouldBe((other, "sameDecision"));
        }

        (await SeenAsync(id))["links"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_written_to_who_appealed_comes_from_the_appeals_case()
    {
        var (id, report, _, _) = await ToldAsync();
        var entry = Guid.NewGuid();
        cases.App.Neighbours.Answer($"GET /internal/reports/{report}/appeals/{entry}", new AppealText(entry, ["tooLittle"], "CANARYappeal"));
        await cases.HandAsync(new ReporterWrote(cases.Origin(), report, entry, "appeal"));

        var there = await cases.TakeUpAsync(report, "orrery", "ada", "bo", "cleo");
        var message = (await SeenAsync(there, "ada", "orrery"))["messages"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)message["text"]).ShouldStartWith("We have your appeal. orrery decides it");
        var intake = new Asking(cases.App.AsService("intake"));
        ((Guid?)(await intake.GetAsync($"/internal/cases/{there}/messages/{(Guid)message["id"]!}")).Json["appeal"]).ShouldBe(entry);
        var first = await SeenAsync(id);
        first.ToJsonString().ShouldNotContain("We have your appeal");
        first["appeals"]![0]!["report"].ShouldBeNull();
        (await intake.GetAsync($"/internal/cases/{id}/messages/{(Guid)first["messages"]![0]!["id"]!}")).Json["appeal"].ShouldBeNull();

        await cases.As("ada", "orrery").GetAsync($"/api/cases/{there}/reports/{report}");
        await cases.As("ira").GetAsync($"/api/cases/{id}/reports/{report}");
        var read = cases.App.Neighbours.Queries.Where(q => q.Contains($"/internal/reports/{report}?", StringComparison.Ordinal)).ToList();
        read.Single(q => q.Contains($"case={there}", StringComparison.Ordinal)).ShouldContain($"appeal={entry}");
        read.Single(q => q.Contains($"case={id}", StringComparison.Ordinal)).ShouldNotContain("appeal");
    }

    [Fact]
    public async Task Whoever_was_asked_about_the_report_is_not_asked_there_also_who_never_answered()
    {
        var (_, report, _, room) = await ToldAsync();
        var asked = (await new Asking(cases.App.AsService("intake")).GetAsync($"/internal/reports/{report}/handlers")).Json["accounts"]!.AsArray().Select(a => (Guid)a!).ToList();
        asked.Count.ShouldBe(5, "three of them took it up");
        var above = CasesApp.Orrery;
        above = above with { Seats = [.. above.Seats.Take(2).Select((s, i) => s with { Account = asked[^(i + 1)] }), .. above.Seats.Skip(2)] };
        cases.App.Neighbours.Answer<HandlingQuestion>("POST /internal/handling/orrery", q => above with { Seats = [.. above.Seats.Where(s => q.Accounts?.Contains(s.Account) != true)] });

        await AppealAsync(room);

        (await cases.ItemAsync("cleo", report, "orrery")).ShouldNotBeNull();
        foreach (var name in new[] { "ada", "bo" })
        {
            (await cases.ItemAsync(name, report, "orrery")).ShouldBeNull(name);
        }
    }

    [Fact]
    public async Task Told_twice_it_is_one()
    {
        var (id, report, _, room) = await ToldAsync();
        var (_, message) = await AppealAsync(room);
        await cases.HandAsync(message with { Origin = message.Origin with { Event = Guid.NewGuid() } });
        await AppealAsync(room);

        (await SeenAsync(id))["appeals"]!.AsArray().ShouldHaveSingleItem();
        ((long)(await cases.ScalarAsync($"select count(*) from app.case_things where kind = 'report' and thing = '{report}'"))!).ShouldBe(2);
    }

    [Fact]
    public async Task Overturned_the_first_case_and_sanctions_learn_it_in_the_same_moment()
    {
        var (id, report, person, room) = await ToldAsync();
        var (entry, _) = await AppealAsync(room);
        var there = await cases.TakeUpAsync(report, "orrery", "ada", "bo", "cleo");
        await cases.As("ada", "orrery").DoAsync(there, "triage", new { impact = "medium", risk = "medium" });
        var nothing = new { route = "meeting", findings = new[] { new { person, finding = "noViolation" } }, rationale = new { forPanel = "conflicted", forAccused = "It was not decided rightly." } };
        (await cases.As("ada", "orrery").RefusedAsync(there, "proposals", nothing)).ShouldBe("appealOutcomeMissing");

        await DecideAsync(there, "orrery", ["ada", "bo", "cleo"], new { nothing.route, nothing.findings, nothing.rationale, appealOutcome = "overturn" });

        var appeal = (await SeenAsync(id))["appeals"]![0]!;
        ((Guid)appeal["id"]!, (string?)appeal["state"]).ShouldBe((entry, "overturn"));
        ((long)(await cases.ScalarAsync($"select count(*) from mt.mt_events where stream_id = '{there}' and type = 'first_measures_overturned'"))!).ShouldBe(1);
        ((long)(await cases.ScalarAsync($"select count(*) from mt.mt_events where stream_id = '{id}' and type = 'appeal_settled'"))!).ShouldBe(1);
        ((string?)(await SeenAsync(there, "ada", "orrery"))["decision"]!["appealOutcome"]).ShouldBe("overturn");
    }

    [Fact]
    public async Task Taken_up_again_and_handed_over_who_has_the_case_now_follows_its_measures_and_learns_how_the_appeal_ends()
    {
        var (id, report, person, room) = await ToldAsync();
        await cases.As("ira").DoAsync(id, "reopen", new { reason = "it happened again" });
        var (entry, _) = await AppealAsync(room);
        var there = await cases.TakeUpAsync(report, "orrery", "ada", "bo", "cleo");
        cases.Consents(report, ("project", "yes"));
        var transfer = (Guid)(await cases.As("ira").DoAsync(id, "transfers", new { to = "astrolabe", share = "all" }))["transfer"]!["id"]!;
        cases.Advance(TimeSpan.FromHours(48));
        var accepted = await new Asking(cases.App.AsService("liaison")).PostAsync(
            $"/internal/transfers/{transfer}/accept", new TransferAcceptance(CasesApp.SeatOf("vera", "astrolabe"), "member", Guid.NewGuid(), CasesApp.Body("astrolabe", "vera", "wim", "xia")));
        accepted.Status.ShouldBe(200, accepted.Json.ToJsonString());
        var now = (Guid)accepted.Json["newCase"]!;
        await cases.TakeUpAsync(report, "astrolabe", "vera", "wim", "xia");
        var sanction = (Guid)(await SeenAsync(now, "vera", "astrolabe"))["sanctions"]!.AsArray().ShouldHaveSingleItem()!["id"]!;

        await cases.HandAsync(new SanctionProgressed(cases.Origin(), sanction, id, "active", 3));
        await cases.As("ada", "orrery").DoAsync(there, "triage", new { impact = "medium", risk = "medium" });
        await DecideAsync(there, "orrery", ["ada", "bo", "cleo"], new
        {
            route = "meeting", findings = new[] { new { person, finding = "noViolation" } }, rationale = new { forPanel = "conflicted", forAccused = "It was not decided rightly." }, appealOutcome = "overturn",
        });

        var seen = await SeenAsync(now, "vera", "astrolabe");
        ((string?)seen["sanctions"]![0]!["state"], (int)seen["sanctions"]![0]!["openOrders"]!).ShouldBe(("active", 3));
        var appeal = seen["appeals"]!.AsArray().ShouldHaveSingleItem()!;
        ((Guid)appeal["id"]!, (string?)appeal["state"]).ShouldBe((entry, "overturn"));
    }

    [Fact]
    public async Task What_may_be_appealed_and_until_when_is_told_to_intake_only()
    {
        var (_, report, _, room) = await ToldAsync();
        var intake = new Asking(cases.App.AsService("intake"));
        var (status, standing) = await intake.GetAsync($"/internal/appeals/of-room/{room}");
        (status, (bool)standing["pending"]!).ShouldBe((200, false));
        ((DateTimeOffset)standing["until"]!).ShouldBeGreaterThan(cases.Now.AddDays(29));
        (await intake.GetAsync($"/internal/appeals/of-report/{report}")).Json["until"].ShouldNotBeNull();
        (await intake.GetAsync($"/internal/appeals/of-report/{Guid.NewGuid()}")).Json["until"].ShouldBeNull();
        (await new Asking(cases.App.AsService("liaison")).GetAsync($"/internal/appeals/of-room/{room}")).Status.ShouldBe(404);

        await AppealAsync(room);
        ((bool)(await intake.GetAsync($"/internal/appeals/of-room/{room}")).Json["pending"]!).ShouldBeTrue();
        ((bool)(await intake.GetAsync($"/internal/appeals/of-report/{report}")).Json["pending"]!).ShouldBeFalse("the other side has not appealed");
    }
}
