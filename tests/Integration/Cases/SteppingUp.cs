using System.Collections.Concurrent;
using Coc.Contracts.Channel;

namespace Coc.Integration.Cases;

/// <summary>P1: a report that nobody takes up moves to the next body by itself, by the domain's clock.</summary>
public sealed class SteppingUp(CasesApp cases) : IClassFixture<CasesApp>, IAsyncDisposable
{
    // That nobody has a seat is one test's: what waited for somebody goes on at once.
    public async ValueTask DisposeAsync()
    {
        cases.App.Neighbours.Answer("POST /internal/handling/orrery", CasesApp.Orrery);
        cases.App.Neighbours.Answer("POST /internal/handling/meridian", Meridian);
        await cases.ScalarAsync("update app.due set taken_until = null");
    }

    [Fact]
    public async Task All_seats_conflicted_the_foundation_has_it_without_anybodys_doing()
    {
        var (sextant, asked) = (CasesApp.Sextant, new ConcurrentQueue<HandlingQuestion>());
        var (report, _) = await cases.RouteAsync(sextant);
        cases.App.Neighbours.Answer<HandlingQuestion>("POST /internal/handling/orrery", q =>
        {
            asked.Enqueue(q);
            return CasesApp.Orrery;
        });
        foreach (var name in new[] { "ira", "juno", "kai", "lou", "mo" })
        {
            var request = await cases.RequestAsync(name, report);
            (await cases.As(name).PostAsync($"/api/conflict-requests/{request}/answer", new { answer = "hard" })).Status.ShouldBe(204);
        }

        await ToldAsync(report); // who would read it, and may exclude people (P16)
        (await cases.ItemAsync("ada", report, "orrery")).ShouldBeNull();
        cases.Advance(TimeSpan.FromHours(48));
        await AskedAsync("ada", report);
        asked.Where(q => q.Reports.Contains(report)).ShouldAllBe(q => sextant.Seats.All(s => q.Accounts!.Contains(s.Account)), "nobody of them has it by another seat there");

        var id = await cases.TakeUpAsync(report, "orrery");
        var (_, seen) = await cases.As("ada", "orrery").GetAsync($"/api/cases/{id}");
        ((string)seen["jurisdiction"]!["rule"]!).ShouldBe("J7");
        ((string)seen["jurisdiction"]!["because"]!).ShouldBe("J3");
        ((long)(await cases.ScalarAsync($"select count(*) from app.case_things where thing = '{report}' and kind = 'report'"))!).ShouldBe(2);
        ((long)(await cases.ScalarAsync("select count(*) from mt.mt_events where type = 'case_stepped_up' and data ->> 'because' = 'nobodyLeft'"))!).ShouldBe(1);
        foreach (var name in new[] { "ira", "lou" })
        {
            (await cases.ItemAsync(name, report)).ShouldBeNull();
            (await cases.As(name).GetAsync($"/api/cases/{id}")).Status.ShouldBe(404);
        }
    }

    [Fact]
    public async Task Silence_moves_it_when_the_window_is_over_and_waits_while_nobody_above_has_a_seat()
    {
        var (report, _) = await cases.RouteAsync(CasesApp.Body("astrolabe", "vera", "wim", "xia"));
        cases.App.Neighbours.Answer("POST /internal/handling/orrery", CasesApp.Orrery with { Seats = [] });
        cases.App.Neighbours.Answer("POST /internal/handling/meridian", Meridian with { Seats = [] });
        cases.Advance(TimeSpan.FromDays(6));
        await Eventually(async () => (long)(await cases.ScalarAsync($"select count(*) from app.due d join app.case_things t using (tenant_id, case_id) where t.thing = '{report}' and d.taken_until is not null"))! > 0);
        ((long)(await cases.ScalarAsync($"select count(*) from app.case_things where thing = '{report}'"))!).ShouldBe(1);

        cases.App.Neighbours.Answer("POST /internal/handling/orrery", CasesApp.Orrery);
        await cases.ScalarAsync("update app.due set taken_until = null"); // the lease runs out
        await ToldAsync(report);
        cases.Advance(TimeSpan.FromHours(48));

        await AskedAsync("ada", report);
    }

    [Fact]
    public async Task Where_nobody_is_left_anywhere_who_gets_a_seat_later_is_asked_and_nobody_who_was_there_before()
    {
        cases.App.Neighbours.Answer("POST /internal/handling/orrery", CasesApp.Orrery with { Seats = [] });
        cases.App.Neighbours.Answer("POST /internal/handling/meridian", Meridian with { Seats = [] });
        var (report, _) = await cases.RouteAsync(CasesApp.Orrery with { Seats = [] });
        await Eventually(async () => (long)(await cases.ScalarAsync($"select count(*) from app.due d join app.case_things t using (tenant_id, case_id) where t.thing = '{report}' and d.taken_until is not null"))! > 0);
        (await cases.ItemAsync("ada", report, "orrery")).ShouldBeNull();

        cases.App.Neighbours.Answer("POST /internal/handling/orrery", CasesApp.Body("orrery", "ada", "bo"));
        await cases.ScalarAsync("update app.due set taken_until = null"); // the lease runs out

        await AskedAsync("ada", report);
        await AskedAsync("bo", report);
    }

    [Fact]
    public async Task A_seat_that_said_none_and_then_did_nothing_does_not_keep_it()
    {
        var (report, _) = await cases.RouteAsync();
        cases.App.Neighbours.Answer("POST /internal/handling/orrery", CasesApp.Orrery);
        var id = await cases.TakeUpAsync(report, "sextant", "ira");
        cases.Advance(TimeSpan.FromDays(5));
        await ToldAsync(report);
        (await cases.As("ira").GetAsync($"/api/cases/{id}")).Json["movingUp"]!["to"]!.GetValue<string>().ShouldBe("orrery");

        cases.Advance(TimeSpan.FromHours(48));

        await AskedAsync("ada", report);
        ((string?)(await cases.As("ira").GetAsync($"/api/cases/{id}")).Json["state"]).ShouldBe("transferred");
    }

    [Fact]
    public async Task A_panel_that_has_it_and_does_not_say_how_it_stands_does_not_keep_it()
    {
        var (report, _) = await cases.RouteAsync();
        cases.App.Neighbours.Answer("POST /internal/handling/orrery", CasesApp.Orrery);
        var id = await cases.TakeUpAsync(report, "sextant", "ira", "juno", "kai");
        await cases.As("ira").DoAsync(id, "acknowledge", new { message = "We have it." });
        await cases.As("ira").DoAsync(id, "triage", new { impact = "low", risk = "low" });
        cases.Advance(TimeSpan.FromDays(12)); // whatever weekday it is, a working week is over
        await ToldAsync(report);
        (await cases.As("ira").GetAsync($"/api/cases/{id}")).Json["movingUp"]!["because"]!.GetValue<string>().ShouldBe("statusMissed");

        cases.Advance(TimeSpan.FromHours(48));

        await AskedAsync("ada", report);
        ((string?)(await cases.As("ira").GetAsync($"/api/cases/{id}")).Json["state"]).ShouldBe("transferred");
    }

    [Fact]
    public async Task What_is_open_passes_from_the_one_on_duty_to_the_next()
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira", "juno");
        var now = cases.Now;
        cases.App.Neighbours.Answer("GET /internal/bodies/sextant/duty", new BodyDuty("sextant", [new(CasesApp.SeatOf("ira", "sextant"), now.AddHours(-9), now.AddHours(15)), new(CasesApp.SeatOf("mo", "sextant"), now.AddHours(15), now.AddHours(39)), new(CasesApp.SeatOf("juno", "sextant"), now.AddHours(39), now.AddHours(63))]));
        (await cases.As("juno").RefusedAsync(id, "hand-on", new { text = "x" })).ShouldBe("notYours");
        (await cases.As("ira").PostAsync($"/api/cases/{id}/hand-on", new { text = " " })).Status.ShouldBe(400);

        var handed = await cases.As("ira").DoAsync(id, "hand-on", new { text = "Two witnesses wait." });

        ((Guid)handed["handingOn"]!["to"]!).ShouldBe(CasesApp.SeatOf("juno", "sextant"), "mo has not said that there is no conflict");
        handed["notes"]!.AsArray().Select(n => (string)n!["text"]!).ShouldContain("Two witnesses wait.");
        (await cases.As("mo").GetAsync($"/api/cases/{id}")).Status.ShouldBe(404);
        cases.Advance(TimeSpan.FromHours(15));
        await Eventually(async () => (await cases.As("juno").GetAsync($"/api/cases/{id}")).Json["assignee"]?.GetValue<Guid>() == CasesApp.SeatOf("juno", "sextant"));
        (await cases.As("juno").GetAsync($"/api/cases/{id}")).Json["handingOn"].ShouldBeNull();
    }

    [Fact]
    public async Task What_a_rule_gives_away_and_nobody_offers_is_offered_a_day_later()
    {
        cases.App.Neighbours.Answer("POST /internal/handling/orrery", CasesApp.Orrery);
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report);
        var ira = cases.As("ira");
        await ira.DoAsync(id, "acknowledge", new { message = "We have it." });
        await ira.DoAsync(id, "risk-factors", new { factor = "suspectedLawViolation", present = true });
        (await ira.GetAsync($"/api/cases/{id}")).Json["transfer"].ShouldBeNull();

        cases.Advance(TimeSpan.FromHours(24));

        await Eventually(async () => (await ira.GetAsync($"/api/cases/{id}")).Json["transfer"] is not null);
        var offer = (await ira.GetAsync($"/api/cases/{id}")).Json["transfer"]!;
        ((string)offer["to"]!, (string)offer["rule"]!, (string)offer["share"]!, (string)offer["state"]!).ShouldBe(("orrery", "J4", "all", "offered"));
    }

    [Fact]
    public async Task What_a_rule_gives_to_a_body_without_seats_waits_and_is_offered_to_the_nearest_above_that_has_some()
    {
        cases.App.Neighbours.Answer("POST /internal/handling/orrery", CasesApp.Orrery with { Seats = [] });
        cases.App.Neighbours.Answer("POST /internal/handling/meridian", Meridian with { Seats = [] });
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report);
        var ira = cases.As("ira");
        await ira.DoAsync(id, "acknowledge", new { message = "We have it." });
        await ira.DoAsync(id, "risk-factors", new { factor = "suspectedLawViolation", present = true });
        cases.Advance(TimeSpan.FromHours(24));
        await Eventually(async () => (long)(await cases.ScalarAsync($"select count(*) from app.due where kind = 'dueTransfer' and case_id = '{id}' and taken_until is not null"))! == 1
            && cases.App.Neighbours.Asked.Any(a => a.Route == "POST /internal/handling/meridian" && a.Body.Contains(report.ToString(), StringComparison.Ordinal)));
        (await ira.GetAsync($"/api/cases/{id}")).Json["transfer"].ShouldBeNull("nobody could take it");

        cases.App.Neighbours.Answer("POST /internal/handling/meridian", Meridian);
        await cases.ScalarAsync($"update app.due set taken_until = null where case_id = '{id}'"); // the lease runs out

        await Eventually(async () => (await ira.GetAsync($"/api/cases/{id}")).Json["transfer"] is not null);
        var offer = (await ira.GetAsync($"/api/cases/{id}")).Json["transfer"]!;
        ((string)offer["to"]!, (string)offer["rule"]!, (string)offer["state"]!).ShouldBe(("meridian", "J4", "offered"));
        offer["passedOver"].ShouldBeNull("who has no seat for it is nobody's to read off an offer");
    }

    [Fact]
    public async Task A_body_in_which_nobody_decides_is_offered_nothing_by_hand_and_the_one_above_it_only_then()
    {
        cases.App.Neighbours.Answer("POST /internal/handling/orrery", CasesApp.Orrery);
        cases.App.Neighbours.Answer("POST /internal/handling/meridian", Meridian);
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report);
        var ira = cases.As("ira");
        await ira.DoAsync(id, "risk-factors", new { factor = "suspectedLawViolation", present = true });
        (await ira.RefusedAsync(id, "transfers", new { to = "meridian", share = "all" })).ShouldBe("wrongReceiver");

        cases.App.Neighbours.Answer("POST /internal/handling/orrery", CasesApp.Orrery with { Seats = [] });
        var refused = await ira.PostAsync($"/api/cases/{id}/transfers", new { to = "orrery", share = "all" });
        refused.Status.ShouldBe(400);
        refused.Json.ToString().ShouldContain("has no seat that decides cases");
        var offer = (await ira.DoAsync(id, "transfers", new { to = "meridian", share = "all" }))["transfer"]!;
        ((string)offer["to"]!, (string)offer["rule"]!, (string)offer["state"]!).ShouldBe(("meridian", "J4", "offered"));
    }

    [Fact]
    public async Task A_single_body_above_that_has_no_seats_is_offered_nothing()
    {
        cases.App.Neighbours.Answer("POST /internal/handling/meridian", Meridian with { Seats = [] });
        var (report, _) = await cases.RouteAsync(CasesApp.Orrery with { Policy = CasesApp.Orrery.Policy with { Arbiter = null } });
        var id = await cases.TakeUpAsync(report, "orrery", "ada", "bo");
        foreach (var name in new[] { "cleo", "dev", "eun" })
        {
            var request = await cases.RequestAsync(name, report, "orrery");
            (await cases.As(name, "orrery").PostAsync($"/api/conflict-requests/{request}/answer", new { answer = "hard" })).Status.ShouldBe(204);
        }

        cases.Advance(TimeSpan.FromHours(24));

        await Eventually(async () => cases.App.Neighbours.Asked.Any(a => a.Route == "POST /internal/handling/meridian" && a.Body.Contains(report.ToString(), StringComparison.Ordinal)));
        (await cases.As("ada", "orrery").GetAsync($"/api/cases/{id}")).Json["transfer"].ShouldBeNull();
    }

    private static Coc.Contracts.Channel.HandlingBody Meridian => CasesApp.Body("meridian", "maya", "milo") with { Kind = "parent", Foundation = "meridian", Parent = null };

    [Theory]
    [InlineData(true, "orrery")]
    [InlineData(false, "meridian")]
    public async Task What_too_few_are_left_for_is_offered_to_the_nearest_body_that_has_seats_for_it(bool seatsThere, string to)
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira", "juno");
        var ira = cases.As("ira");
        await ira.DoAsync(id, "acknowledge", new { message = "We have it." });
        await ira.DoAsync(id, "triage", new { impact = "low", risk = "low" });
        cases.App.Neighbours.Answer("POST /internal/handling/orrery", seatsThere ? CasesApp.Orrery : CasesApp.Orrery with { Seats = [] });
        cases.App.Neighbours.Answer("POST /internal/handling/meridian", CasesApp.Orrery with { Slug = "meridian", Kind = "parent", Foundation = "meridian", Parent = null });
        foreach (var name in new[] { "kai", "lou", "mo" })
        {
            (await cases.As(name).PostAsync($"/api/conflict-requests/{await cases.RequestAsync(name, report)}/answer", new { answer = "soft" })).Status.ShouldBe(202);
        }

        cases.Advance(TimeSpan.FromHours(24));

        await Eventually(async () => (await ira.GetAsync($"/api/cases/{id}")).Json["transfer"] is not null);
        var offer = (await ira.GetAsync($"/api/cases/{id}")).Json["transfer"]!;
        ((string)offer["to"]!, (string)offer["rule"]!).ShouldBe((to, "P1"));
        cases.App.Neighbours.Answer("POST /internal/handling/orrery", CasesApp.Orrery);
    }

    private Task ToldAsync(Guid report) => Eventually(async () => (long)(await cases.ScalarAsync(
        $"select count(*) from mt.mt_events e join app.case_things t on t.case_id = e.stream_id where t.thing = '{report}' and e.type = 'step_up_announced'"))! == 1);

    private Task AskedAsync(string name, Guid report) => Eventually(async () => await cases.ItemAsync(name, report, "orrery") is not null);

    private static async Task Eventually(Func<Task<bool>> holds)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await holds())
        {
            await tick.WaitForNextTickAsync(deadline.Token);
        }
    }
}
