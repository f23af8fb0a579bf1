using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Coc.Contracts;
using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.Contracts.Intake;
using Coc.Integration.Fixtures;
using Coc.Platform.Http;

namespace Coc.Integration.Intake;

/// <summary>A part of a letter becomes a report of its own, by the same code, with a thread of its own (P22).</summary>
public sealed class SplittingLetters(IntakeOnTheBus intake) : IClassFixture<IntakeOnTheBus>
{
    private const string Canary = "CANARYsplit";
    private readonly ServiceApp app = intake.App;
    private readonly Listener others = intake.Others;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task It_is_routed_as_any_other_and_leads_nobody_to_the_letter()
    {
        var (report, receipt) = await FileAsync();

        var part = await SplitAsync(report);

        var received = await others.HearAsync<ReportReceived>(m => m.Report == part);
        (received.Kind, received.Channel, received.FollowsUp, received.Subjects).ShouldBe(("report", "split", null, 1));
        received.Projects.ShouldBe(["gnomon"]);
        received.Incident.ShouldNotBe((await others.HearAsync<ReportReceived>(m => m.Report == report)).Incident);
        var read = await ReadAsync(part);
        (read.Description, read.Subjects.Single().Name).ShouldBe(($"Tam took money. {Canary}", "Tam"));
        JsonSerializer.Serialize(read, Json.Options).ShouldNotContain("Rex", Case.Sensitive);
        JsonSerializer.Serialize(read, Json.Options).ShouldNotContain(report.ToString());
        JsonSerializer.Serialize(others.Heard.ToArray(), Json.Options).ShouldNotContain(Canary, Case.Sensitive);
        (await PlaintextSearch.HitsAsync(app.Database, Canary, Token)).ShouldBeEmpty();
        (await ReceiptAsync(receipt)).GetProperty("followUps").GetArrayLength().ShouldBe(1, "heard twice it is one");
    }

    [Fact]
    public async Task The_reporter_writes_to_each_in_a_thread_of_its_own()
    {
        var (report, receipt) = await FileAsync();
        var part = await SplitAsync(report);
        await others.HearAsync<ReportReceived>(m => m.Report == part);
        using var http = app.AsReceipt(receipt);

        (await http.PostAsJsonAsync("/api/receipt/messages", new { text = "about the money", report = part }, Token)).StatusCode.ShouldBe(HttpStatusCode.Created);

        var receiptNow = await ReceiptAsync(receipt);
        var thread = receiptNow.GetProperty("followUps")[0];
        (thread.GetProperty("kind").GetString(), thread.GetProperty("messages").GetArrayLength(), receiptNow.GetProperty("messages").GetArrayLength()).ShouldBe(("part", 1, 0));
        (await ReadAsync(part)).Thread.ShouldHaveSingleItem().Text.ShouldBe("about the money");
        (await ReadAsync(report)).Thread.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whom_the_reporter_excluded_reads_no_part_of_it_and_whom_the_letter_is_about_may()
    {
        var (report, receipt) = await FileAsync();
        var part = await SplitAsync(report);
        await others.HearAsync<ReportReceived>(m => m.Report == part);
        app.Neighbours.Answer<TiesQuestion>("POST /internal/ties/match", _ => new TiesAnswer([], []));
        CandidateSeat Seat(string name, string account = "github:none") => new(Guid.NewGuid(), Guid.NewGuid(), name, null, [account]);
        var (lou, rex, tam, kai) = (Seat("Lou Delacroix"), Seat("Rex", "github:rex"), Seat("Tam", "github:tam"), Seat("Kai Sorensen"));
        (await SetAsideAsync(part, lou, rex, tam, kai)).Seats.ShouldBe([lou.Seat, tam.Seat], ignoreOrder: true);

        using var http = app.AsReceipt(receipt);
        (await http.PostAsJsonAsync("/api/receipt/exclusions", new { exclude = new[] { new { name = "Kai Sorensen" } } }, Token)).StatusCode.ShouldBe(HttpStatusCode.Created);

        (await SetAsideAsync(part, lou, rex, tam, kai)).Seats.ShouldContain(kai.Seat);
        (await others.HearAsync<ReporterWrote>(m => m.Report == report && m.Kind == "exclusion")).Also!.ShouldBe([part]);
    }

    [Fact]
    public async Task Whom_the_reporter_excluded_reads_no_part_of_what_followed_from_it_either()
    {
        var (report, receipt) = await FileAsync();
        using var http = app.AsReceipt(receipt);
        (await http.PostAsJsonAsync("/api/receipt/check-ins", new { answer = "retaliation", text = "He wrote to my employer, and took money." }, Token)).StatusCode.ShouldBe(HttpStatusCode.Created);
        var told = (await others.HearAsync<ReportReceived>(m => m.FollowsUp == report)).Report;
        var part = await SplitAsync(told);
        await others.HearAsync<ReportReceived>(m => m.Report == part);
        app.Neighbours.Answer<TiesQuestion>("POST /internal/ties/match", _ => new TiesAnswer([], []));
        var lou = new CandidateSeat(Guid.NewGuid(), Guid.NewGuid(), "Lou Delacroix", null, ["github:none"]);

        (await SetAsideAsync(part, lou)).Seats.ShouldBe([lou.Seat]);
    }

    [Fact]
    public async Task A_part_of_a_part_is_under_the_same_code_too()
    {
        var (report, receipt) = await FileAsync();
        var part = await SplitAsync(report);
        await others.HearAsync<ReportReceived>(m => m.Report == part);
        var second = await SplitAsync(part);
        await others.HearAsync<ReportReceived>(m => m.Report == second);

        (await ReceiptAsync(receipt)).GetProperty("followUps").EnumerateArray().Select(f => f.GetProperty("report").GetGuid()).ShouldBe([part, second]);

        using var http = app.AsReceipt(receipt);
        (await http.PostAsJsonAsync("/api/receipt/messages", new { text = "about that too", report = second }, Token)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await ReadAsync(second)).Thread.ShouldHaveSingleItem().Text.ShouldBe("about that too");
        (await http.PostAsJsonAsync("/api/receipt/exclusions", new { exclude = new[] { new { name = "Kai Sorensen" } } }, Token)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await others.HearAsync<ReporterWrote>(m => m.Report == report && m.Kind == "exclusion")).Also!.ShouldBe([part, second]);
        (await http.PostAsJsonAsync("/api/receipt/messages", new { text = "t", report = Guid.NewGuid() }, Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<(Guid Report, string Receipt)> FileAsync()
    {
        using var http = app.AsPublic();
        http.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        using var response = await http.PostAsJsonAsync("/api/reports", new
        {
            description = "Two matters.", projects = new[] { "sextant" }, exclude = new[] { new { name = "Lou Delacroix" } },
            subjects = new[] { new { name = "Rex", accounts = new[] { "github:rex" } }, new { name = "Tam", accounts = new[] { "github:tam" } } },
        }, Token);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        return (answer.GetProperty("report").GetGuid(), answer.GetProperty("receipt").GetString()!);
    }

    private async Task<Guid> SplitAsync(Guid report)
    {
        var (inCase, part) = (Guid.NewGuid(), Guid.NewGuid());
        app.Neighbours.Answer($"GET /internal/cases/{inCase}/parts/{part}", new SplitPart(part, report, $"Tam took money. {Canary}", ["gnomon"], [1], []));
        var split = new PartSplitOff(
            new Origin(Guid.NewGuid(), inCase, 1, new Dictionary<string, long>(), "sextant", null, Guid.NewGuid(), null, "system", null, null, 1, Now, null), inCase, report, part);
        await others.SayAsync(split);
        await others.SayAsync(split); // at least once means twice now and then
        return part;
    }

    private async Task<JsonElement> ReceiptAsync(string receipt)
    {
        using var http = app.AsReceipt(receipt);
        return await http.GetFromJsonAsync<JsonElement>("/api/receipt", Token);
    }

    private async Task<ReportContent> ReadAsync(Guid report)
    {
        using var http = app.AsService("cases", $"seat:{Guid.NewGuid()}");
        return (await http.GetFromJsonAsync<ReportContent>($"/internal/reports/{report}?case={Guid.NewGuid()}&seat={Guid.NewGuid()}&body=sextant&audience=project&handedOver=false", Json.Options, Token))!;
    }

    private async Task<SetAsideAnswer> SetAsideAsync(Guid report, params CandidateSeat[] seats)
    {
        using var http = app.AsService("liaison");
        using var response = await http.PostAsJsonAsync($"/internal/reports/{report}/set-aside", new SetAsideQuestion(seats), Json.Options, Token);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await response.Content.ReadFromJsonAsync<SetAsideAnswer>(Json.Options, Token))!;
    }
}
