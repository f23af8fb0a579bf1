using System.Text.Json.Nodes;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Failing;

/// <summary>What would stop a body or give somebody two votes is refused with the rule it breaks, at the door as in the service, and nothing of it is applied.</summary>
public sealed class BadRosterTests(RunningSystem system)
{
    [Theory]
    [InlineData("""{"termStart": "2031-01-01T00:00:00Z", "termEnd": "2030-01-01T00:00:00Z"}""")]
    [InlineData("""{"termEnd": "2020-01-01T00:00:00Z"}""")]
    public async Task A_term_that_ends_before_it_begins(string term)
    {
        var ira = await system.AsAsync("ira@sextant.example");
        var before = await SeatsAsync("sextant", ira);
        var seat = JsonNode.Parse(term)!.AsObject();
        seat["email"] = $"{Guid.NewGuid():N}@people.example";
        seat["role"] = "member";

        Refused(await ira.PostAsync("/api/bodies/sextant/seats", seat), "termEndsBeforeItBegins", "R36");

        (await SeatsAsync("sextant", ira)).ShouldBe(before);
    }

    [Fact]
    public async Task A_seat_in_two_bodies_that_do_not_go_together()
    {
        var guild = await Guild.FoundAsync(system);
        var watching = "guild-" + Guid.NewGuid().ToString("N")[..8];
        var admin = await system.AsAsync("admin@orrery.example");
        (await admin.PostAsync("/api/bodies", new { slug = watching, name = "Watching", kind = "project", handling = "own", policy = new { notTogetherWith = new[] { guild.Slug } } })).Expect(201);

        Refused(await admin.PostAsync($"/api/bodies/{watching}/seats", new { email = guild.Members[0].Client.Email, role = "member" }), "seatInTwoBodies", "R34");

        (await system.Anyone().GetAsync($"/api/bodies/{watching}")).Expect(200).Json.List("responders").ShouldBeEmpty();
    }

    [Fact]
    public async Task Arbiters_that_lead_back_to_each_other()
    {
        var (one, other) = (await Guild.FoundAsync(system), await Guild.FoundAsync(system));
        await SetAsync(one, new { arbiter = other.Slug });
        var before = await PolicyAsync(other);

        Refused(await other.Members[0].Client.PutAsync($"/api/bodies/{other.Slug}/policy", new { arbiter = one.Slug }), "circularArbiter", "R17");

        (await PolicyAsync(other)).ShouldBe(before);
    }

    [Theory]
    [InlineData("""{"quorum": "3"}""", "quorumUnreachable", "R42")]
    [InlineData("""{"panelMinimum": 3}""", "panelUnreachable", "P1")]
    [InlineData("""{"calendar": {"weekdays": [], "holidays": []}}""", "noBusinessDay", "R9")]
    public async Task A_policy_that_can_never_work(string policy, string code, string rule)
    {
        var guild = await Guild.FoundAsync(system);
        var before = await PolicyAsync(guild);

        Refused(await guild.Members[0].Client.PutAsync($"/api/bodies/{guild.Slug}/policy", JsonNode.Parse(policy)!), code, rule);

        (await PolicyAsync(guild)).ShouldBe(before);
        (await guild.Members[1].Client.GetAsync($"/api/bodies/{guild.Slug}/pending-changes")).Expect(200).Items.ShouldBeEmpty();
    }

    private static void Refused(Answer answer, string code, string rule) => answer.Expect(409, code).Json.Text("rule").ShouldBe(rule);

    private static async Task SetAsync(Guild guild, object policy)
    {
        var pending = (await guild.Members[0].Client.PutAsync($"/api/bodies/{guild.Slug}/policy", policy)).Expect(202).Json.Id("pendingChange");
        (await guild.Members[1].Client.PostAsync($"/api/bodies/{guild.Slug}/pending-changes/{pending}/confirm")).Expect(200);
    }

    private static async Task<string> PolicyAsync(Guild guild) => (await guild.Members[0].Client.GetAsync($"/api/bodies/{guild.Slug}/policy")).Expect(200).Text;

    private static async Task<string> SeatsAsync(string body, Client by) =>
        (await by.GetAsync($"/api/bodies/{body}/seats?limit=200")).Expect(200).Text + (await by.GetAsync($"/api/bodies/{body}/pending-changes")).Expect(200).Text;
}
