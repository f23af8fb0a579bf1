using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Coc.Contracts.Channel;

namespace Coc.Integration.Intake;

/// <summary>P5: who brings a report for somebody else sees received or accepted, and never holds the reporter's code.</summary>
public sealed class Forwarding(IntakeApp intake) : IClassFixture<IntakeApp>
{
    private const string Report =
        """{"as":"forwarded","description":"Unwanted advances on the list.","subjects":[{"accounts":["github:rex"],"name":"Rex"}],"reporter":{"kind":"named","name":"Newcomer Noor"},"context":"The list is small; everybody knows everybody.","reporterConsent":true,"readBack":true}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_report_is_the_reporters_and_says_who_brought_it()
    {
        var (forwarding, seat) = (Guid.NewGuid(), Guid.NewGuid());
        var answer = await ForwardAsync(forwarding, seat, Report);
        answer.ClaimCode.ShouldNotBeNull();
        (await ForwardAsync(forwarding, seat, Report)).ClaimCode.ShouldBe(answer.ClaimCode); // the answer was lost: the same again, once stored

        var report = (Guid)(await intake.ScalarAsync($"select report_id from app.forwardings where forwarding = '{forwarding}'"))!;
        using var cases = intake.App.AsService("cases");
        var content = await cases.GetFromJsonAsync<ReportContent>($"/internal/reports/{report}?case={Guid.NewGuid()}&seat={Guid.NewGuid()}&body=gnomon&audience=project&handedOver=false", Coc.Platform.Http.Json.Options, Token);
        (content!.Channel, content.Reporter.Name, content.Forwarded!.Seat, content.Forwarded.ReporterConsent).ShouldBe(("forwarded", "Newcomer Noor", seat, "yes"));
        content.Projects.ShouldBe(["gnomon"]); // the body it was brought through, when no project is named
        content.Forwarded.Context!.ShouldStartWith("The list is small");
        ((long)(await intake.ScalarAsync("select count(*) from mt.mt_events where data::text ~ 'Noor|The list is small'"))!).ShouldBe(0);
    }

    [Fact]
    public async Task The_claim_code_becomes_the_reporters_own_code_once()
    {
        var claim = (await ForwardAsync(Guid.NewGuid(), Guid.NewGuid(), Report)).ClaimCode!;
        (await LookAsync(claim)).ShouldBe(HttpStatusCode.NotFound); // a claim code reads nothing

        var (status, receipt) = await ExchangeAsync(claim.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal));

        status.ShouldBe(HttpStatusCode.OK);
        (await LookAsync(receipt!)).ShouldBe(HttpStatusCode.OK);
        (await ExchangeAsync(claim)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await ExchangeAsync("0000-0000-0000-0000-0000")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await ExchangeAsync(receipt!)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_forwarder_sees_the_own_reports_unless_named_in_them()
    {
        var (seat, other, forwarding) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await ForwardAsync(forwarding, seat, Report);

        (await StatesAsync(seat, "Nia Osei", "github:nia")).ShouldBe([(forwarding, "received")]);
        (await StatesAsync(other, "Gus", "github:gus")).ShouldBeEmpty();
        (await StatesAsync(seat, "Nia Osei", "github:rex")).ShouldBeEmpty(); // she turned out to be the one it is about
    }

    [Fact]
    public async Task Whom_a_committee_names_later_loses_sight_too_and_without_an_answer_nobody_sees_anything()
    {
        var (seat, forwarding) = (Guid.NewGuid(), Guid.NewGuid());
        await ForwardAsync(forwarding, seat, Report);
        var report = (Guid)(await intake.ScalarAsync($"select report_id from app.forwardings where forwarding = '{forwarding}'"))!;
        (await StatesAsync(seat, "Nia Osei", "github:nia")).ShouldBe([(forwarding, "received")]);

        intake.App.Neighbours.Naming.FoundOut(report, "GitHub:@Nia");

        (await StatesAsync(seat, "Nia Osei", "github:nia")).ShouldBeEmpty();
        (await StatesAsync(seat, "Nia Osei", "github:nia-2")).ShouldBe([(forwarding, "received")]); // it is somebody else
        ((long)(await intake.ScalarAsync($"select count(*) from app.forwardings where forwarding = '{forwarding}'"))!).ShouldBe(1); // the record stays
        intake.App.Neighbours.Naming.IsSilent = true;
        try
        {
            using var http = intake.App.AsService("liaison");
            using var response = await http.PostAsJsonAsync(
                "/internal/forwardings/of-seats", new ForwardingsQuestion([new CandidateSeat(seat, Guid.NewGuid(), "Nia Osei", null, [])]), Coc.Platform.Http.Json.Options, Token);
            response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        }
        finally
        {
            intake.App.Neighbours.Naming.IsSilent = false;
        }
    }

    [Theory]
    [InlineData("""{"description":""}""", "description")]
    [InlineData("""{"description":"x","reporterConsent":false}""", "reporterConsent")]
    [InlineData("""{"description":"x","projects":["nowhere"]}""", "projects[0]")]
    public async Task A_bad_report_says_where(string report, string field) => (await ForwardAsync(Guid.NewGuid(), Guid.NewGuid(), report)).Errors!.Keys.ShouldContain(field);

    [Theory]
    [InlineData("""{"description":7}""")]
    [InlineData("[]")]
    public async Task What_is_no_report_is_none(string report)
    {
        var answer = await ForwardAsync(Guid.NewGuid(), Guid.NewGuid(), report);

        (answer.ClaimCode, answer.Errors).ShouldBe((null, null));
    }

    private async Task<ForwardingAnswer> ForwardAsync(Guid forwarding, Guid seat, string report)
    {
        using var http = intake.App.AsService("liaison");
        using var response = await http.PostAsJsonAsync("/internal/forwardings", new ForwardingRequest(forwarding, seat, "gnomon", "forwarded", report), Coc.Platform.Http.Json.Options, Token);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(Token));
        return (await response.Content.ReadFromJsonAsync<ForwardingAnswer>(Coc.Platform.Http.Json.Options, Token))!;
    }

    private async Task<IReadOnlyList<(Guid Forwarding, string State)>> StatesAsync(Guid seat, string name, string account)
    {
        using var http = intake.App.AsService("liaison");
        using var response = await http.PostAsJsonAsync(
            "/internal/forwardings/of-seats", new ForwardingsQuestion([new CandidateSeat(seat, Guid.NewGuid(), name, null, [account])]), Coc.Platform.Http.Json.Options, Token);
        return [.. (await response.Content.ReadFromJsonAsync<ForwardingsAnswer>(Coc.Platform.Http.Json.Options, Token))!.Items.Select(i => (i.Forwarding, i.State))];
    }

    private async Task<(HttpStatusCode Status, string? Receipt)> ExchangeAsync(string code)
    {
        using var http = intake.App.AsPublic();
        using var response = await http.PostAsJsonAsync("/api/codes/exchange", new { code }, Token);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        return (response.StatusCode, response.IsSuccessStatusCode ? answer.GetProperty("receipt").GetString() : null);
    }

    private async Task<HttpStatusCode> LookAsync(string code)
    {
        using var http = intake.App.AsReceipt(code);
        using var response = await http.GetAsync(new Uri("/api/receipt", UriKind.Relative), Token);
        return response.StatusCode;
    }
}
