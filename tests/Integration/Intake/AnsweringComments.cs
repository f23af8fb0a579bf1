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

/// <summary>What reporters and affected people think of what is proposed (R45): asked on their own page, said there, read by the committee that asked.</summary>
public sealed class AnsweringComments(IntakeOnTheBus intake) : IClassFixture<IntakeOnTheBus>
{
    private readonly ServiceApp app = intake.App;
    private readonly Listener others = intake.Others;
    private readonly Guid inCase = Guid.NewGuid();
    private readonly Guid request = Guid.NewGuid();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task Asked_said_and_read_by_handlers_in_the_thread_until_it_is_over()
    {
        var (report, receipt) = await FileAsync();
        (await SayAsync(receipt, new { text = "t" })).ShouldBe((HttpStatusCode.Conflict, "notAsked"));
        await MoveAsync(report, "open");
        (await SeeAsync(receipt, "open")).GetProperty("said").GetArrayLength().ShouldBe(0);
        (await SayAsync(receipt, new { text = " " })).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await SayAsync(receipt, new { request = Guid.NewGuid(), text = "t" })).Status.ShouldBe(HttpStatusCode.BadRequest, "nothing of this id is shown here");

        (await SayAsync(receipt, new { text = "CANARYcomment: too little." })).Status.ShouldBe(HttpStatusCode.Created);

        var heard = await others.HearAsync<ReporterWrote>(m => m.Report == report && m.Kind == "comment");
        heard.About.ShouldBe(request);
        JsonSerializer.Serialize(heard).ShouldNotContain("CANARY");
        (await SeeAsync(receipt, "open")).GetProperty("said")[0].GetProperty("text").GetString().ShouldBe("CANARYcomment: too little.");
        (await ReadAsync(report)).Thread.ShouldHaveSingleItem().ShouldSatisfyAllConditions(e => e.Kind.ShouldBe("comment"), e => e.Text.ShouldBe("CANARYcomment: too little."));

        await MoveAsync(report, "ended");
        await SeeAsync(receipt, "ended");
        (await SayAsync(receipt, new { text = "and another thing" })).ShouldBe((HttpStatusCode.Conflict, "commentTimeOver"));
        await using var stored = app.Daemon.CreateCommand("select count(*) from mt.mt_events where data::text like '%CANARYcomment%'");
        (await stored.ExecuteScalarAsync(Token)).ShouldBe(0L);
    }

    [Fact]
    public async Task Another_person_s_page_shows_nothing_of_it()
    {
        var (report, receipt) = await FileAsync();
        var (_, other) = await FileAsync();
        await MoveAsync(report, "open");
        await SeeAsync(receipt, "open");

        using var http = app.AsReceipt(other);
        (await http.GetFromJsonAsync<JsonElement>("/api/receipt", Token)).GetProperty("comments").GetArrayLength().ShouldBe(0);
        (await SayAsync(other, new { request, text = "t" })).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Only_with_a_receipt()
    {
        foreach (var (caller, status) in new[] { (app.AsPublic(), HttpStatusCode.Unauthorized), (app.AsReceipt("AAAA-BBBB-CCCC-DDDD-EEEE"), HttpStatusCode.NotFound), (app.AsService("cases"), HttpStatusCode.NotFound) })
        {
            using var response = await caller.PostAsJsonAsync("/api/receipt/comments", new { text = "t" }, Token);
            ((int)response.StatusCode).ShouldBeOneOf((int)status, 404);
            caller.Dispose();
        }
    }

    private Task MoveAsync(Guid report, string state) => others.SayAsync(new CommentMoved(Origin(state == "open" ? 1 : 2), inCase, report, request, Guid.NewGuid(), state, Now.AddDays(5), null));

    private async Task<(Guid Report, string Receipt)> FileAsync()
    {
        using var http = app.AsPublic();
        http.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        using var response = await http.PostAsJsonAsync("/api/reports", new { description = "d", projects = new[] { "sextant" } }, Token);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        return (answer.GetProperty("report").GetGuid(), answer.GetProperty("receipt").GetString()!);
    }

    private async Task<(HttpStatusCode Status, string? Code)> SayAsync(string receipt, object body)
    {
        using var http = app.AsReceipt(receipt);
        using var response = await http.PostAsJsonAsync("/api/receipt/comments", body, Token);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        return (response.StatusCode, answer.TryGetProperty("code", out var code) ? code.GetString() : null);
    }

    private async Task<JsonElement> SeeAsync(string receipt, string state)
    {
        JsonElement found = default;
        await Eventually.TrueAsync(async () =>
        {
            using var http = app.AsReceipt(receipt);
            var all = (await http.GetFromJsonAsync<JsonElement>("/api/receipt", Token)).GetProperty("comments");
            return all.GetArrayLength() == 1 && (found = all[0]).GetProperty("state").GetString() == state;
        }, $"it is not shown as {state}");
        return found;
    }

    private async Task<ReportContent> ReadAsync(Guid report)
    {
        using var http = app.AsService("cases", $"seat:{Guid.NewGuid()}");
        return (await http.GetFromJsonAsync<ReportContent>($"/internal/reports/{report}?case={inCase}&seat={Guid.NewGuid()}&body=sextant&audience=project&handedOver=false", Json.Options, Token))!;
    }

    private Origin Origin(long version) => new(
        Guid.NewGuid(), inCase, version, new Dictionary<string, long>(), "sextant", null, Guid.NewGuid(), null, "system", null, null, 1, Now, null);
}
