using Coc.Contracts.Channel;
using Coc.Contracts.Intake;

namespace Coc.Integration.Cases;

/// <summary>P16 at the side of the case: reporters are asked when an audience comes into question, and their word decides what no rule demands.</summary>
public sealed class Consenting(CasesApp cases) : IClassFixture<CasesApp>
{
    private static TransferAcceptance Acceptance => new(CasesApp.SeatOf("eun", "orrery"), "member", Guid.NewGuid(), CasesApp.Orrery);

    private Asking Liaison => new(cases.App.AsService("liaison"));

    private async Task<(Guid Id, Guid Report, Guid Transfer)> OfferedAsync(params (string Audience, string Answer)[] said)
    {
        var (report, _) = await cases.RouteAsync();
        cases.Consents(report, said);
        var id = await cases.TakeUpAsync(report);
        await cases.As("ira").DoAsync(id, "notes", new { text = "CANARYofthepanel" });
        var offered = await cases.As("ira").DoAsync(id, "transfers", new { to = "orrery", context = "our view", share = "all" });
        return (id, report, (Guid)offered["transfer"]!["id"]!);
    }

    private Task WroteAsync(Guid report) => cases.HandAsync(new ReporterWrote(cases.Origin(), report, Guid.NewGuid(), "consent"));

    private async Task<string?> StateAsync(Guid id) => (string?)(await cases.As("ira").GetAsync($"/api/cases/{id}")).Json["transfer"]?["state"];

    [Fact]
    public async Task A_yes_lets_the_offer_be_accepted_and_nothing_else_does()
    {
        var (id, report, transfer) = await OfferedAsync();
        var asked = (await cases.As("ira").GetAsync($"/api/cases/{id}")).Json["consents"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)asked["audience"], asked["answer"]).ShouldBe(("foundation", null));
        (await cases.ScalarAsync($"select count(*) from mt.mt_events where stream_id = '{id}' and type = 'consent_asked'")).ShouldBe(1L);
        cases.Consents(report, ("foundation", "yes"));
        await WroteAsync(report);
        await WroteAsync(report);
        cases.Advance(TimeSpan.FromHours(48));

        var (status, outcome) = await Liaison.PostAsync($"/internal/transfers/{transfer}/accept", Acceptance);

        status.ShouldBe(200, outcome.ToJsonString());
        (await cases.ScalarAsync($"select count(*) from mt.mt_events where stream_id = '{id}' and type = 'consent_answered'")).ShouldBe(1L);
        var taken = await cases.TakeUpAsync(report, "orrery", "ada");
        (await cases.As("ada", "orrery").GetAsync($"/api/cases/{taken}")).Json["carried"]!.ToJsonString().ShouldContain("CANARYofthepanel");
    }

    [Fact]
    public async Task A_no_ends_it_and_the_reporter_is_told()
    {
        var (id, report, transfer) = await OfferedAsync();
        cases.Consents(report, ("foundation", "no"));

        await WroteAsync(report);

        (await StateAsync(id)).ShouldBe("notMade");
        (await cases.As("ira").GetAsync($"/api/cases/{id}")).Json["messages"]!.AsArray().Select(m => (string)m!["text"]!).ShouldContain(t => t.Contains("stays with us", StringComparison.Ordinal));
        cases.Advance(TimeSpan.FromHours(48));
        (await Liaison.PostAsync($"/internal/transfers/{transfer}/accept", Acceptance)).Status.ShouldBe(409);
        (await cases.As("ira").PostAsync($"/api/cases/{id}/transfers", new { to = "orrery", share = "all" })).Json["code"]!.ToString().ShouldBe("noConsent");
    }

    [Fact]
    public async Task Silence_ends_it_after_48_hours()
    {
        var (id, _, _) = await OfferedAsync();

        cases.Advance(TimeSpan.FromHours(48));

        await Fixtures.Eventually.TrueAsync(async () => await StateAsync(id) == "notMade", "the offer did not end");
        ((string?)(await cases.As("ira").GetAsync($"/api/cases/{id}")).Json["consents"]![0]!["answer"]).ShouldBe("silence");
    }

    [Fact]
    public async Task What_a_rule_demands_goes_without_the_panels_own_texts()
    {
        var (report, _) = await cases.RouteAsync();
        cases.Consents(report);
        var id = await cases.TakeUpAsync(report);
        var ira = cases.As("ira");
        await ira.DoAsync(id, "notes", new { text = "CANARYofthepanel" });
        await ira.DoAsync(id, "acknowledge", new { message = "Dear CANARYofthereporter" });
        await ira.DoAsync(id, "risk-factors", new { factor = "suspectedLawViolation", present = true });
        var transfer = (Guid)(await ira.DoAsync(id, "transfers", new { to = "orrery", rule = "J4", context = "police were called", share = "all" }))["transfer"]!["id"]!;
        cases.Advance(TimeSpan.FromHours(48));

        (await Liaison.PostAsync($"/internal/transfers/{transfer}/accept", Acceptance)).Status.ShouldBe(200);

        var taken = await cases.TakeUpAsync(report, "orrery", "ada");
        var seen = (await cases.As("ada", "orrery").GetAsync($"/api/cases/{taken}")).Json;
        seen["carried"]!.AsArray().Select(t => (string)t!["kind"]!).ShouldBe(["context"]);
        seen.ToJsonString().ShouldNotContain("CANARY");
        var answer = await cases.ScalarAsync($"select data ->> 'answer' from mt.mt_events where stream_id = '{id}' and type = 'consent_answered'");
        answer.ShouldBe("silence");
    }

    [Fact]
    public async Task A_report_is_read_as_the_body_that_has_it()
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira");

        await cases.As("ira").GetAsync($"/api/cases/{id}/reports/{report}");

        cases.App.Neighbours.Queries.ShouldContain(q => q.Contains($"/internal/reports/{report}?case={id}", StringComparison.Ordinal) && q.Contains("&body=sextant&audience=project&handedOver=false&", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Counsel_is_not_shown_a_question_the_reporter_has_not_agreed_to_unless_a_gate_demands_it()
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report);
        var asked = await cases.As("ira").DoAsync(id, "legal-requests", new { question = "May we?" });
        var request = (Guid)asked["legalRequests"]![0]!["id"]!;
        var counsel = cases.As("counsel", "meridian", "counsel");
        (await ListedAsync(counsel, request)).ShouldBeFalse();
        (await counsel.PostAsync($"/api/legal-requests/{request}/answer", new { outcome = "noExposure" })).Status.ShouldBe(404);

        cases.Consents(report, ("counsel", "yes"));
        await WroteAsync(report);

        (await ListedAsync(counsel, request)).ShouldBeTrue();
        (await counsel.PostAsync($"/api/legal-requests/{request}/answer", new { outcome = "noExposure" })).Status.ShouldBe(200);
    }

    private static async Task<bool> ListedAsync(Asking counsel, Guid request) =>
        (await counsel.GetAsync("/api/legal-requests?assignee=me&limit=200")).Json["items"]!.AsArray().Any(i => (Guid)i!["id"]! == request);
}
