using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Coc.Platform.Security;

namespace Coc.Integration.Ledger;

/// <summary>Who sees which steps of what hangs together.</summary>
public sealed class ShowingTrails(LedgerApp ledger) : IClassFixture<LedgerApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_panel_sees_its_case_and_the_report_behind_it_from_any_of_their_ids()
    {
        var story = await StoryAsync();
        var member = LedgerApp.SeatIn("sextant");
        ledger.Open(member, story.Case);

        foreach (var id in new[] { story.Report, story.Case, story.Incident })
        {
            (await KindsAsync(member, id)).ShouldBe(["filed", "opened", "decided"], ignoreOrder: true);
        }
    }

    [Fact]
    public async Task What_another_service_holds_is_shown_by_that_services_wall()
    {
        var story = await StoryAsync();
        var neighbour = LedgerApp.SeatIn("astrolabe", "member");
        ledger.Open(neighbour, story.Notice);

        (await KindsAsync(neighbour, story.Notice)).ShouldBe(["offered"]);
        (await StatusAsync(neighbour, story.Case)).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(neighbour, story.Report)).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(neighbour, story.Incident)).ShouldBe(HttpStatusCode.OK); // the notice's own incident
    }

    [Fact]
    public async Task An_auditor_sees_the_records_of_its_body_only()
    {
        var story = await StoryAsync();

        (await KindsAsync(LedgerApp.SeatIn("sextant", "auditor"), story.Case)).ShouldBe(["filed", "opened", "decided"], ignoreOrder: true);
        (await StatusAsync(LedgerApp.SeatIn("orrery", "auditor"), story.Case)).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_auditor_for_whom_the_case_is_not_there_by_another_hat_sees_nothing_of_the_whole_matter()
    {
        var story = await StoryAsync();
        var auditor = LedgerApp.SeatIn("sextant", "auditor");
        (await StatusAsync(auditor, story.Case)).ShouldBe(HttpStatusCode.OK);

        ledger.Bar(auditor, story.Case);

        foreach (var id in new[] { story.Report, story.Case, story.Incident })
        {
            (await StatusAsync(auditor, id)).ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task After_a_hand_over_the_old_owner_sees_nothing_of_the_report()
    {
        var story = await StoryAsync();
        var later = Guid.NewGuid();
        await ledger.RecordAsync(At(LedgerApp.Step("opened", "case", later, story.Incident, inCase: later, body: "orrery", links: [story.Report, story.Case]), 10));
        var old = LedgerApp.SeatIn("sextant");
        ledger.Open(old, story.Case);

        (await KindsAsync(old, story.Case)).ShouldNotContain("filed");
        (await StatusAsync(old, story.Report)).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(old, later)).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_wall_that_closes_closes_for_the_next_request()
    {
        var story = await StoryAsync();
        var member = LedgerApp.SeatIn("sextant");
        ledger.Open(member, story.Case);
        (await StatusAsync(member, story.Case)).ShouldBe(HttpStatusCode.OK);

        ledger.Close(member, story.Case);

        (await StatusAsync(member, story.Case)).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_step_delivered_twice_is_one_node()
    {
        var story = await StoryAsync();
        var member = LedgerApp.SeatIn("sextant");
        ledger.Open(member, story.Case);
        var step = LedgerApp.Step("triaged", "case", story.Case, story.Incident, inCase: story.Case);

        await ledger.RecordAsync(step);
        await ledger.RecordAsync(step);

        (await KindsAsync(member, story.Case)).Count(k => k == "triaged").ShouldBe(1);
    }

    [Fact]
    public async Task A_node_has_the_members_of_the_api_and_no_others()
    {
        var story = await StoryAsync();
        var member = LedgerApp.SeatIn("sextant");
        ledger.Open(member, story.Case);

        using var http = ledger.App.As(member);
        var trail = await http.GetFromJsonAsync<JsonElement>($"/api/trail/{story.Case}", Token);

        trail.EnumerateObject().Select(p => p.Name).ShouldBe(["nodes", "edges"]);
        trail.GetProperty("nodes").EnumerateArray().SelectMany(n => n.EnumerateObject().Select(p => p.Name)).Distinct()
            .Except(["id", "kind", "body", "codeName", "at", "by", "what", "rule", "policyVersion", "hash"]).ShouldBeEmpty();
        trail.GetProperty("edges").EnumerateArray().First().EnumerateObject().Select(p => p.Name).ShouldBe(["from", "to", "why"]);
    }

    [Theory]
    [InlineData("not-an-id")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    public async Task What_is_not_there_is_404(string id)
    {
        using var http = ledger.App.As(LedgerApp.SeatIn("sextant"));
        (await http.GetAsync($"/api/trail/{id}", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nobody_is_asked_to_sign_in()
    {
        using var http = ledger.App.AsPublic();
        (await http.GetAsync("/api/trail/not-an-id", Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Without_the_wall_there_is_no_answer()
    {
        var story = await StoryAsync();
        ledger.App.Neighbours.Silent = true;
        try
        {
            (await StatusAsync(LedgerApp.SeatIn("sextant"), story.Case)).ShouldBe(HttpStatusCode.ServiceUnavailable);
        }
        finally
        {
            ledger.App.Neighbours.Silent = false;
        }
    }

    private async Task<(Guid Report, Guid Case, Guid Notice, Guid Incident)> StoryAsync()
    {
        var (report, opened, notice, incident) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var filed = LedgerApp.Step("filed", "report", report, incident, report: report, body: "*intake*");
        await ledger.RecordAsync(filed);
        await ledger.RecordAsync(At(LedgerApp.Step("opened", "case", opened, incident, inCase: opened, causation: filed.Origin.Event, links: [report]), 1));
        await ledger.RecordAsync(At(LedgerApp.Step("decided", "case", opened, incident, inCase: opened), 2));
        await ledger.RecordAsync(At(LedgerApp.Step("offered", "notice", notice, incident, body: "astrolabe", links: [opened]), 3));
        return (report, opened, notice, incident);
    }

    private static Contracts.StepRecorded At(Contracts.StepRecorded step, int minute) => step with { Origin = step.Origin with { At = step.Origin.At.AddMinutes(minute) } };

    private async Task<HttpStatusCode> StatusAsync(Caller caller, Guid id)
    {
        using var http = ledger.App.As(caller);
        using var response = await http.GetAsync($"/api/trail/{id}", Token);
        return response.StatusCode;
    }

    private async Task<IReadOnlyList<string>> KindsAsync(Caller caller, Guid id)
    {
        using var http = ledger.App.As(caller);
        var trail = await http.GetFromJsonAsync<JsonElement>($"/api/trail/{id}", Token);
        return [.. trail.GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("kind").GetString()!)];
    }
}
