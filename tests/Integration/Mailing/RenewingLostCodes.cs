using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Coc.Contracts;
using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Intake;
using Coc.Intake.Domain;
using Coc.Integration.Fixtures;
using Coc.Integration.Intake;
using Coc.Platform;
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
    public async Task Half_of_a_one_time_code_goes_to_the_contact_and_with_the_half_that_is_told_opens_what_is_new_for_fourteen_days()
    {
        var address = Address();
        var (report, receipt) = await FileAsync(address);
        (await WriteAsync(receipt, $"before {Canary}")).ShouldBe(HttpStatusCode.Created);
        (await FactsAsync(report)).ShouldBe(new RenewalFacts(report, true, true));

        var told = await RenewAsync(report);
        var mailed = await MailedAsync(address);
        var code = $"{mailed} {told}";

        (await ExchangeAsync(mailed)).Status.ShouldBe(HttpStatusCode.NotFound, "who reads the mailbox has half of it");
        (await ExchangeAsync(told)).Status.ShouldBe(HttpStatusCode.NotFound, "so has the seat that tells the other half");
        (await ExchangeAsync($"{told} {mailed}")).Status.ShouldBe(HttpStatusCode.NotFound);
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
        foreach (var secret in new[] { mailed, told, own!, address })
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
        var toldFirst = await RenewAsync(report);
        var older = $"{await MailedAsync(address)} {toldFirst}";
        var mail = intake.Receiver.To(address).ShouldHaveSingleItem();
        foreach (var telling in new[] { Canary, "sextant", "conduct", "report", "committee", "http", "://", report.ToString() })
        {
            mail.Text.ShouldNotContain(telling, Case.Insensitive);
        }

        mail.Subject.ShouldBe("There is news for you");
        var told = await RenewAsync(report);
        await Eventually.TrueAsync(() => Task.FromResult(intake.Receiver.To(address).Count == 2), "no second mail", TimeSpan.FromSeconds(60));

        (await ExchangeAsync(older)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await ExchangeAsync($"{CodeIn(intake.Receiver.To(address)[^1].Text)}-{told}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_newer_renewal_ends_the_code_made_of_an_older_one_and_what_is_written_with_either_is_marked()
    {
        var address = Address();
        var (report, receipt) = await FileAsync(address);
        var told = await RenewAsync(report);
        var older = (await ExchangeAsync($"{await MailedAsync(address)} {told}")).Own!;
        (await WriteAsync(older, "with the older one")).ShouldBe(HttpStatusCode.Created);

        told = await RenewAsync(report);
        await Eventually.TrueAsync(() => Task.FromResult(intake.Receiver.To(address).Count == 2), "no second mail", TimeSpan.FromSeconds(60));

        (await LookAsync(older)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await WriteAsync(older, "too late")).ShouldBe(HttpStatusCode.NotFound);
        var newer = (await ExchangeAsync($"{CodeIn(intake.Receiver.To(address)[^1].Text)} {told}")).Own!;
        (await LookAsync(newer)).Status.ShouldBe(HttpStatusCode.OK);
        (await WriteAsync(receipt, "with the first one")).ShouldBe(HttpStatusCode.Created);
        (await LookAsync(receipt)).Page.GetProperty("messages").EnumerateArray().Select(m => m.TryGetProperty("renewed", out var renewed) && renewed.GetBoolean()).ShouldBe([true, false]);
    }

    [Fact]
    public async Task After_three_days_the_halves_open_nothing()
    {
        var address = Address();
        var (report, _) = await FileAsync(address);
        var told = await RenewAsync(report);
        var mailed = await MailedAsync(address);

        Clock.Offset += TimeSpan.FromDays(3);
        (await ExchangeAsync($"{mailed} {told}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_part_from_before_that_took_a_forwarders_address_along_sends_no_code_there()
    {
        var address = Address();
        var letter = await ForwardAsync(address);
        var part = await PartFromBeforeAsync(letter, address);

        (await FactsAsync(part)).ShouldBe(new RenewalFacts(part, true, false));
        await RenewAsync(part);
        (await QueuedAsync(part)).ShouldBe(0L);
    }

    [Fact]
    public async Task A_report_somebody_forwarded_sends_its_code_to_no_address_they_wrote_down()
    {
        var report = await ForwardAsync(Address());

        (await FactsAsync(report)).ShouldBe(new RenewalFacts(report, true, false));
        await RenewAsync(report);
        (await QueuedAsync(report)).ShouldBe(0L);
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

    private async Task<Guid> ForwardAsync(string address)
    {
        using var liaison = intake.App.AsService("liaison");
        var content = JsonSerializer.Serialize(new { description = "d", projects = new[] { "sextant" }, reporter = new { kind = "named", name = "Ana", contact = address, mayWrite = true }, readBack = true }, Json.Options);
        using var answer = await liaison.PostAsJsonAsync("/internal/forwardings", new ForwardingRequest(Guid.NewGuid(), Guid.NewGuid(), "sextant", "transcribed", content), Json.Options, Token);
        return (await answer.Content.ReadFromJsonAsync<ForwardingAnswer>(Json.Options, Token))!.Report!.Value;
    }

    // As it was stored when a part took along the leave to write to whatever address the letter had.
    private async Task<Guid> PartFromBeforeAsync(Guid letter, string address)
    {
        var part = Guid.NewGuid();
        var text = new FiledText("d", null, null, null, null, null, [], [], null, null, new("named", "Ana", address, null, true), [], null);
        var filed = new ReportEvent.ReportFiled(
            Guid.NewGuid(), "report", "split", "normal", ["sextant"], null, false, null, false, Sensitive.Of(text, Owners.Reporter(part)), [], [], SplitFrom: letter, SplitIn: "sextant");
        await intake.App.Services.GetRequiredService<IEventStore>().AppendAsync(
            new Append([new StreamAppend(Reports.Key(part), Reports.StreamType, 0, [new NewEvent(Ids.New(), filed)])], new EventContext(Clock.GetUtcNow(), Ids.New(), Incident: filed.Incident)), Token);
        return part;
    }

    private async Task<object?> QueuedAsync(Guid report)
    {
        await Eventually.TrueAsync(async () => (await RenewalsOfAsync(report)) > 0, "the renewal was not heard", TimeSpan.FromSeconds(60));
        await using var command = intake.App.Daemon.CreateCommand($"select count(*) from app.mail_news where recipient = '{report}'");
        return await command.ExecuteScalarAsync(Token);
    }

    private async Task<long> RenewalsOfAsync(Guid report)
    {
        await using var command = intake.App.Daemon.CreateCommand($"select count(*) from mt.mt_events where stream_id = '{report}' and type = 'code_renewed'");
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }

    private async Task<RenewalFacts> FactsAsync(Guid report)
    {
        using var http = intake.App.AsService("cases");
        return (await http.GetFromJsonAsync<RenewalFacts>($"/internal/reports/{report}/renewal-facts", Json.Options, Token))!;
    }

    /// <returns>the half that whoever agreed tells the person</returns>
    private async Task<string> RenewAsync(Guid report)
    {
        var (inCase, renewal) = (Guid.NewGuid(), Guid.NewGuid());
        using var http = intake.App.AsService("cases");
        var half = (await http.GetFromJsonAsync<RenewalHalf>($"/internal/reports/{report}/renewals/{renewal}/half", Json.Options, Token))!.Half;
        var agreed = new CodeRenewalAgreed(
            new Origin(Guid.NewGuid(), inCase, 1, new Dictionary<string, long>(), "sextant", null, Guid.NewGuid(), null, "system", null, null, 1, Clock.GetUtcNow(), null), inCase, report, renewal);
        await intake.Others.SayAsync(agreed);
        await intake.Others.SayAsync(agreed); // at least once means twice now and then
        return half;
    }

    private async Task<string> MailedAsync(string address)
    {
        await Eventually.TrueAsync(() => Task.FromResult(intake.Receiver.To(address).Count > 0), $"no mail to {address}", TimeSpan.FromSeconds(60));
        return CodeIn(intake.Receiver.To(address)[^1].Text);
    }

    private static string CodeIn(string text) => OneTime().Match(text).Value;

    [GeneratedRegex("([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}")]
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
