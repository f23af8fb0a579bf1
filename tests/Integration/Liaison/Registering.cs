namespace Coc.Integration.Liaison;

/// <summary>The responder registry (R13) and the event register (R19).</summary>
public sealed class Registering(LiaisonApp liaison) : IClassFixture<LiaisonApp>
{
    [Fact]
    public async Task A_responder_entry_is_kept_shown_and_listed_when_its_verification_is_overdue()
    {
        var slug = await NewAsync("own");
        (await IsOverdueAsync(slug)).ShouldBeTrue(); // never verified
        (await liaison.Anyone.GetAsync("/api/bodies/" + slug)).Json["verificationDue"].ShouldBeNull("it is due since no day in particular");

        var (status, shown) = await PatchAsync(slug, new
        {
            contacts = new[] { "conduct@guild.example" }, codeLink = "https://guild.example/code", conditions = new[] { "training", "publicContact" }, verifiedOn = Day(-10),
        });

        status.ShouldBe(200, shown.ToJsonString());
        shown["contacts"]!.ToJsonString().ShouldBe("""["conduct@guild.example"]""");
        shown["conditions"]!.ToJsonString().ShouldBe("""["publicContact","training"]""");
        (await IsOverdueAsync(slug)).ShouldBeFalse();
        shown["verificationDue"].ShouldNotBeNull();
        ((string?)(await liaison.Anyone.GetAsync("/api/bodies/" + slug)).Json["codeLink"]).ShouldBe("https://guild.example/code");
        (await PatchAsync(slug, new { verifiedOn = Day(-364) })).Status.ShouldBe(200);
        (await IsOverdueAsync(slug)).ShouldBeFalse();
        (await PatchAsync(slug, new { verifiedOn = Day(-365) })).Status.ShouldBe(200);
        (await IsOverdueAsync(slug)).ShouldBeTrue();
        ((long)(await liaison.ScalarAsync("select count(*) from mt.mt_events where data::text like '%conduct@guild%'"))!).ShouldBe(0);
    }

    [Fact]
    public async Task Who_is_served_by_the_foundation_has_nothing_to_verify() => (await IsOverdueAsync(await NewAsync("foundation"))).ShouldBeFalse();

    [Fact]
    public async Task How_often_is_the_bodys_own_rule()
    {
        var slug = await NewAsync("own");
        await PatchAsync(slug, new { verifiedOn = Day(-40) });
        (await IsOverdueAsync(slug)).ShouldBeFalse();

        (await liaison.Admin.SendAsync(HttpMethod.Put, $"/api/bodies/{slug}/policy", new { verifyEvery = new { days = 30 } })).Status.ShouldBe(200);

        (await IsOverdueAsync(slug)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"codeLink":"javascript:alert(1)"}""", "codeLink")]
    [InlineData("""{"codeLink":"http://guild.example"}""", "codeLink")]
    [InlineData("""{"conditions":["nice"]}""", "conditions[0]")]
    [InlineData("""{"contacts":[null]}""", "contacts[0]")]
    [InlineData("""{"verifiedOn":"9999-12-31"}""", "verifiedOn")]
    [InlineData("""{"verifiedOn":"0001-01-01"}""", "verifiedOn")]
    public async Task A_bad_entry_says_where(string body, string field)
    {
        var (status, problem) = await PatchAsync("sextant", System.Text.Json.Nodes.JsonNode.Parse(body)!);

        status.ShouldBe(400, problem.ToJsonString());
        problem["errors"]![field].ShouldNotBeNull(problem.ToJsonString());
    }

    [Fact]
    public async Task An_event_is_listed_and_changed_by_the_admin_and_decides_between_J10_and_J11()
    {
        var slug = "meetup-" + Guid.NewGuid().ToString("N")[..8];
        var listed = new { slug, name = "Meetup", producer = "other", from = Day(30) + "T09:00:00Z", to = Day(31) + "T18:00:00Z", bodies = new[] { "sextant" }, offHoursContact = "Night desk, +00 1234" };
        (await liaison.Ira.PostAsync("/api/events", listed)).Status.ShouldBe(404);
        (await liaison.Admin.PostAsync("/api/events", listed)).Status.ShouldBe(201);
        (await liaison.Admin.PostAsync("/api/events", listed)).Status.ShouldBe(409);
        (await RuleAsync(slug)).ShouldBe("J11");

        var (status, changed) = await liaison.Admin.SendAsync(HttpMethod.Patch, "/api/events/" + slug, new { producer = "parent" });

        status.ShouldBe(200, changed.ToJsonString());
        ((string?)changed["offHoursContact"]).ShouldBe("Night desk, +00 1234");
        (await RuleAsync(slug)).ShouldBe("J10");
        ((string?)(await liaison.Ira.GetAsync("/api/events/" + slug)).Json["producer"]).ShouldBe("parent");
        var (told, known) = await new Asking(liaison.App.AsService("sanctions")).GetAsync("/internal/events/" + slug);
        (told, (string?)known["producer"], known["bodies"]!.ToJsonString(), known["offHoursContact"]).ShouldBe((200, "parent", """["sextant"]""", null));
        (await new Asking(liaison.App.AsService("sanctions")).GetAsync("/internal/events/nowhere")).Status.ShouldBe(404);
        (await new Asking(liaison.App.AsService("cases")).GetAsync("/internal/events/" + slug)).Status.ShouldBe(404);
        (await liaison.Admin.SendAsync(HttpMethod.Patch, "/api/events/" + slug, new { to = Day(29) + "T00:00:00Z" })).Status.ShouldBe(400);
        (await liaison.Admin.SendAsync(HttpMethod.Patch, "/api/events/nowhere", new { producer = "other" })).Status.ShouldBe(404);
        (await liaison.Ira.SendAsync(HttpMethod.Patch, "/api/events/" + slug, new { producer = "other" })).Status.ShouldBe(404);
        ((long)(await liaison.ScalarAsync("select count(*) from mt.mt_events where data::text like '%Night desk%'"))!).ShouldBe(0);
    }

    private static string Day(int fromToday) => DateOnly.FromDateTime(DateTime.UnixEpoch + (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch)).AddDays(fromToday).ToString("yyyy-MM-dd");

    private async Task<string> RuleAsync(string @event) =>
        (string)(await liaison.Ira.PostAsync("/api/jurisdiction/explain", new { projects = new[] { "sextant" }, @event })).Json["rule"]!;

    private Task<(int Status, System.Text.Json.Nodes.JsonNode Json)> PatchAsync(string slug, object body) => liaison.Admin.SendAsync(HttpMethod.Patch, "/api/bodies/" + slug, body);

    private async Task<bool> IsOverdueAsync(string slug) =>
        (await liaison.Anyone.GetAsync("/api/bodies?verification=overdue&limit=200")).Json["items"]!.AsArray().Any(b => (string)b!["slug"]! == slug);

    private async Task<string> NewAsync(string handling)
    {
        var slug = "guild-" + Guid.NewGuid().ToString("N")[..8];
        (await liaison.Admin.PostAsync("/api/bodies", new { slug, name = "Guild", handling })).Status.ShouldBe(201);
        return slug;
    }
}
