using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Flow;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Failing;

/// <summary>Expired and invented sign-ins, other bodies' ids, headers that only the gateway may set.</summary>
public sealed class StrangerTests(RunningSystem system)
{
    [Theory]
    [InlineData("garbage")]
    [InlineData("CfDJ8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.")]
    public async Task An_invented_bearer_is_401(string bearer)
    {
        var client = system.Anyone().With("Authorization", "Bearer " + bearer);

        (await client.GetAsync("/api/identity/me")).Expect(401);
        (await client.GetAsync($"/api/cases/{Guid.NewGuid()}")).Expect(401);
        (await client.GetAsync("/api/bodies/sextant/cases")).Expect(401);
    }

    [Fact]
    public async Task After_signing_out_the_bearer_is_worth_nothing()
    {
        var credentials = System.Text.Json.Nodes.JsonNode.Parse(system.Read("demo.json"))!["accounts"]!.AsArray().Single(a => (string?)a!["email"] == "gus@gnomon.example")!;
        var client = await system.SignInAsync("gus@gnomon.example", (string)credentials["password"]!);
        (await client.GetAsync("/api/identity/me")).Expect(200);

        ((int)(await client.PostAsync("/api/identity/logout")).Status).ShouldBeLessThan(300);

        await Eventually.TrueAsync("the session is gone", async () => (int)(await client.GetAsync("/api/identity/me")).Status == 401);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_account_sound_the_same()
    {
        var wrong = await system.Anyone().PostAsync("/api/identity/login", new { email = "xia@astrolabe.example", password = "not the password" });
        var unknown = await system.Anyone().PostAsync("/api/identity/login", new { email = $"{Guid.NewGuid():N}@people.example", password = "not the password" });

        wrong.Expect(401);
        unknown.Expect(401, wrong.Code);
        wrong.Json.Text("title").ShouldBe(unknown.Json.Text("title"));
    }

    [Fact]
    public async Task Ids_of_another_body_do_not_exist()
    {
        var run = await MainFlow.RunAsync(system, MainFlow.Until.Decided);
        var vera = await system.AsAsync("vera@astrolabe.example");
        var work = run.Work.Id;

        foreach (var path in new[]
        {
            $"/api/cases/{work}", $"/api/cases/{work}/history", $"/api/cases/{work}/reads", $"/api/cases/{work}/reports/{run.Reporter.Report}", $"/api/trail/{work}", $"/api/trail/{run.Reporter.Report}",
            $"/api/sanctions/{run.Sanction}", "/api/bodies/sextant/cases", "/api/bodies/sextant/conflict-requests", "/api/bodies/sextant/sanctions", "/api/bodies/orrery/incident-notices",
        })
        {
            (await vera.GetAsync(path)).Expect(404, "notFound");
        }

        foreach (var command in new[] { "acknowledge", "triage", "proposals", "transfers", "hearing", "subjects", "close" })
        {
            (await vera.PostAsync($"/api/cases/{work}/{command}", new { message = "x" })).Expect(404, "notFound");
        }

        (await vera.PostAsync($"/api/sanctions/{run.Sanction}/release", new { because = "danger" })).Expect(404, "notFound");
    }

    [Theory]
    [InlineData("Coc-Ticket", "CfDJ8invented")]
    [InlineData("Coc-Credential", "cases:invented")]
    [InlineData("X-Forwarded-User", "ira@sextant.example")]
    public async Task Headers_between_hosts_are_not_taken_from_outside(string header, string value) =>
        (await system.Anyone().With(header, value).GetAsync("/api/bodies/sextant/cases")).Expect(401);

    [Fact]
    public async Task Only_the_admin_moves_the_demo_clock()
    {
        (await system.Anyone().PostAsync("/api/demo/clock", new { advance = "PT1M" })).Expect(401);
        ((int)(await (await system.AsAsync("ira@sextant.example")).PostAsync("/api/demo/clock", new { advance = "PT1M" })).Status).ShouldBe(404);
        (await (await system.AsAsync("admin@orrery.example")).PostAsync("/api/demo/clock", new { advance = "soon" })).Expect(400);
    }
}
