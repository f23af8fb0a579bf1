using System.Net;
using System.Net.Http.Json;
using Coc.Contracts.Channel;
using Coc.Platform.Http;

namespace Coc.Integration.Intake;

/// <summary>An identity one person holds (R3): who that is, and what is opened for whom Cases says.</summary>
public sealed class Holding(IntakeApp intake) : IClassFixture<IntakeApp>
{
    private static readonly Reader Ada = new(Guid.NewGuid(), "Ada Lindqvist");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("holder", "ada LINDQVIST", true)]
    [InlineData("holder", "somebody else", false)]
    [InlineData("holder", null, false)]
    [InlineData("named", "Ada Lindqvist", false)]
    [InlineData("anonymous", "Ada Lindqvist", false)]
    public async Task The_holder_is_the_seat_that_the_reporter_meant(string kind, string? holder, bool found)
    {
        var report = await FileAsync(kind, holder);

        using var http = intake.App.AsService("cases");
        (await http.GetFromJsonAsync<ReportHolder>($"/internal/reports/{report}/holder?body=sextant", Json.Options, Token))!.Seat.ShouldBe(found ? Ada.Seat : null);
        (await StatusAsync("cases", $"{report}/holder")).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_holders_of_several_reports_are_told_at_once_to_Cases_and_to_Liaison()
    {
        var (held, open) = (await FileAsync("holder", Ada.Seat.ToString()), await FileAsync("named", "Ada Lindqvist"));
        var question = new HolderQuestion("sextant", [held, open, Guid.NewGuid()]);
        using var right = intake.App.AsService("cases");
        using var wrong = intake.App.AsService("sanctions");

        using var answer = await right.PostAsJsonAsync("/internal/holders", question, Json.Options, Token);
        (await answer.Content.ReadFromJsonAsync<HolderAnswer>(Json.Options, Token))!.Reports.ShouldBe([new ReportHolder(held, Ada.Seat, Held: true), new ReportHolder(open, null)], ignoreOrder: true);
        (await wrong.PostAsJsonAsync("/internal/holders", question, Json.Options, Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var liaison = intake.App.AsService("liaison");
        using var first = await liaison.PostAsJsonAsync("/internal/holders", question, Json.Options, Token);
        (await first.Content.ReadFromJsonAsync<HolderAnswer>(Json.Options, Token))!.Reports.ShouldContain(new ReportHolder(held, Ada.Seat, Held: true));
    }

    [Fact]
    public async Task Who_says_in_which_order_seats_are_asked_gets_no_answer_that_names_nobody_by_mistake()
    {
        var report = await FileAsync("holder", "Ada Lindqvist");
        var question = new HolderQuestion("gnomon", [report]); // nobody says who reads there
        using var liaison = intake.App.AsService("liaison");

        (await liaison.PostAsJsonAsync("/internal/holders", question, Json.Options, Token)).IsSuccessStatusCode.ShouldBeFalse();
    }

    [Theory]
    [InlineData("name", "ada LINDQVIST")]
    [InlineData("account", "github:ada")]
    [InlineData("employer", "Lodestone Ltd")]
    public async Task Whom_the_reporter_excludes_by_words_reads_nothing_from_that_moment(string by, string word)
    {
        var (report, receipt) = await intake.FileAsync(new { description = "d", projects = new[] { "sextant" }, reporter = new { kind = "holder", name = "Rumi Secret", holder = Ada.Seat } });
        var kai = new CandidateSeat(Guid.NewGuid(), Guid.NewGuid(), "Kai Sorensen", null, []);
        var lou = new CandidateSeat(Guid.NewGuid(), Guid.NewGuid(), "Lou Delacroix", null, []); // of whom Liaison does not say who it is
        intake.App.Neighbours.Answer($"GET /internal/seats/{Ada.Seat}/called", new SeatCalled([new(Ada.Seat, Guid.NewGuid(), "Ada Lindqvist", "Lodestone Ltd", ["github:ada"])]));
        intake.App.Neighbours.Answer($"GET /internal/seats/{kai.Seat}/called", new SeatCalled([kai]));
        (await ReadAsync(report, Ada.Seat)).ShouldAllBe(s => s == HttpStatusCode.OK);
        var (other, _) = await intake.FileAsync(new { description = "d", projects = new[] { "sextant" } });
        (await BesideAsync(other, report, Ada.Seat)).ShouldBe(HttpStatusCode.OK);

        using var reporter = intake.App.AsReceipt(receipt);
        (await reporter.PostAsJsonAsync("/api/receipt/exclusions", new { exclude = new[] { new Dictionary<string, string> { [by] = word } } }, Token)).StatusCode.ShouldBe(HttpStatusCode.Created);

        (await ReadAsync(report, Ada.Seat)).ShouldAllBe(s => s == HttpStatusCode.NotFound);
        (await BesideAsync(other, report, Ada.Seat)).ShouldBe(HttpStatusCode.NotFound, "another report of the same case");
        (await ReadAsync(report, kai.Seat)).ShouldAllBe(s => s == HttpStatusCode.OK);
        (await ReadAsync(report, lou.Seat)).ShouldNotContain(HttpStatusCode.OK, "nobody is let in on a guess");
    }

    private async Task<HttpStatusCode> BesideAsync(Guid report, Guid beside, Guid seat)
    {
        using var http = intake.App.AsService("cases");
        using var content = await http.GetAsync($"/internal/reports/{report}?case={Guid.NewGuid()}&seat={seat}&body=sextant&audience=project&handedOver=false&reports={report},{beside}", Token);
        return content.StatusCode;
    }

    // The report, who reported, and what came with it.
    private async Task<IReadOnlyList<HttpStatusCode>> ReadAsync(Guid report, Guid seat)
    {
        using var http = intake.App.AsService("cases");
        var inCase = Guid.NewGuid();
        using var content = await http.GetAsync($"/internal/reports/{report}?case={inCase}&seat={seat}&body=sextant&audience=project&handedOver=false", Token);
        using var identity = await http.GetAsync($"/internal/reports/{report}/identity?case={inCase}&seat={seat}", Token);
        using var evidence = await http.PostAsJsonAsync("/internal/evidence/of-case", new EvidenceOfCase(inCase, seat, [report], []), Json.Options, Token);
        return [content.StatusCode, identity.StatusCode, evidence.StatusCode];
    }

    [Fact]
    public async Task What_is_held_is_opened_and_that_is_written_down_first()
    {
        var report = await FileAsync("holder", Ada.Seat.ToString());
        var (inCase, seat) = (Guid.NewGuid(), Guid.NewGuid());
        using var http = intake.App.AsService("cases");

        var held = (await http.GetFromJsonAsync<HeldIdentity>($"/internal/reports/{report}/identity?case={inCase}&seat={seat}", Json.Options, Token))!;

        (held.Name, held.Contact, held.Self!.Accounts.ShouldHaveSingleItem()).ShouldBe(("Rumi Secret", "rumi@secret.example", "github:rumi"));
        (await intake.ScalarAsync($"select count(*) from mt.mt_events where type = 'report_read' and data ->> 'case' = '{inCase}' and data ->> 'seat' = '{seat}' and data ->> 'part' = 'identity'")).ShouldBe(1L);
    }

    [Theory]
    [InlineData("anonymous")]
    [InlineData("named")]
    public async Task What_is_not_held_is_not_there(string kind) =>
        (await StatusAsync("cases", $"{await FileAsync(kind, "Ada Lindqvist")}/identity?case={Guid.NewGuid()}&seat={Guid.NewGuid()}")).ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task Only_Cases_asks_and_never_for_whom_the_reporter_excluded()
    {
        var report = await FileAsync("holder", "Ada Lindqvist", Ada.Seat);
        foreach (var path in new[] { $"{report}/holder?body=sextant", $"{report}/identity?case={Guid.NewGuid()}&seat={Guid.NewGuid()}" })
        {
            foreach (var other in new[] { "liaison", "sanctions", "ledger", "identity", "gateway" })
            {
                (await StatusAsync(other, path)).ShouldBe(HttpStatusCode.NotFound, other);
            }
        }

        (await StatusAsync("cases", $"{report}/identity?case={Guid.NewGuid()}&seat={Ada.Seat}")).ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<Guid> FileAsync(string kind, string? holder, Guid? exclude = null)
    {
        intake.App.Neighbours.Answer("GET /internal/bodies/sextant/readers", new BodyReaders("sextant", [Ada, new(Guid.NewGuid(), "Kai Sorensen")]) { Known = [new(Ada.Seat, Guid.NewGuid(), ["Ada Lindqvist"]) { NamesThen = ["Ada Lindqvist"] }] });
        return (await intake.FileAsync(new
        {
            description = "d", projects = new[] { "sextant" }, reporter = new { kind, name = "Rumi Secret", contact = "rumi@secret.example", holder },
            affected = new[] { new { self = true, accounts = new[] { "github:rumi" } } }, exclude = exclude is null ? null : new[] { new { seat = exclude } },
        })).Report;
    }

    private async Task<HttpStatusCode> StatusAsync(string service, string path)
    {
        using var http = intake.App.AsService(service);
        using var response = await http.GetAsync($"/internal/reports/{path}", Token);
        return response.StatusCode;
    }
}
