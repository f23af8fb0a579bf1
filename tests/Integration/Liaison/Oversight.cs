using System.Text.Json.Nodes;
using Coc.Contracts.Channel;
using Coc.Contracts.Intake;
using Coc.Contracts.Sanctions;
using Coc.EventStore;
using Coc.Liaison.Domain.Routing;
using Coc.Liaison.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Liaison;

/// <summary>P7: who stands above seats of a body, and what a report about that person means for who decides.</summary>
public sealed class Oversight(LiaisonApp liaison) : IClassFixture<LiaisonApp>
{
    private const string Canary = "CANARYoversight";

    [Fact]
    public async Task Two_seats_note_it_those_who_decide_read_it_and_no_name_is_stored_in_the_clear()
    {
        var entry = await NoteAsync("sextant", liaison.Ira, liaison.As("juno", "sextant"), new { name = $"Basil {Canary}", accounts = new[] { $"github:{Canary}" }, relation = "employs", seats = new[] { LiaisonApp.SeatOf("kai", "sextant") } });

        foreach (var reader in new[] { liaison.As("mo", "sextant"), liaison.Admin, liaison.As("auditor", "orrery", "auditor") })
        {
            var (status, seen) = await reader.GetAsync("/api/bodies/sextant/oversight");
            status.ShouldBe(200);
            seen["items"]!.AsArray().ShouldContain(i => (Guid)i!["id"]! == entry && ((string)i["name"]!).Contains(Canary) && (string)i["relation"]! == "employs");
        }

        (await liaison.As("vera", "astrolabe").GetAsync("/api/bodies/sextant/oversight")).Status.ShouldBe(404);
        (await liaison.As("nia", "quadrant", "liaison").GetAsync("/api/bodies/quadrant/oversight")).Json["items"].ShouldBeNull();
        ((long)(await liaison.ScalarAsync($"select count(*) from mt.mt_events where data::text like '%{Canary}%' or headers::text like '%{Canary}%'"))!).ShouldBe(0);

        var (ended, pending) = await liaison.Ira.PostAsync($"/api/bodies/sextant/oversight/{entry}/end");
        ended.ShouldBe(202, pending.ToJsonString());
        (await liaison.As("lou", "sextant").PostAsync($"/api/bodies/sextant/pending-changes/{pending["pendingChange"]}/confirm")).Status.ShouldBe(200);
        (await liaison.As("mo", "sextant").GetAsync("/api/bodies/sextant/oversight")).Json["items"]!.AsArray().ShouldNotContain(i => (Guid)i!["id"]! == entry);
    }

    [Theory]
    [InlineData("""{}""", 400, null)]
    [InlineData("""{"name":"B","relation":"likes"}""", 400, null)]
    [InlineData("""{"relation":"funds"}""", 400, null)]
    [InlineData("""{"name":"B","body":"meridian","relation":"funds"}""", 400, null)]
    [InlineData("""{"body":"nowhere","relation":"funds"}""", 400, null)]
    [InlineData("""{"name":"B","relation":"funds","seats":[]}""", 400, null)]
    [InlineData("""{"accounts":[null],"relation":"funds"}""", 400, null)]
    [InlineData("""{"name":"B","relation":"funds","seats":["6f9d2b40-0000-4000-8000-000000000001"]}""", 409, "notADecidingSeat")]
    [InlineData("""{"body":"sextant","relation":"funds"}""", 409, "circularOversight")]
    public async Task What_cannot_be_is_refused_with_the_rule_and_nothing_is_noted(string body, int status, string? code)
    {
        var before = await liaison.ScalarAsync("select count(*) from mt.mt_events");

        var (answered, problem) = await liaison.Ira.PostAsync("/api/bodies/sextant/oversight", JsonNode.Parse(body));

        answered.ShouldBe(status, problem.ToJsonString());
        if (code is not null)
        {
            ((string)problem["code"]!, (string)problem["rule"]!).ShouldBe((code, "P7"));
        }

        (await liaison.ScalarAsync("select count(*) from mt.mt_events")).ShouldBe(before);
    }

    [Fact]
    public async Task Only_chair_and_admin_propose_it()
    {
        foreach (var (who, status) in new[] { (liaison.As("kai", "sextant"), 404), (liaison.As("vera", "astrolabe", chair: true), 404), (liaison.As("auditor", "orrery", "auditor"), 404), (liaison.Anyone, 401), (liaison.Admin, 202) })
        {
            (await who.PostAsync("/api/bodies/sextant/oversight", new { name = "Somebody", relation = "funds" })).Status.ShouldBe(status);
        }
    }

    [Fact]
    public async Task A_body_may_not_stand_above_one_that_stands_above_it()
    {
        await NoteAsync("astrolabe", liaison.As("vera", "astrolabe", chair: true), liaison.As("wim", "astrolabe"), new { body = "sextant", relation = "appoints" });

        var (status, problem) = await liaison.Ira.PostAsync("/api/bodies/sextant/oversight", new { body = "astrolabe", relation = "appoints" });

        (status, (string)problem["code"]!).ShouldBe((409, "circularOversight"));
    }

    [Fact]
    public async Task A_report_about_who_stands_above_a_majority_goes_to_the_foundation()
    {
        var entry = await NoteAsync("sextant", liaison.Ira, liaison.As("juno", "sextant"), new { name = "Above three", relation = "supervises", seats = new[] { "ira", "juno", "kai" }.Select(n => LiaisonApp.SeatOf(n, "sextant")) });
        var (report, other) = (Guid.NewGuid(), Guid.NewGuid());
        About(report, entry);
        liaison.SetAside(other);

        (await RouteAsync(other, "sextant")).ShouldSatisfyAllConditions(r => r.To.ShouldBe("sextant"), r => r.Rule.ShouldBe("J1"));
        (await RouteAsync(report, "sextant")).ShouldSatisfyAllConditions(r => r.To.ShouldBe("orrery"), r => r.Rule.ShouldBe("J3"), r => r.Because.ShouldBe("majorityHard"));

        var (_, handling) = await liaison.Cases.GetAsync($"/internal/routings/{report}/sextant");
        handling["seats"]!.AsArray().Where(s => (bool)s!["overseen"]!).Select(s => (Guid)s!["seat"]!).ShouldBe(new[] { "ira", "juno", "kai" }.Select(n => LiaisonApp.SeatOf(n, "sextant")), ignoreOrder: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nobody_from_outside_works_on_a_matter_about_who_stands_above_them(bool all)
    {
        var (filled, proposed) = await liaison.Ira.PostAsync("/api/bodies/sextant/seats", new { email = $"mia{all}@outside.example", name = "Mia", role = "outside", appointment = "appointed" });
        filled.ShouldBe(202, proposed.ToJsonString());
        var (_, seat) = await liaison.As("juno", "sextant").PostAsync($"/api/bodies/sextant/pending-changes/{proposed["pendingChange"]}/confirm");
        var mia = (Guid)seat["id"]!;
        var entry = await NoteAsync("sextant", liaison.Ira, liaison.As("juno", "sextant"), all ? (object)new { name = "Pays", relation = "funds" } : new { name = "Pays", relation = "funds", seats = new[] { mia } });
        var (report, other) = (Guid.NewGuid(), Guid.NewGuid());
        About(report, entry);
        liaison.SetAside(other);

        ((bool)(await liaison.Cases.PostAsync($"/internal/outside/sextant/{mia}", new HandlingQuestion([report]))).Json["aside"]!).ShouldBeTrue();
        ((bool)(await liaison.Cases.PostAsync($"/internal/outside/sextant/{mia}", new HandlingQuestion([other]))).Json["aside"]!).ShouldBeFalse();

        var ending = (await liaison.Ira.PostAsync($"/api/bodies/sextant/oversight/{entry}/end")).Json["pendingChange"];
        (await liaison.As("juno", "sextant").PostAsync($"/api/bodies/sextant/pending-changes/{ending}/confirm")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task When_the_foundation_cannot_it_is_the_parents_and_when_the_parent_cannot_the_outside_arbiters()
    {
        var foundation = await NoteAsync("orrery", liaison.Eun, liaison.As("ada", "orrery"), new { name = "Above all", relation = "funds" });
        var report = Guid.NewGuid();
        About(report, foundation);

        (await RouteAsync(report, "gnomon")).ShouldSatisfyAllConditions(r => r.To.ShouldBe("meridian"), r => r.Rule.ShouldBe("J8"));

        var maya = liaison.As("maya", "meridian", chair: true);
        var parent = await NoteAsync("meridian", maya, liaison.As("milo", "meridian"), new { name = "Above all", relation = "employs" });
        (await liaison.Admin.PostAsync("/api/bodies", new { slug = "outside", name = "Outside", kind = "parent", handling = "own" })).Status.ShouldBe(201);
        foreach (var name in new[] { "ola", "per" })
        {
            (await liaison.Admin.PostAsync("/api/bodies/outside/seats", new { email = $"{name}@outside.example", name, role = "member", appointment = "appointed" })).Status.ShouldBe(201);
        }

        (await maya.SendAsync(HttpMethod.Put, "/api/bodies/meridian/policy", new { arbiter = "astrolabe" })).Json["code"]!.ToString().ShouldBe("circularArbiter");
        var (set, policy) = await maya.SendAsync(HttpMethod.Put, "/api/bodies/meridian/policy", new { arbiter = "outside" });
        set.ShouldBe(202, policy.ToJsonString());
        (await liaison.As("milo", "meridian").PostAsync($"/api/bodies/meridian/pending-changes/{policy["pendingChange"]}/confirm")).Status.ShouldBe(200);
        var again = Guid.NewGuid();
        About(again, foundation, parent);

        (await RouteAsync(again, "gnomon")).ShouldSatisfyAllConditions(r => r.To.ShouldBe("outside"), r => r.Rule.ShouldBe("J8"));
    }

    private static async Task<Guid> NoteAsync(string body, Asking proposer, Asking second, object entry)
    {
        var (status, proposed) = await proposer.PostAsync($"/api/bodies/{body}/oversight", entry);
        status.ShouldBe(202, proposed.ToJsonString());
        var (confirmed, noted) = await second.PostAsync($"/api/bodies/{body}/pending-changes/{proposed["pendingChange"]}/confirm");
        confirmed.ShouldBe(200, noted.ToJsonString());
        return (Guid)noted["id"]!;
    }

    // Intake says that the report is about these; nobody is set aside for anything else.
    private void About(Guid report, params Guid[] persons) => liaison.App.Neighbours.Answer<SetAsideQuestion>(
        $"POST /internal/reports/{report}/set-aside", q => new SetAsideAnswer([], [.. q.Seats.Select(s => s.Seat).Where(persons.Contains)]));

    private async Task<RoutingEvent.ReportRouted> RouteAsync(Guid report, string project)
    {
        var now = TimeProvider.System.GetUtcNow();
        await liaison.HandAsync(new ReportReceived(LiaisonApp.Origin("*intake*", now), report, Guid.NewGuid(), now, "report", "web", "normal", [project], null, 1, false, null));
        await liaison.HandAsync(new SubjectsIdentified(LiaisonApp.Origin("*registry*", now), report, []));
        return RoutingExecutor.Fold(await liaison.App.Services.GetRequiredService<IEventStore>().ReadAsync(RoutingExecutor.StreamOf(report))).Routed!;
    }
}
