using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Coc.Contracts;
using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.Integration.Fixtures;
using Coc.Integration.Intake;
using Coc.Platform.Http;
using Coc.Platform.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Mailing;

/// <summary>A lost code is renewed to the contact left at filing, and shows what is new (P21).</summary>
public sealed partial class RenewingLostCodes(MailingIntake intake) : IClassFixture<MailingIntake>
{
    private const string Canary = "canaryofthelostcode";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DomainClock Clock => intake.App.Services.GetRequiredService<DomainClock>();

    [Fact]
    public async Task A_one_time_code_goes_to_the_contact_and_opens_what_is_new_for_fourteen_days()
    {
        var address = Address();
        var (report, receipt) = await FileAsync(address);
        (await WriteAsync(receipt, $"before {Canary}")).ShouldBe(HttpStatusCode.Created);
        (await FactsAsync(report)).ShouldBe(new RenewalFacts(report, true, true));

        await RenewAsync(report);
        var code = await MailedAsync(address);

        (await ExchangeAsync("AAAA-AAAA-AAAA-AAAA-AAAA")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await LookAsync(code)).Status.ShouldBe(HttpStatusCode.NotFound, "a one-time code reads nothing");
        var (status, own) = await ExchangeAsync(code);
        status.ShouldBe(HttpStatusCode.OK);
        (await ExchangeAsync(code)).Status.ShouldBe(HttpStatusCode.NotFound);

        var (_, page) = await LookAsync(own!);
        (page.GetProperty("state").GetString(), page.GetProperty("messages").GetArrayLength(), page.GetProperty("readers").GetArrayLength()).ShouldBe(("haveIt", 0, 0));
        page.GetRawText().ShouldNotContain(Canary);
        (await WriteAsync(own!, $"afterwards {Canary}")).ShouldBe(HttpStatusCode.Created);
        (await LookAsync(own!)).Page.GetProperty("messages").EnumerateArray().ShouldHaveSingleItem().GetProperty("text").GetString().ShouldBe($"afterwards {Canary}");
        foreach (var what in new[] { "withdrawal", "exclusions", "complaints", "check-ins", "appeals", "consents", "mediation" })
        {
            (await SendAsync(own!, what, new { })).ShouldBe((HttpStatusCode.Conflict, "renewedCode"), what);
        }

        var first = (await LookAsync(receipt)).Page;
        first.GetProperty("messages").GetArrayLength().ShouldBe(2, "the first code is as good as before");
        first.GetProperty("renewedAt").GetDateTimeOffset().ShouldBeGreaterThan(Clock.GetUtcNow().AddHours(-1));
        foreach (var secret in new[] { code, own!, address })
        {
            (await PlaintextSearch.HitsAsync(intake.App.Database, secret, Token)).ShouldBeEmpty();
        }

        Clock.Offset += TimeSpan.FromDays(14);
        (await LookAsync(own!)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await LookAsync(receipt)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_mail_says_nothing_else_and_a_newer_code_makes_the_older_one_worthless()
    {
        var address = Address();
        var (report, _) = await FileAsync(address);
        await RenewAsync(report);
        var older = await MailedAsync(address);
        var mail = intake.Receiver.To(address).ShouldHaveSingleItem();
        foreach (var telling in new[] { Canary, "sextant", "conduct", "report", "committee", "http", "://", report.ToString() })
        {
            mail.Text.ShouldNotContain(telling, Case.Insensitive);
        }

        mail.Subject.ShouldBe("There is news for you");
        await RenewAsync(report);
        await Eventually.TrueAsync(() => Task.FromResult(intake.Receiver.To(address).Count == 2), "no second mail", TimeSpan.FromSeconds(60));

        (await ExchangeAsync(older)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await ExchangeAsync(CodeIn(intake.Receiver.To(address)[^1].Text))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_newer_renewal_ends_the_code_made_of_an_older_one_and_what_is_written_with_either_is_marked()
    {
        var address = Address();
        var (report, receipt) = await FileAsync(address);
        await RenewAsync(report);
        var older = (await ExchangeAsync(await MailedAsync(address))).Own!;
        (await WriteAsync(older, "with the older one")).ShouldBe(HttpStatusCode.Created);

        await RenewAsync(report);
        await Eventually.TrueAsync(() => Task.FromResult(intake.Receiver.To(address).Count == 2), "no second mail", TimeSpan.FromSeconds(60));

        (await LookAsync(older)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await WriteAsync(older, "too late")).ShouldBe(HttpStatusCode.NotFound);
        var newer = (await ExchangeAsync(CodeIn(intake.Receiver.To(address)[^1].Text))).Own!;
        (await LookAsync(newer)).Status.ShouldBe(HttpStatusCode.OK);
        (await WriteAsync(receipt, "with the first one")).ShouldBe(HttpStatusCode.Created);
        (await LookAsync(receipt)).Page.GetProperty("messages").EnumerateArray().Select(m => m.TryGetProperty("renewed", out var renewed) && renewed.GetBoolean()).ShouldBe([true, false]);
    }

    [Fact]
    public async Task A_report_somebody_forwarded_sends_its_code_to_no_address_they_wrote_down()
    {
        var forwarding = Guid.NewGuid();
        var address = Address();
        using var liaison = intake.App.AsService("liaison");
        var content = JsonSerializer.Serialize(new { description = "d", projects = new[] { "sextant" }, reporter = new { kind = "named", name = "Ana", contact = address, mayWrite = true }, readBack = true }, Json.Options);
        using var answer = await liaison.PostAsJsonAsync("/internal/forwardings", new ForwardingRequest(forwarding, Guid.NewGuid(), "sextant", "transcribed", content), Json.Options, Token);
        var report = (await answer.Content.ReadFromJsonAsync<ForwardingAnswer>(Json.Options, Token))!.Report!.Value;

        (await FactsAsync(report)).ShouldBe(new RenewalFacts(report, true, false));
        await RenewAsync(report);

        await using var command = intake.App.Daemon.CreateCommand($"select count(*) from app.mail_news where recipient = '{report}'");
        (await command.ExecuteScalarAsync(Token)).ShouldBe(0L);
    }

    [Theory]
    [InlineData("anonymous", true, true, false, false)]
    [InlineData("holder", true, true, false, true)]
    [InlineData("named", false, true, true, false)]
    [InlineData("named", true, false, true, false)]
    public async Task Whose_cannot_be_renewed_is_told_so_at_filing(string kind, bool mayWrite, bool withAddress, bool named, bool reachable)
    {
        using var http = intake.App.AsPublic();
        http.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        using var response = await http.PostAsJsonAsync("/api/reports", new { description = "d", reporter = new { kind, name = "Ana", contact = withAddress ? Address() : "ring me", mayWrite } }, Token);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Token);

        answer.GetProperty("renewable").GetBoolean().ShouldBeFalse();
        answer.GetProperty("notice").GetString()!.ShouldContain("cannot make it again");
        var facts = await FactsAsync(answer.GetProperty("report").GetGuid());
        (facts.Named, facts.Reachable).ShouldBe((named, reachable || (kind == "anonymous" && withAddress && mayWrite)));
    }

    private static string Address() => $"ana-{Guid.NewGuid():N}@people.example";

    private async Task<(Guid Report, string Receipt)> FileAsync(string contact)
    {
        using var http = intake.App.AsPublic();
        http.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        using var response = await http.PostAsJsonAsync(
            "/api/reports", new { description = Canary, projects = new[] { "sextant" }, reporter = new { kind = "named", name = Canary, contact, mayWrite = true } }, Token);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        answer.GetProperty("renewable").GetBoolean().ShouldBeTrue();
        return (answer.GetProperty("report").GetGuid(), answer.GetProperty("receipt").GetString()!);
    }

    private async Task<RenewalFacts> FactsAsync(Guid report)
    {
        using var http = intake.App.AsService("cases");
        return (await http.GetFromJsonAsync<RenewalFacts>($"/internal/reports/{report}/renewal-facts", Json.Options, Token))!;
    }

    private async Task RenewAsync(Guid report)
    {
        var inCase = Guid.NewGuid();
        var agreed = new CodeRenewalAgreed(
            new Origin(Guid.NewGuid(), inCase, 1, new Dictionary<string, long>(), "sextant", null, Guid.NewGuid(), null, "system", null, null, 1, Clock.GetUtcNow(), null), inCase, report, Guid.NewGuid());
        await intake.Others.SayAsync(agreed);
        await intake.Others.SayAsync(agreed); // at least once means twice now and then
    }

    private async Task<string> MailedAsync(string address)
    {
        await Eventually.TrueAsync(() => Task.FromResult(intake.Receiver.To(address).Count > 0), $"no mail to {address}", TimeSpan.FromSeconds(60));
        return CodeIn(intake.Receiver.To(address)[^1].Text);
    }

    private static string CodeIn(string text) => OneTime().Match(text).Value;

    [GeneratedRegex("([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}")]
    private static partial Regex OneTime();

    private async Task<(HttpStatusCode Status, string? Own)> ExchangeAsync(string code)
    {
        using var http = intake.App.AsPublic();
        using var response = await http.PostAsJsonAsync("/api/codes/exchange", new { code }, Token);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        return (response.StatusCode, answer.TryGetProperty("receipt", out var own) ? own.GetString() : null);
    }

    private async Task<(HttpStatusCode Status, JsonElement Page)> LookAsync(string code)
    {
        using var http = intake.App.AsReceipt(code);
        using var response = await http.GetAsync(new Uri("/api/receipt", UriKind.Relative), Token);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Token));
    }

    private async Task<HttpStatusCode> WriteAsync(string code, string text) => (await SendAsync(code, "messages", new { text })).Status;

    private async Task<(HttpStatusCode Status, string? Code)> SendAsync(string code, string what, object body)
    {
        using var http = intake.App.AsReceipt(code);
        using var response = await http.PostAsJsonAsync($"/api/receipt/{what}", body, Token);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        return (response.StatusCode, answer.TryGetProperty("code", out var refused) ? refused.GetString() : null);
    }
}
