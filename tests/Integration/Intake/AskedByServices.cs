using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Coc.Contracts.Channel;
using Coc.Platform.Http;

namespace Coc.Integration.Intake;

/// <summary>The service channel: who may ask what, and what stays sealed.</summary>
public sealed class AskedByServices(IntakeApp intake) : IClassFixture<IntakeApp>
{
    private const string Project = "body=sextant&audience=project&handedOver=false";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "subjects", "sanctions")]
    [InlineData("GET", "conflict-view?body=sextant&audience=project&handedOver=false", "cases")]
    [InlineData("GET", "consents", "cases")]
    [InlineData("GET", "affected-knowledge", "cases")]
    [InlineData("GET", "mediation-facts", "cases")]
    [InlineData("GET", "renewal-facts", "cases")]
    [InlineData("GET", "renewals/5f0c7bd0-8d0f-4b62-9c0e-9f6f5cbf0003/half", "cases")]
    [InlineData("GET", "places", "cases")]
    [InlineData("GET", "?case=5f0c7bd0-8d0f-4b62-9c0e-9f6f5cbf0001&seat=5f0c7bd0-8d0f-4b62-9c0e-9f6f5cbf0002&body=sextant&audience=project&handedOver=false", "cases")]
    [InlineData("POST", "set-aside", "liaison")]
    public async Task Each_route_is_there_for_one_service_only(string method, string path, string service)
    {
        var (report, _) = await intake.FileAsync(new { description = "d" });
        foreach (var other in new[] { "cases", "sanctions", "liaison", "ledger", "identity", "gateway" }.Where(s => s != service))
        {
            (await SendAsync(other, method, report, path)).ShouldBe(HttpStatusCode.NotFound, other);
        }

        using var seat = intake.App.As(new Coc.Platform.Security.Caller(Coc.Platform.Security.CallerKind.Seat, Guid.NewGuid().ToString(), []));
        using var refused = await seat.GetAsync(Path(report, path), Token);
        refused.StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed);
        (await SendAsync(service, method, report, path)).ShouldBe(HttpStatusCode.OK);
        (await SendAsync(service, method, Guid.NewGuid(), path)).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Subjects_keep_their_positions()
    {
        var (report, _) = await intake.FileAsync(new { description = "d", subjects = new object[] { new { accounts = new[] { "github:a" } }, new { name = "B", description = "tall" } } });

        var answer = await GetAsync<ReportSubjects>("sanctions", report, "subjects");

        answer.Subjects.Count.ShouldBe(2);
        answer.Subjects[0].Accounts.ShouldBe(["github:a"]);
        answer.Subjects[1].Name.ShouldBe("B");
        answer.Subjects[1].Description.ShouldBe("tall");
    }

    [Theory]
    [InlineData("anonymous", false)]
    [InlineData("holder", false)]
    [InlineData("named", true)]
    public async Task Only_a_named_reporter_is_named(string kind, bool shown)
    {
        var (report, _) = await intake.FileAsync(new
        {
            description = "d",
            reporter = new { kind, name = "Rumi Secret", contact = "rumi@secret.example", holder = "Ada" },
            affected = new[] { new { self = true, name = "Rumi Secret", contact = "rumi@secret.example", knowsOfReport = "yes", mayBeNamed = "yes" } },
        });

        using var http = intake.App.AsService("cases");
        var content = await http.GetStringAsync(Path(report, $"?case={Guid.NewGuid()}&seat={Guid.NewGuid()}&{Project}"), Token);
        var view = await http.GetStringAsync(Path(report, $"conflict-view?{Project}"), Token);

        content.Contains("Rumi Secret", StringComparison.Ordinal).ShouldBe(shown);
        content.Contains("rumi@secret", StringComparison.Ordinal).ShouldBe(shown);
        view.Contains("Rumi Secret", StringComparison.Ordinal).ShouldBe(shown);
        JsonSerializer.Deserialize<ReportContent>(content, Json.Options)!.Reporter.Kind.ShouldBe(kind);
    }

    [Fact]
    public async Task Handlers_read_neither_complaints_nor_exclusions()
    {
        var (report, receipt) = await intake.FileAsync(new { description = "d", exclude = new[] { new { name = "UNWANTEDONE" } } });
        using var reporter = intake.App.AsReceipt(receipt);
        using var message = await reporter.PostAsJsonAsync("/api/receipt/messages", new { text = "WRITTEN" }, Token);
        using var complaint = await reporter.PostAsJsonAsync("/api/receipt/complaints", new { ground = "leak", text = "COMPLAINED" }, Token);
        using var exclusion = await reporter.PostAsJsonAsync("/api/receipt/exclusions", new { exclude = new[] { new { name = "UNWANTEDTOO" } } }, Token);

        var vera = Guid.NewGuid();
        intake.App.Neighbours.Answer($"GET /internal/seats/{vera}/called", new SeatCalled([new(vera, Guid.NewGuid(), "Vera", null, [])]));
        using var http = intake.App.AsService("cases");
        var content = await http.GetStringAsync(Path(report, $"?case={Guid.NewGuid()}&seat={vera}&{Project}"), Token);

        content.ShouldContain("WRITTEN");
        content.ShouldNotContain("COMPLAINED");
        content.ShouldNotContain("UNWANTED");
    }

    [Fact]
    public async Task Every_read_is_recorded_with_case_and_seat()
    {
        var (report, _) = await intake.FileAsync(new { description = "d" });
        var (inCase, seat) = (Guid.NewGuid(), Guid.NewGuid());

        await GetAsync<ReportContent>("cases", report, $"?case={inCase}&seat={seat}&{Project}");

        (await intake.ScalarAsync($"select count(*) from mt.mt_events where type = 'report_read' and data ->> 'case' = '{inCase}' and data ->> 'seat' = '{seat}'")).ShouldBe(1L);
    }

    [Fact]
    public async Task Seats_are_set_aside_by_what_they_are_and_by_their_private_ties()
    {
        var (kai, lou, mo) = (Seat("Kai Sorensen", "github:kai"), Seat("Lou Delacroix", "github:lou"), Seat("Mo Haddad", "github:mo"));
        intake.App.Neighbours.Answer<TiesQuestion>("POST /internal/ties/match", q => new TiesAnswer(q.People.Any(p => p.Accounts.Contains("github:skyline")) ? [lou.Account] : [], []));
        var (report, _) = await intake.FileAsync(new { description = "d", subjects = new[] { new { accounts = new[] { "github:skyline" } } }, exclude = new[] { new { account = "GitHub:@Kai" } } });

        using var http = intake.App.AsService("liaison");
        using var response = await http.PostAsJsonAsync(Path(report, "set-aside"), new SetAsideQuestion([kai, lou, mo]), Json.Options, Token);

        (await response.Content.ReadFromJsonAsync<SetAsideAnswer>(Json.Options, Token))!.Seats.ShouldBe([kai.Seat, lou.Seat], ignoreOrder: true);
    }

    [Fact]
    public async Task A_soft_tie_declared_beforehand_is_told_and_sets_nobody_aside()
    {
        var (kai, lou) = (Seat("Kai Sorensen", "github:kai"), Seat("Lou Delacroix", "github:lou"));
        intake.App.Neighbours.Answer<TiesQuestion>("POST /internal/ties/match", _ => new TiesAnswer([], [new(kai.Account, 0), new(lou.Account, 0)]));
        var (report, _) = await intake.FileAsync(new { description = "d", subjects = new[] { new { accounts = new[] { "github:skyline" } } }, exclude = new[] { new { account = "github:kai" } } });

        using var http = intake.App.AsService("liaison");
        using var response = await http.PostAsJsonAsync(Path(report, "set-aside"), new SetAsideQuestion([kai, lou]), Json.Options, Token);

        var answer = (await response.Content.ReadFromJsonAsync<SetAsideAnswer>(Json.Options, Token))!;
        answer.Seats.ShouldBe([kai.Seat]);
        answer.Soft.ShouldBe([new SeatTie(lou.Seat, lou.Account, 0)], "who is set aside already needs no tie");
    }

    [Fact]
    public async Task Two_soft_ties_under_two_accounts_of_one_person_are_a_hard_one_and_one_of_them_is_soft()
    {
        var (kai, lou) = (Seat("Kai Sorensen", "github:kai"), Seat("Lou Delacroix", "github:lou"));
        var other = kai with { Account = Guid.NewGuid() }; // the same seat, under the holder's other address
        intake.App.Neighbours.Answer<TiesQuestion>("POST /internal/ties/match", _ => new TiesAnswer([], [new(kai.Account, 0), new(other.Account, 0), new(lou.Account, 4)]));
        var (report, _) = await intake.FileAsync(new { description = "d", subjects = new[] { new { accounts = new[] { "github:skyline" } } } });

        using var http = intake.App.AsService("liaison");
        using var response = await http.PostAsJsonAsync(Path(report, "set-aside"), new SetAsideQuestion([kai, other, lou]), Json.Options, Token);

        var answer = (await response.Content.ReadFromJsonAsync<SetAsideAnswer>(Json.Options, Token))!;
        answer.Seats.ShouldBe([kai.Seat]);
        answer.Soft.ShouldBe([new SeatTie(lou.Seat, lou.Account, 4)]);
    }

    [Fact]
    public async Task A_soft_tie_to_whom_nobody_is_asked_about_sets_aside_without_a_trace()
    {
        var (kai, lou) = (Seat("Kai Sorensen", "github:kai"), Seat("Lou Delacroix", "github:lou"));
        intake.App.Neighbours.Answer<TiesQuestion>("POST /internal/ties/match", q => new TiesAnswer([],
            [.. q.People.Any(p => p.Name == "Ana Affected") ? new[] { new AccountTie(kai.Account, 0) } : [], .. q.People.Any(p => p.Accounts.Contains("github:skyline")) ? new[] { new AccountTie(lou.Account, 0) } : []]));
        var (report, _) = await intake.FileAsync(new
        {
            description = "d", subjects = new[] { new { accounts = new[] { "github:skyline" } } }, affected = new[] { new { name = "Ana Affected", knowsOfReport = "yes" } },
            reporter = new { kind = "named", name = "Rita Reporter", contact = "rita@example.org" },
        });

        using var http = intake.App.AsService("liaison");
        using var response = await http.PostAsJsonAsync(Path(report, "set-aside"), new SetAsideQuestion([kai, lou]), Json.Options, Token);

        var answer = (await response.Content.ReadFromJsonAsync<SetAsideAnswer>(Json.Options, Token))!;
        answer.Seats.ShouldBe([kai.Seat]);
        answer.Soft.ShouldBe([new SeatTie(lou.Seat, lou.Account, 0)]);
    }

    [Theory]
    [InlineData("yes", null, "yes", true)]
    [InlineData("yes", null, null, false)]
    [InlineData("yes", null, "no", false)]
    [InlineData("no", null, "yes", false)]
    [InlineData("yes", "yes", "yes", false)]
    public async Task Affected_people_are_named_to_who_is_asked_only_with_their_agreement(string knows, string? minor, string? mayBeNamed, bool named)
    {
        var (report, _) = await intake.FileAsync(new { description = "d", affected = new[] { new { name = "Ana Affected", knowsOfReport = knows, minor, mayBeNamed } } });

        var view = await GetAsync<ConflictView>("cases", report, "conflict-view?body=sextant&audience=project&handedOver=false");

        view.AffectedNames.ShouldBe(named ? ["Ana Affected"] : []);
    }

    [Fact]
    public async Task Whom_no_report_names_is_compared_in_the_same_way_and_for_Liaison_only()
    {
        var (kai, lou, mo) = (Seat("Kai Sorensen", "github:kai"), Seat("Lou Delacroix", "github:lou"), Seat("Mo Haddad", "github:mo"));
        intake.App.Neighbours.Answer<TiesQuestion>("POST /internal/ties/match", q => new TiesAnswer(q.People.Any(p => p.Accounts.Contains("github:kai")) ? [lou.Account] : [], []));
        var question = new PeopleSetAsideQuestion([kai, lou, mo], [new StatedPerson(["github:kai"], null, null)]);

        using var http = intake.App.AsService("liaison");
        using var response = await http.PostAsJsonAsync("/internal/set-aside", question, Json.Options, Token);
        (await response.Content.ReadFromJsonAsync<SetAsideAnswer>(Json.Options, Token))!.Seats.ShouldBe([kai.Seat, lou.Seat], ignoreOrder: true);

        using var other = intake.App.AsService("cases");
        using var refused = await other.PostAsJsonAsync("/internal/set-aside", question, Json.Options, Token);
        refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Without_an_answer_about_ties_nobody_is_cleared()
    {
        var (report, _) = await intake.FileAsync(new { description = "d", subjects = new[] { new { name = "S" } } });
        intake.App.Neighbours.Silent = true;
        try
        {
            using var http = intake.App.AsService("liaison");
            using var response = await http.PostAsJsonAsync(Path(report, "set-aside"), new SetAsideQuestion([Seat("Kai", "github:kai")]), Json.Options, Token);
            response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        }
        finally
        {
            intake.App.Neighbours.Silent = false;
        }
    }

    private static CandidateSeat Seat(string name, string account) => new(Guid.NewGuid(), Guid.NewGuid(), name, "Brightwater", [account]);

    private static string Path(Guid report, string path) => $"/internal/reports/{report}{(path.StartsWith('?') ? "" : "/")}{path}";

    private async Task<HttpStatusCode> SendAsync(string service, string method, Guid report, string path)
    {
        using var http = intake.App.AsService(service);
        using var request = new HttpRequestMessage(new(method), Path(report, path));
        request.Content = method == "POST" ? JsonContent.Create(new SetAsideQuestion([])) : null;
        using var response = await http.SendAsync(request, Token);
        return response.StatusCode;
    }

    private async Task<T> GetAsync<T>(string service, Guid report, string path)
    {
        using var http = intake.App.AsService(service);
        return (await http.GetFromJsonAsync<T>(Path(report, path), Json.Options, Token))!;
    }
}
