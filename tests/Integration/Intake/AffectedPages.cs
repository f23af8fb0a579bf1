using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Coc.Contracts.Channel;
using Coc.Platform.Http;

namespace Coc.Integration.Intake;

/// <summary>From the one-time code that a panel hands on to a page of the affected person's own (P4).</summary>
public sealed class AffectedPages(IntakeApp intake) : IClassFixture<IntakeApp>
{
    private static readonly DateTimeOffset Day = new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<(Guid Report, string Receipt, Guid Affected)> FileAsync()
    {
        var (report, receipt) = await intake.FileAsync(new
        {
            description = "MATTER", projects = new[] { "sextant" }, subjects = new[] { new { name = "Rex SUBJECT" } },
            affected = new object[] { new { self = true, name = "Rumi REPORTER" }, new { name = "Ana CANARYpage", knowsOfReport = "no", mayBeContacted = "askMe" } },
            exclude = new[] { new { name = "Lou Delacroix" } },
        });
        var known = await KnownAsync(report);
        known.Unaware.ShouldBeTrue();
        known.People!.Select(p => (p.Self, p.MayBeContacted)).ShouldBe([(true, null), (false, "askMe")]);
        return (report, receipt, known.People![1].Id);
    }

    private async Task<AffectedKnowledge> KnownAsync(Guid report)
    {
        using var http = intake.App.AsService("cases");
        return (await http.GetFromJsonAsync<AffectedKnowledge>($"/internal/reports/{report}/affected-knowledge", Json.Options, Token))!;
    }

    private async Task<string?> CodeAsync(Guid report, Guid affected, int number = 1)
    {
        using var http = intake.App.AsService("cases", $"seat:{Guid.NewGuid()}");
        using var response = await http.PostAsJsonAsync(
            "/internal/affected", new AffectedPageRequest(affected, report, Guid.NewGuid(), "sextant", "investigating", Day, Day, Guid.NewGuid(), number), Json.Options, Token);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(Token));
        return (await response.Content.ReadFromJsonAsync<AffectedPageAnswer>(Json.Options, Token))!.Code;
    }

    private async Task<(HttpStatusCode Status, string? Own)> ExchangeAsync(string code)
    {
        using var http = intake.App.AsPublic();
        using var response = await http.PostAsJsonAsync("/api/codes/exchange", new { code }, Token);
        return (response.StatusCode, (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!["receipt"]);
    }

    private async Task<JsonElement> LookAsync(string own)
    {
        using var http = intake.App.AsReceipt(own);
        return await http.GetFromJsonAsync<JsonElement>("/api/receipt", Token);
    }

    [Fact]
    public async Task The_one_time_code_becomes_a_page_that_says_where_the_matter_stands_and_no_word_of_anybody_else()
    {
        var (report, receipt, affected) = await FileAsync();
        var code = await CodeAsync(report, affected);
        (await CodeAsync(report, affected)).ShouldBe(code, "the answer was lost: the same again, although only its hash is stored");
        (await KnownAsync(report)).Unaware.ShouldBeTrue();

        var (status, own) = await ExchangeAsync(code!);

        status.ShouldBe(HttpStatusCode.OK);
        (await ExchangeAsync(code!)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await CodeAsync(report, affected, 2)).ShouldBeNull("no seat makes a code for a page somebody uses");
        (await KnownAsync(report)).Unaware.ShouldBeFalse("who came knows of it");
        var page = await LookAsync(own!);
        (page.GetProperty("kind").GetString(), page.GetProperty("state").GetString(), page.GetProperty("body").GetString()).ShouldBe(("affected", "lookingInto", "sextant"));
        (await LookAsync(receipt)).GetProperty("kind").GetString().ShouldBe("report");
        foreach (var word in new[] { "MATTER", "SUBJECT", "REPORTER", "Delacroix", report.ToString() })
        {
            page.GetRawText().ShouldNotContain(word);
        }

        (await PlaintextSearch.HitsAsync(intake.App.Database, "CANARYpage", Token)).ShouldBeEmpty();
        (await PlaintextSearch.HitsAsync(intake.App.Database, own!, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_newer_code_makes_the_older_one_worthless_and_a_rooms_code_is_none()
    {
        var (report, _, affected) = await FileAsync();
        var (first, second) = (await CodeAsync(report, affected), await CodeAsync(report, affected, 2));

        (await ExchangeAsync(first!)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await ExchangeAsync(second!)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_two_who_exchange_at_once_one_gets_in()
    {
        var (report, _, affected) = await FileAsync();
        var code = await CodeAsync(report, affected);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ExchangeAsync(code!)));

        answers.Count(a => a.Status == HttpStatusCode.OK).ShouldBe(1);
    }

    [Fact]
    public async Task The_page_has_the_rights_of_a_receipt_and_its_thread_is_its_own()
    {
        var (report, receipt, affected) = await FileAsync();
        var own = (await ExchangeAsync((await CodeAsync(report, affected))!)).Own!;
        using var http = intake.App.AsReceipt(own);
        foreach (var (what, body) in new (string, object)[]
        {
            ("messages", new { text = "CANARYsaid" }), ("exclusions", new { exclude = new[] { new { name = "Kai Sorensen" } } }), ("withdrawal", new { note = "Please stop." }),
            ("check-ins", new { answer = "ratherNot" }), ("complaints", new { ground = "silence", text = "Nobody tells me anything." }),
        })
        {
            (await http.PostAsJsonAsync($"/api/receipt/{what}", body, Token)).StatusCode.ShouldBe(HttpStatusCode.Created, what);
        }

        (await LookAsync(own)).GetProperty("messages").EnumerateArray().ShouldHaveSingleItem().GetProperty("text").GetString().ShouldBe("CANARYsaid");
        (await LookAsync(receipt)).GetProperty("messages").GetArrayLength().ShouldBe(0);
        (await LookAsync(receipt)).GetRawText().ShouldNotContain("CANARYsaid");
        (await PlaintextSearch.HitsAsync(intake.App.Database, "CANARYsaid", Token)).ShouldBeEmpty();

        var vera = Guid.NewGuid();
        intake.App.Neighbours.Answer($"GET /internal/seats/{vera}/called", new SeatCalled([new(vera, Guid.NewGuid(), "Vera", null, [])]));
        using var cases = intake.App.AsService("cases", $"seat:{vera}");
        var read = (await cases.GetFromJsonAsync<ReportContent>($"/internal/reports/{affected}?case={Guid.NewGuid()}&seat={vera}&body=sextant&audience=project&handedOver=false", Json.Options, Token))!;
        (read.Kind, read.Affected[0].Name, read.Affected[0].Id, read.Thread.Count(e => e.Kind == "message")).ShouldBe(("affected", "Ana CANARYpage", affected, 1));
        JsonSerializer.Serialize(read, Json.Options).ShouldNotContain("Nobody tells me anything", Case.Sensitive);
        var named = (await cases.GetFromJsonAsync<ReportContent>($"/internal/reports/{report}?case={Guid.NewGuid()}&seat={vera}&body=sextant&audience=project&handedOver=false", Json.Options, Token))!;
        named.Affected[1].Id.ShouldBe(affected);
    }

    [Fact]
    public async Task Whom_the_person_excludes_must_not_read_the_report_that_names_them_in_whatever_body()
    {
        var (report, receipt, affected) = await FileAsync();
        var own = (await ExchangeAsync((await CodeAsync(report, affected))!)).Own!;
        intake.App.Neighbours.Answer<TiesQuestion>("POST /internal/ties/match", _ => new TiesAnswer([], []));
        var kai = new CandidateSeat(Guid.NewGuid(), Guid.NewGuid(), "Kai Sorensen", null, ["github:kai"]);
        using var liaison = intake.App.AsService("liaison");
        async Task<IReadOnlyList<Guid>> SetAsideAsync()
        {
            using var answer = await liaison.PostAsJsonAsync($"/internal/reports/{report}/set-aside", new SetAsideQuestion([kai]), Json.Options, Token);
            return (await answer.Content.ReadFromJsonAsync<SetAsideAnswer>(Json.Options, Token))!.Seats;
        }

        (await SetAsideAsync()).ShouldBeEmpty();

        using var http = intake.App.AsReceipt(own);
        (await http.PostAsJsonAsync("/api/receipt/exclusions", new { exclude = new object[] { new { name = "Kai Sorensen" }, new { seat = kai.Seat } } }, Token)).StatusCode.ShouldBe(HttpStatusCode.Created);

        (await SetAsideAsync()).ShouldBe([kai.Seat]);
        ((string)(await intake.ScalarAsync($"select data ->> 'followUps' from mt.mt_events where type = 'reporter_excluded' and stream_id = '{affected}'"))!).ShouldContain(report.ToString());
        using var cases = intake.App.AsService("cases", $"seat:{kai.Seat}");
        (await cases.GetAsync($"/internal/reports/{report}?case={Guid.NewGuid()}&seat={kai.Seat}&body=orrery&audience=foundation&handedOver=false", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await LookAsync(receipt)).GetRawText().ShouldNotContain("Kai Sorensen", Case.Sensitive);
    }

    [Fact]
    public async Task Whom_the_reporter_excludes_later_reads_nothing_that_was_told_on_the_page_either()
    {
        var (report, receipt, affected) = await FileAsync();
        var own = (await ExchangeAsync((await CodeAsync(report, affected))!)).Own!;
        using var page = intake.App.AsReceipt(own);
        (await page.PostAsJsonAsync("/api/receipt/check-ins", new { answer = "retaliation", text = "He found me." }, Token)).StatusCode.ShouldBe(HttpStatusCode.Created);
        var told = (await LookAsync(own)).GetProperty("followUps")[0].GetProperty("report").GetGuid();

        using var http = intake.App.AsReceipt(receipt);
        (await http.PostAsJsonAsync("/api/receipt/exclusions", new { exclude = new[] { new { name = "Kai Sorensen" } } }, Token)).StatusCode.ShouldBe(HttpStatusCode.Created);

        ((string)(await intake.ScalarAsync($"select data ->> 'followUps' from mt.mt_events where type = 'reporter_excluded' and stream_id = '{report}'"))!).ShouldContain(told.ToString());
    }

    [Theory]
    [InlineData("liaison")]
    [InlineData("sanctions")]
    [InlineData("ledger")]
    public async Task Only_cases_makes_codes(string service)
    {
        var (report, _, _) = await FileAsync();
        using var http = intake.App.AsService(service);

        (await http.PostAsync("/internal/affected", IntakeApp.Json("{}"), Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await http.GetAsync($"/internal/reports/{report}/affected-knowledge", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
