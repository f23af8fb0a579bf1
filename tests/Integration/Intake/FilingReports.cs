using System.Net.Http.Json;
using System.Text.Json;

namespace Coc.Integration.Intake;

public sealed class FilingReports(IntakeApp intake) : IClassFixture<IntakeApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_report_is_stored_and_its_receipt_opens_it()
    {
        var (report, receipt) = await intake.FileAsync(new { description = "It happened.", projects = new[] { "sextant" } });

        receipt.ShouldMatch("^[0-9A-Z]{4}(-[0-9A-Z]{4}){4}$");
        report.ShouldNotBe(Guid.Empty);
        using var http = intake.App.AsReceipt(receipt.ToLowerInvariant().Replace("-", " "));
        var view = await http.GetFromJsonAsync<JsonElement>("/api/receipt", Token);
        view.GetProperty("state").GetString().ShouldBe("haveIt");
        view.GetProperty("messages").GetArrayLength().ShouldBe(0);
        view.GetProperty("evidence").GetArrayLength().ShouldBe(0);
        view.GetProperty("readers").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Nothing_a_person_wrote_stands_in_the_database()
    {
        const string canary = "CANARYxyzzy";
        var (_, receipt) = await intake.FileAsync(new
        {
            projects = new[] { "sextant" },
            spaces = new[] { $"github:{canary}" },
            otherCommunities = new[] { canary },
            subjects = new[] { new { accounts = new[] { $"github:{canary}" }, name = canary, description = canary } },
            affected = new[] { new { self = true, name = canary, accounts = new[] { canary }, contact = canary } },
            description = canary, codeSection = canary, whatWouldHelp = canary, language = canary, accessNeeds = canary, relatesTo = canary,
            reporter = new { kind = "named", name = canary, contact = canary, holder = canary },
            exclude = new[] { new { name = canary, account = canary, employer = canary } },
        });
        using var http = intake.App.AsReceipt(receipt);
        using var message = await http.PostAsJsonAsync("/api/receipt/messages", new { text = canary }, Token);
        using var complaint = await http.PostAsJsonAsync("/api/receipt/complaints", new { ground = "delay", text = canary }, Token);
        using var exclusion = await http.PostAsJsonAsync("/api/receipt/exclusions", new { exclude = new[] { new { name = canary } } }, Token);
        message.StatusCode.ShouldBe(System.Net.HttpStatusCode.Created);
        complaint.StatusCode.ShouldBe(System.Net.HttpStatusCode.Created);
        exclusion.StatusCode.ShouldBe(System.Net.HttpStatusCode.Created);

        (await PlaintextSearch.HitsAsync(intake.App.Database, canary, Token)).ShouldBeEmpty();
        (await PlaintextSearch.HitsAsync(intake.App.Database, receipt, Token)).ShouldBeEmpty();
        (await PlaintextSearch.HitsAsync(intake.App.Database, "sextant", Token)).ShouldNotBeEmpty("the search must be able to find something");
    }

    [Fact]
    public async Task The_same_key_and_body_gets_the_first_answer_again()
    {
        var key = Guid.NewGuid().ToString("N");
        var first = await PostAsync("""{"description":"once"}""", key);
        var before = await intake.EventsAsync();
        var second = await PostAsync("""{"description":"once"}""", key);

        first.Status.ShouldBe(201);
        second.ShouldBe(first);
        (await intake.EventsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        var key = Guid.NewGuid().ToString("N");
        await PostAsync("""{"description":"once"}""", key);
        var before = await intake.EventsAsync();

        var (status, body) = await PostAsync("""{"description":"twice"}""", key);

        status.ShouldBe(422);
        body.ShouldContain("idempotencyKeyReused");
        (await intake.EventsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Ten_at_once_with_one_key_make_one_report()
    {
        var key = Guid.NewGuid().ToString("N");
        var before = await intake.EventsAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => PostAsync("""{"description":"at once"}""", key)));

        answers.Distinct().ShouldHaveSingleItem().Status.ShouldBe(201);
        (await intake.EventsAsync()).ShouldBe(before + 1);
    }

    [Fact]
    public async Task The_document_names_what_the_public_may_call_and_nothing_internal()
    {
        using var http = intake.App.AsPublic();

        var document = await http.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Token);

        var paths = document.GetProperty("paths").EnumerateObject().Select(p => p.Name).ToList();
        paths.ShouldContain("/api/reports");
        paths.ShouldContain("/api/receipt");
        paths.ShouldContain("/api/receipt/messages");
        paths.ShouldAllBe(p => p.StartsWith("/api/", StringComparison.Ordinal));
    }

    private async Task<(int Status, string Body)> PostAsync(string body, string key)
    {
        using var http = intake.App.AsPublic();
        http.DefaultRequestHeaders.Add("Idempotency-Key", key);
        using var response = await http.PostAsync("/api/reports", IntakeApp.Json(body), Token);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Token));
    }
}
