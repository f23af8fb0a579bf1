using System.Collections.Concurrent;
using Coc.Contracts.Channel;

namespace Coc.Integration.Liaison;

/// <summary>The rota (R11) and the 18-month rule (R35).</summary>
public sealed class Duty(LiaisonApp liaison) : IClassFixture<LiaisonApp>
{
    [Fact]
    public async Task Two_seats_set_the_rota_the_liaison_of_a_served_project_sees_it_and_Cases_asks_in_its_order()
    {
        var (cleo, dev) = (LiaisonApp.SeatOf("cleo", "orrery"), LiaisonApp.SeatOf("dev", "orrery"));
        var (status, proposed) = await liaison.Eun.SendAsync(HttpMethod.Put, "/api/bodies/orrery/duty", new { seats = new[] { dev, cleo } });
        status.ShouldBe(202, proposed.ToJsonString());
        (await liaison.Eun.GetAsync("/api/bodies/orrery/duty")).Json["seats"]!.AsArray().ShouldBeEmpty();

        (await liaison.As("ada", "orrery").PostAsync($"/api/bodies/orrery/pending-changes/{proposed["pendingChange"]}/confirm")).Status.ShouldBe(200);

        var (_, seen) = await liaison.As("nia", "quadrant", "liaison").GetAsync("/api/bodies/quadrant/duty");
        ((string)seen["body"]!).ShouldBe("orrery");
        seen["seats"]!.AsArray().Select(s => (Guid)s!["seat"]!).ShouldBe([dev, cleo]);
        (await liaison.As("nia", "quadrant", "liaison").GetAsync("/api/bodies/sextant/duty")).Status.ShouldBe(404);
        var report = Guid.NewGuid();
        liaison.SetAside(report);
        var (_, handling) = await liaison.Cases.PostAsync("/internal/handling/orrery", new HandlingQuestion([report]));
        handling["seats"]!.AsArray().Where(s => s!["duty"] is not null).ToDictionary(s => (Guid)s!["seat"]!, s => (int)s!["duty"]!).ShouldBe(new Dictionary<Guid, int> { [dev] = 1, [cleo] = 2 }, ignoreOrder: true);
    }

    [Fact]
    public async Task Cases_is_told_whom_a_reporter_told_who_they_are()
    {
        var (report, bo) = (Guid.NewGuid(), LiaisonApp.SeatOf("bo", "orrery"));
        liaison.SetAside(report);
        liaison.Held[report] = bo;

        var (_, handling) = await liaison.Cases.PostAsync("/internal/handling/orrery", new HandlingQuestion([report]));

        handling["seats"]!.AsArray().Where(s => (bool?)s!["entrusted"] == true).Select(s => (Guid)s!["seat"]!).ShouldBe([bo]);
        liaison.Held[report] = Guid.NewGuid();
        (await liaison.Cases.PostAsync("/internal/handling/orrery", new HandlingQuestion([report]))).Json["seats"]!.AsArray().ShouldAllBe(s => (bool?)s!["entrusted"] != true);
    }

    [Fact]
    public async Task Intake_is_told_everything_a_seat_was_ever_called()
    {
        var bo = LiaisonApp.SeatOf("bo", "orrery");

        var (status, called) = await new Asking(liaison.App.AsService("intake")).GetAsync($"/internal/seats/{bo}/called");

        status.ShouldBe(200);
        called["seats"]!.AsArray().ShouldAllBe(s => (Guid)s!["seat"]! == bo);
        called["seats"]![0]!["accounts"]!.ToJsonString().ShouldContain("bo@orrery.example");
        (await new Asking(liaison.App.AsService("intake")).GetAsync($"/internal/seats/{Guid.NewGuid()}/called")).Status.ShouldBe(404);
        (await liaison.Cases.GetAsync($"/internal/seats/{bo}/called")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_rota_takes_turns_by_itself_two_swap_them_and_Cases_is_told_whose_turn_it_is()
    {
        var (maya, milo) = (LiaisonApp.SeatOf("maya", "meridian"), LiaisonApp.SeatOf("milo", "meridian"));
        var (asMaya, asMilo) = (liaison.As("maya", "meridian"), liaison.As("milo", "meridian"));
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var (status, proposed) = await asMaya.SendAsync(HttpMethod.Put, "/api/bodies/meridian/duty", new { seats = new[] { maya, milo }, turns = new { every = "week", from = today, timeZone = "Europe/Lisbon" } });
        status.ShouldBe(202, proposed.ToJsonString());
        (await asMilo.PostAsync($"/api/bodies/meridian/pending-changes/{proposed["pendingChange"]}/confirm")).Status.ShouldBe(200);

        var seen = (await asMilo.GetAsync("/api/bodies/meridian/duty")).Json;
        seen["coming"]!.AsArray().Take(3).Select(t => (Guid)t!["seat"]!).ShouldBe([maya, milo, maya]);
        var (_, swap) = await asMaya.PostAsync("/api/bodies/meridian/duty/swaps", new { day = today.AddDays(14), with = milo, @return = today.AddDays(7) });
        (await asMaya.PostAsync($"/api/bodies/meridian/pending-changes/{swap["pendingChange"]}/confirm")).Status.ShouldBe(409);
        (await liaison.Admin.PostAsync($"/api/bodies/meridian/pending-changes/{swap["pendingChange"]}/confirm")).Status.ShouldBe(409, "not the admin's turn");
        (await asMilo.PostAsync($"/api/bodies/meridian/pending-changes/{swap["pendingChange"]}/confirm")).Status.ShouldBe(200);
        (await asMilo.GetAsync("/api/bodies/meridian/duty")).Json["coming"]!.AsArray().Take(3).Select(t => (Guid)t!["seat"]!).ShouldBe([maya, maya, milo]);

        (await asMaya.SendAsync(HttpMethod.Put, "/api/bodies/meridian/duty/absence", new { from = today.AddDays(-1), to = today.AddDays(1) })).Status.ShouldBe(200);
        (await asMilo.GetAsync("/api/bodies/meridian/duty")).Json["seats"]!.AsArray().Select(s => (Guid)s!["seat"]!).ShouldBe([milo]);
        var (_, told) = await liaison.Cases.GetAsync("/internal/bodies/meridian/duty");
        told["turns"]!.AsArray().Take(2).Select(t => (Guid)t!["seat"]!).ShouldBe([milo, maya]);
        (await asMaya.SendAsync(HttpMethod.Delete, "/api/bodies/meridian/duty/absence", null)).Status.ShouldBe(200);
        (await asMilo.GetAsync("/api/bodies/meridian/duty")).Json["seats"]!.AsArray().Select(s => (Guid)s!["seat"]!).ShouldBe([maya, milo]);
        foreach (var outside in new[] { liaison.Ira, liaison.As("nia", "quadrant", "liaison") })
        {
            (await outside.PostAsync("/api/bodies/meridian/duty/swaps", new { day = today, with = milo })).Status.ShouldBe(404);
            (await outside.SendAsync(HttpMethod.Put, "/api/bodies/meridian/duty/absence", new { from = today, to = today })).Status.ShouldBe(404);
            (await outside.GetAsync("/api/bodies/meridian/announcements")).Status.ShouldBe(404);
        }
    }

    [Theory]
    [InlineData("""{"seats":[],"turns":{"every":"hour","from":"2026-03-02","timeZone":"UTC"}}""")]
    [InlineData("""{"seats":[],"turns":{"every":"day","from":"1066-10-14","timeZone":"UTC"}}""")]
    [InlineData("""{"seats":[],"turns":{"every":"day","from":"2026-03-02","timeZone":"Middle/Earth"}}""")]
    [InlineData("""{"seats":[],"turns":{"every":"day"}}""")]
    public async Task Turns_that_cannot_be_are_refused(string body) =>
        (await liaison.Ira.SendAsync(HttpMethod.Put, "/api/bodies/sextant/duty", System.Text.Json.Nodes.JsonNode.Parse(body))).Status.ShouldBe(400);

    [Theory]
    [InlineData("""{"seats":null}""", 400)]
    [InlineData("""{"seats":["soon"]}""", 400)]
    [InlineData("""{"seats":["6f9d2b40-0000-4000-8000-000000000001","6f9d2b40-0000-4000-8000-000000000002"]}""", 409)]
    public async Task A_rota_that_cannot_be_is_refused(string body, int status) =>
        (await liaison.Ira.SendAsync(HttpMethod.Put, "/api/bodies/sextant/duty", System.Text.Json.Nodes.JsonNode.Parse(body))).Status.ShouldBe(status);

    [Fact]
    public async Task Proposer_and_confirmer_learn_yes_or_no_about_a_candidate_and_nothing_is_kept()
    {
        var asked = new ConcurrentQueue<EligibilityQuestion>();
        liaison.App.Neighbours.Answer<EligibilityQuestion>("POST /internal/eligibility", q =>
        {
            asked.Enqueue(q);
            return new EligibilityAnswer(q.Accounts.Contains("github:rex"));
        });

        var (status, proposed) = await liaison.Ira.PostAsync("/api/bodies/sextant/seats", new { account = "rex@sextant.example", role = "alternate", accounts = new[] { "github:rex" } });

        status.ShouldBe(202, proposed.ToJsonString());
        ((bool)proposed["priorViolation"]!).ShouldBeTrue();
        var (_, pending) = await liaison.As("juno", "sextant").GetAsync("/api/bodies/sextant/pending-changes");
        ((bool)pending["items"]!.AsArray().Single(i => (Guid)i!["id"]! == (Guid)proposed["pendingChange"]!)!["priorViolation"]!).ShouldBeTrue();
        (TimeProvider.System.GetUtcNow() - asked.First().Since).TotalDays.ShouldBeInRange(545, 552);
        ((bool)(await liaison.Ira.PostAsync("/api/bodies/sextant/seats", new { account = "tam@sextant.example", role = "alternate", accounts = new[] { "github:tam" } })).Json["priorViolation"]!).ShouldBeFalse();
        (await liaison.Ira.PostAsync("/api/bodies/sextant/seats", new { account = "rex@sextant.example", role = "moderator", accounts = new[] { "github:rex" } })).Json["priorViolation"].ShouldBeNull();
        ((long)(await liaison.ScalarAsync("select count(*) from mt.mt_events where data::text like '%priorViolation%'"))!).ShouldBe(0);
    }
}
