using System.Text.Json.Nodes;
using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.Platform.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Liaison;

/// <summary>P1: a seat that changes its own name, account or employer goes on being compared by the earlier ones, wherever Liaison asks; only two people strike a typing error.</summary>
public sealed class FormerValues(LiaisonApp liaison) : IClassFixture<LiaisonApp>
{
    private const string Canary = "CANARYformer";

    private DateTimeOffset Now => liaison.App.Services.GetRequiredService<DomainClock>().GetUtcNow();

    [Fact]
    public async Task Who_changes_the_own_account_still_sees_no_notice_about_themselves()
    {
        var (notice, inCase, report) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        liaison.SetAside(report);
        liaison.App.Neighbours.Naming.FoundOut(inCase, "github:cleo-orrery");
        await ChangeAsync("cleo", "orrery", "member", new { accounts = new[] { "github:somebody-new" } });
        await liaison.HandAsync(new IncidentNoticed(LiaisonApp.Origin("sextant", Now), notice, inCase, [report], "orrery", Guid.NewGuid(), "harassment"));

        (await liaison.ScalarAsync($"select reader from app.incident_notice_readers where notice = '{notice}'")).ShouldBe("meridian", "somebody of the foundation is the person it is about");
    }

    [Fact]
    public async Task Intake_is_asked_with_everything_the_person_was_ever_called_in_any_body()
    {
        await ChangeAsync("nia", "quadrant", "liaison", new { name = $"N. {Canary}", accounts = Array.Empty<string>() });
        var asked = new List<CandidateSeat>();
        liaison.App.Neighbours.Answer<ForwardingsQuestion>("POST /internal/forwardings/of-seats", q =>
        {
            asked.AddRange(q.Seats);
            return new ForwardingsAnswer([]);
        });

        await liaison.As("nia", "quadrant", "liaison").GetAsync("/api/bodies/quadrant/reports");

        var nia = asked.ShouldHaveSingleItem();
        nia.Accounts.ShouldContain(a => a.StartsWith("github:nia", StringComparison.Ordinal));
        nia.OtherNames.Count.ShouldBe(3, "the name of before, the one of now, and the address");
        nia.Accounts.ShouldContain("nia@quadrant.example");
        ((long)(await liaison.ScalarAsync($"select count(*) from mt.mt_events where data::text like '%{Canary}%' or headers::text like '%{Canary}%'"))!).ShouldBe(0);
    }

    [Fact]
    public async Task A_second_seat_of_the_same_person_is_compared_by_what_the_first_one_was()
    {
        var slug = "guild-" + Guid.NewGuid().ToString("N")[..8];
        (await liaison.Admin.PostAsync("/api/bodies", new { slug, name = "Guild", handling = "own" })).Status.ShouldBe(201);
        (await liaison.Admin.PostAsync($"/api/bodies/{slug}/seats", new { email = "mo@sextant.example", name = "Quite Another", role = "member" })).Status.ShouldBe(201);
        var report = Guid.NewGuid();
        var asked = new List<CandidateSeat>();
        liaison.App.Neighbours.Answer<SetAsideQuestion>($"POST /internal/reports/{report}/set-aside", q =>
        {
            asked.AddRange(q.Seats);
            return new SetAsideAnswer([]);
        });

        (await liaison.Cases.PostAsync($"/internal/set-aside/{slug}", new HandlingQuestion([report]))).Status.ShouldBe(200);

        asked.ShouldHaveSingleItem().Accounts.ShouldContain("github:mo-sextant");
    }

    [Fact]
    public async Task Intake_learns_who_ever_bore_a_name_in_a_body_also_of_who_left()
    {
        var slug = "guild-" + Guid.NewGuid().ToString("N")[..8];
        (await liaison.Admin.PostAsync("/api/bodies", new { slug, name = "Guild", handling = "own" })).Status.ShouldBe(201);
        var (_, gone) = await liaison.Admin.PostAsync($"/api/bodies/{slug}/seats", new { email = "gone@guild.example", name = "Ada Gone", role = "member" });
        (await liaison.Admin.PostAsync($"/api/seats/{gone["id"]}/end")).Status.ShouldBe(200);
        (await liaison.Admin.PostAsync($"/api/bodies/{slug}/seats", new { email = "ada@orrery.example", name = "A. L.", role = "member" })).Status.ShouldBe(201);
        var intake = new Asking(liaison.App.AsService("intake"));

        var (status, readers) = await intake.GetAsync($"/internal/bodies/{slug}/readers");

        status.ShouldBe(200);
        readers["readers"]!.AsArray().ShouldHaveSingleItem()!["name"]!.ToString().ShouldBe("A. L.");
        var known = readers["known"]!.AsArray();
        known.Single(k => (string)k!["seat"]! == (string)gone["id"]!)!["names"]!.AsArray().Select(n => (string)n!).ShouldBe(["Ada Gone"]);
        known.Single(k => (string)k!["account"]! == LiaisonApp.AccountOf("ada@orrery.example").ToString())!["names"]!.AsArray().Select(n => (string)n!).ShouldContain(n => n.StartsWith("Ada ", StringComparison.Ordinal));
        known.ShouldAllBe(k => k!["namesThen"]!.AsArray().Count == 0, "nothing was asked about the past");
        (await liaison.Cases.GetAsync($"/internal/bodies/{slug}/readers")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_name_is_told_apart_that_was_taken_after_the_instant_asked_about()
    {
        var intake = new Asking(liaison.App.AsService("intake"));
        var seat = LiaisonApp.SeatOf("mo", "sextant", "member");
        var before = Now;
        await ChangeAsync("mo", "sextant", "member", new { name = "Somebody Else" });

        (await NamesAsync(before)).ShouldSatisfyAllConditions(k => k.Names.ShouldContain("Somebody Else"), k => k.Then.ShouldNotBeEmpty(), k => k.Then.ShouldNotContain("Somebody Else"));
        (await NamesAsync(Now)).Then.ShouldContain("Somebody Else");
        (await NamesAsync(DateTimeOffset.UnixEpoch)).Then.ShouldBeEmpty();

        async Task<(IReadOnlyList<string> Names, IReadOnlyList<string> Then)> NamesAsync(DateTimeOffset at)
        {
            var (status, readers) = await intake.GetAsync($"/internal/bodies/sextant/readers?at={Uri.EscapeDataString($"{at:O}")}");
            status.ShouldBe(200, readers.ToJsonString());
            var known = readers["known"]!.AsArray().Single(k => (string)k!["seat"]! == seat.ToString())!;
            return ([.. known["names"]!.AsArray().Select(n => (string)n!)], [.. known["namesThen"]!.AsArray().Select(n => (string)n!)]);
        }
    }

    [Fact]
    public async Task A_typing_error_is_struck_by_its_holder_and_another_seat()
    {
        await ChangeAsync("juno", "sextant", "member", new { accounts = new[] { "github:jnuo" } });
        await ChangeAsync("juno", "sextant", "member", new { accounts = new[] { "github:juno-sextant" } });
        var (juno, seat) = (liaison.As("juno", "sextant"), LiaisonApp.SeatOf("juno", "sextant"));
        (await juno.GetAsync($"/api/seats/{seat}/known-as")).Json["accounts"]!.AsArray().Select(a => (string)a!).ShouldContain("github:jnuo");

        var (status, proposed) = await juno.PostAsync($"/api/seats/{seat}/never-held", new { accounts = new[] { "github:jnuo" } });
        status.ShouldBe(202, proposed.ToJsonString());
        var confirm = $"/api/bodies/sextant/pending-changes/{proposed["pendingChange"]}/confirm";
        (await juno.PostAsync(confirm)).ShouldBeRefusal("P8");
        var (_, pending) = await liaison.As("mo", "sextant").GetAsync("/api/bodies/sextant/pending-changes");
        pending["items"]!.AsArray().Single(i => (string)i!["kind"]! == "striking")!["neverHeld"]!["accounts"]!.AsArray().Select(a => (string)a!).ShouldBe(["github:jnuo"]);
        (await liaison.As("auditor", "orrery", "auditor").GetAsync("/api/bodies/sextant/pending-changes")).Json["items"]!.AsArray()
            .Single(i => (string)i!["kind"]! == "striking")!.AsObject().ShouldSatisfyAllConditions(i => i["neverHeld"].ShouldBeNull(), i => i.ToJsonString().ShouldNotContain("jnuo"));
        (await liaison.As("mo", "sextant").PostAsync(confirm)).Status.ShouldBe(200);

        (await juno.GetAsync($"/api/seats/{seat}/known-as")).Json["accounts"]!.AsArray().Select(a => (string)a!).ShouldNotContain("github:jnuo");
        (await juno.PostAsync($"/api/seats/{seat}/never-held", new { accounts = new[] { "github:jnuo" } })).ShouldBeRefusal("P1");
    }

    [Fact]
    public async Task Who_left_reads_what_is_known_of_them_there_and_still_has_a_typing_error_struck()
    {
        var slug = "guild-" + Guid.NewGuid().ToString("N")[..8];
        (await liaison.Admin.PostAsync("/api/bodies", new { slug, name = "Guild", handling = "own" })).Status.ShouldBe(201);
        var (_, made) = await liaison.Admin.PostAsync($"/api/bodies/{slug}/seats", new { email = "left@guild.example", name = "Left Behind", role = "member", accounts = new[] { "github:lfet" } });
        var seat = (string)made["id"]!;
        var left = new Asking(liaison.App.As(new Coc.Platform.Security.Caller(Coc.Platform.Security.CallerKind.Seat, LiaisonApp.AccountOf("left@guild.example").ToString(), [])));
        (await left.GetAsync($"/api/seats/{seat}/known-as")).Status.ShouldBe(404, "while it is in force it is opened by its ticket");
        (await liaison.Admin.PostAsync($"/api/seats/{seat}/end")).Status.ShouldBe(200);

        (await left.GetAsync($"/api/seats/{seat}/known-as")).Json["accounts"]!.AsArray().Select(a => (string)a!).ShouldBe(["github:lfet"]);
        foreach (var other in new[] { liaison.Admin, liaison.Eun, liaison.As("auditor", "orrery", "auditor") })
        {
            (await other.GetAsync($"/api/seats/{seat}/known-as")).Status.ShouldBe(404);
            (await other.PostAsync($"/api/seats/{seat}/never-held", new { accounts = new[] { "github:lfet" } })).Status.ShouldBe(404);
        }

        var (status, proposed) = await left.PostAsync($"/api/seats/{seat}/never-held", new { accounts = new[] { "github:lfet" } });
        status.ShouldBe(202, proposed.ToJsonString());
        (await liaison.Admin.PostAsync($"/api/bodies/{slug}/pending-changes/{proposed["pendingChange"]}/confirm")).Status.ShouldBe(200);
        (await left.GetAsync($"/api/seats/{seat}/known-as")).Json["accounts"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_the_holder_reads_former_values_and_asks_to_strike_one()
    {
        var seat = LiaisonApp.SeatOf("lou", "sextant");
        foreach (var (who, status) in new[]
        {
            (liaison.Ira, 404), (liaison.Admin, 404), (liaison.As("mo", "sextant"), 404), (liaison.As("vera", "astrolabe", chair: true), 404), (liaison.As("auditor", "orrery", "auditor"), 404),
            (liaison.As("nia", "quadrant", "liaison"), 404), (liaison.Anyone, 401),
        })
        {
            (await who.GetAsync($"/api/seats/{seat}/known-as")).Status.ShouldBe(status);
            (await who.PostAsync($"/api/seats/{seat}/never-held", new { accounts = new[] { "github:lou-sextant" } })).Status.ShouldBe(status);
        }

        (await liaison.As("lou", "sextant").GetAsync($"/api/seats/{seat}/known-as")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"accounts":[null]}""")]
    [InlineData("""{"names":[""]}""")]
    [InlineData("""{"employers":7}""")]
    public async Task Bad_input_is_400(string body) =>
        (await liaison.As("kai", "sextant").PostAsync($"/api/seats/{LiaisonApp.SeatOf("kai", "sextant")}/never-held", JsonNode.Parse(body))).Status.ShouldBe(400);

    private async Task ChangeAsync(string name, string body, string role, object details)
    {
        var (status, seat) = await liaison.As(name, body, role).SendAsync(HttpMethod.Patch, $"/api/seats/{LiaisonApp.SeatOf(name, body, role)}", details);
        status.ShouldBe(200, seat.ToJsonString());
    }
}
