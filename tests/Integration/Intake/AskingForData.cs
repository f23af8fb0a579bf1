using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Coc.Contracts;
using Coc.Contracts.Cases;
using Coc.Contracts.Intake;
using Coc.EventStore;
using Coc.Integration.Fixtures;
using Coc.Intake;
using Coc.Intake.Domain;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Intake;

/// <summary>What is kept of somebody (P19): asked from the own page, a copy at once, and erased for good when two seats granted it.</summary>
public sealed class AskingForData(IntakeOnTheBus intake) : IClassFixture<IntakeOnTheBus>
{
    private readonly ServiceApp app = intake.App;
    private readonly Listener others = intake.Others;
    private readonly Guid inCase = Guid.NewGuid();
    private long said;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task Asked_once_heard_by_the_case_and_shown_as_it_moves()
    {
        var (report, receipt) = await FileAsync();
        (await AskAsync(receipt, new { kind = "everything" })).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await AskAsync(receipt, new { kind = "correction" })).Status.ShouldBe(HttpStatusCode.BadRequest, "of what?");
        (await AskAsync(receipt, new { kind = "access", text = "CANARYask" })).Status.ShouldBe(HttpStatusCode.Created);
        (await AskAsync(receipt, new { kind = "copy" })).ShouldBe((HttpStatusCode.Conflict, "alreadyAsked"));

        var heard = await others.HearAsync<ReporterWrote>(m => m.Report == report && m.Kind == "dataRequest");
        heard.Outcome.ShouldBe("copy");
        JsonSerializer.Serialize(heard).ShouldNotContain("CANARY");
        var shown = (await LookAsync(receipt)).GetProperty("dataRequests")[0];
        (shown.GetProperty("state").GetString(), shown.GetProperty("text").GetString()).ShouldBe(("open", "CANARYask"));
        shown.GetProperty("due").GetDateTimeOffset().ShouldBe(shown.GetProperty("at").GetDateTimeOffset().AddMonths(1));

        await others.SayAsync(new DataRequestMoved(Origin(), inCase, report, heard.Entry, "partly", "othersRights", Now.AddDays(30)));

        await Eventually.TrueAsync(async () => (await LookAsync(receipt)).GetProperty("dataRequests")[0].TryGetProperty("ground", out var ground) && ground.GetString() == "othersRights", "the answer is not shown");
        (await AskAsync(receipt, new { kind = "copy" })).Status.ShouldBe(HttpStatusCode.Created, "asked anew, it is looked at anew");
    }

    [Fact]
    public async Task A_complaint_is_asked_about_by_itself_and_its_own_case_hears_of_it()
    {
        var (report, receipt) = await FileAsync();
        using (var http = app.AsReceipt(receipt))
        {
            (await http.PostAsJsonAsync("/api/receipt/complaints", new { ground = "delay", text = "Nobody answers." }, Token)).StatusCode.ShouldBe(HttpStatusCode.Created);
        }

        var complaint = (await LookAsync(receipt)).GetProperty("followUps")[0].GetProperty("report").GetGuid();
        await Eventually.TrueAsync(async () => (await AskAsync(receipt, new { kind = "copy", report = complaint })).Status == HttpStatusCode.Created, "the complaint is no report yet");

        (await others.HearAsync<ReporterWrote>(m => m.Kind == "dataRequest" && m.Report == complaint)).Outcome.ShouldBe("copy");
        (await AskAsync(receipt, new { kind = "copy", report = complaint })).ShouldBe((HttpStatusCode.Conflict, "alreadyAsked"));
        (await AskAsync(receipt, new { kind = "copy" })).Status.ShouldBe(HttpStatusCode.Created, "the report itself was not asked about");
        (await AskAsync(receipt, new { kind = "erasure", report = Guid.NewGuid() })).Status.ShouldBe(HttpStatusCode.NotFound);
        var shown = await LookAsync(receipt);
        shown.GetProperty("followUps")[0].GetProperty("dataRequests")[0].GetProperty("state").GetString().ShouldBe("open");
        shown.GetProperty("dataRequests").GetArrayLength().ShouldBe(1);
        report.ShouldNotBe(complaint);
    }

    [Fact]
    public async Task A_copy_is_a_file_with_what_the_reporter_gave_and_was_shown_and_nothing_else()
    {
        var (report, receipt) = await FileAsync();
        using (var http = app.AsReceipt(receipt))
        {
            (await http.PostAsJsonAsync("/api/receipt/messages", new { text = "CANARYmessage" }, Token)).StatusCode.ShouldBe(HttpStatusCode.Created);
        }

        app.Neighbours.Answer($"GET /internal/cases/{inCase}/messages/{report}", new Coc.Contracts.Channel.MessageText(report, Now, "CANARYanswer"));
        await others.SayAsync(new MessageToReporter(Origin(), inCase, report, report));
        await Eventually.TrueAsync(async () => (await LookAsync(receipt)).GetProperty("messages").GetArrayLength() == 2, "the answer did not come");
        var (_, other) = await FileAsync("CANARYother");

        var copy = await CopyAsync("/api/receipt/data", app.AsReceipt(receipt));

        copy.ShouldSatisfyAllConditions(
            c => c.ShouldContain("CANARYmessage"), c => c.ShouldContain("CANARYanswer"), c => c.ShouldContain("CANARYfiled"), c => c.ShouldContain("CANARYsubject"), c => c.ShouldNotContain("CANARYother"));
        (await CopyAsync("/api/receipt/data", app.AsReceipt(other))).ShouldNotContain("CANARYmessage");
    }

    [Fact]
    public async Task In_a_room_the_copy_holds_what_the_person_sent_and_was_told_and_nobody_else_s()
    {
        var desk = await new RoomDesk(app).EnteredAsync();
        await desk.SendAsync("responses", new { text = "CANARYresponse" });
        await desk.ReleaseAsync("notice", text: "CANARYnotice");
        var (status, written) = await desk.SendAsync("data-requests", new { kind = "restriction", text = "CANARYask" });
        status.ShouldBe(HttpStatusCode.Created);
        (await desk.SendAsync("data-requests", new { kind = "restriction" })).Status.ShouldBe(HttpStatusCode.Conflict);
        await using var stored = app.Daemon.CreateCommand($"select data ->> 'kind' from mt.mt_events where stream_id = '{desk.Room}' and type = 'person_asked_for_data'");
        (await stored.ExecuteScalarAsync(Token)).ShouldBe("restriction");
        await desk.ReleaseAsync("dataRequest", state: "granted", until: desk.Now.AddDays(30), item: (Guid)written["id"]!, text: "CANARYgranted");

        var shown = (await desk.LookAsync()).GetProperty("dataRequests")[0];
        (shown.GetProperty("state").GetString(), shown.GetProperty("answer").GetString()).ShouldBe(("granted", "CANARYgranted"));
        var copy = await CopyAsync("/api/room/data", desk.AsPerson());

        foreach (var word in new[] { "CANARYresponse", "CANARYnotice", "CANARYask", "CANARYgranted" })
        {
            copy.ShouldContain(word);
        }

        (await desk.ReadAsync(Guid.NewGuid())).Entries.Select(e => e.Kind).ShouldContain("dataRequest");
    }

    [Fact]
    public async Task Erased_means_that_nobody_reads_it_again_and_what_was_said_of_others_stays_theirs()
    {
        var (report, receipt) = await FileAsync();
        using (var http = app.AsReceipt(receipt))
        {
            (await http.PostAsJsonAsync("/api/receipt/exclusions", new { exclude = new[] { new { name = "Kai Later" } } }, Token)).StatusCode.ShouldBe(HttpStatusCode.Created);
        }

        await others.SayAsync(new OwnDataErased(Origin(), inCase, report, false));

        await Eventually.TrueAsync(async () => !(await CopyAsync("/api/receipt/data", app.AsReceipt(receipt))).Contains("CANARYfiled", StringComparison.Ordinal), "it is readable still");

        var found = (await app.Services.GetRequiredService<Reports>().FindAsync(report, Token))!;
        found.Filed.Text.Erased.ShouldBeTrue();
        found.Filed.Subjects[0].Value!.Name.ShouldBe("CANARYsubject", "it is that person's, under a key of its own");
        found.Exclusions.Select(e => e.Name).ShouldBe(["Kai Filed", "Kai Later"], "whom they excluded reads nothing of what follows either");
        (await LookAsync(receipt)).GetProperty("state").GetString().ShouldBe("haveIt", "the code still opens the page");
        var read = await app.Services.GetRequiredService<IEventStore>().ReadAsync(Reports.Key(report), cancellationToken: Token);
        read.Events[0].Data.ShouldBeOfType<ReportEvent.ReportFiled>().Text.Value.ShouldBeNull();
    }

    private async Task<(Guid Report, string Receipt)> FileAsync(string description = "CANARYfiled")
    {
        using var http = app.AsPublic();
        http.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        using var response = await http.PostAsJsonAsync("/api/reports", new { description, projects = new[] { "sextant" }, subjects = new[] { new { name = "CANARYsubject" } }, exclude = new[] { new { name = "Kai Filed" } } }, Token);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        return (answer.GetProperty("report").GetGuid(), answer.GetProperty("receipt").GetString()!);
    }

    private async Task<(HttpStatusCode Status, string? Code)> AskAsync(string receipt, object body)
    {
        using var http = app.AsReceipt(receipt);
        using var response = await http.PostAsJsonAsync("/api/receipt/data-requests", body, Token);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        return (response.StatusCode, answer.TryGetProperty("code", out var code) ? code.GetString() : null);
    }

    private async Task<JsonElement> LookAsync(string receipt)
    {
        using var http = app.AsReceipt(receipt);
        return await http.GetFromJsonAsync<JsonElement>("/api/receipt", Token);
    }

    private static async Task<string> CopyAsync(string path, HttpClient person)
    {
        using var http = person;
        using var response = await http.GetAsync(path, Token);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        return await response.Content.ReadAsStringAsync(Token);
    }

    private Origin Origin() => new(
        Guid.NewGuid(), inCase, ++said, new Dictionary<string, long>(), "sextant", null, Guid.NewGuid(), null, "system", null, null, 1, Now, null);
}
