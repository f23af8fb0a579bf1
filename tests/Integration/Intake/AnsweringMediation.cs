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

/// <summary>Mediation on the pages of the two (P6): offered there, answered there, taken back there, and no answer goes anywhere but to the case.</summary>
public sealed class AnsweringMediation(IntakeOnTheBus intake) : IClassFixture<IntakeOnTheBus>
{
    private readonly ServiceApp app = intake.App;
    private readonly Listener others = intake.Others;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_the_receipt_it_is_shown_answered_and_over()
    {
        var (report, receipt) = await FileAsync(self: true);
        var (inCase, mediation) = (Guid.NewGuid(), Guid.NewGuid());
        (await AnswerAsync(receipt, new { mediation, answer = "yes" })).Status.ShouldBe(HttpStatusCode.BadRequest, "nothing of this id is shown here");
        (await AnswerAsync(receipt, new { answer = "perhaps" })).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await AnswerAsync(receipt, new { answer = "yes" })).Status.ShouldBe(HttpStatusCode.Created);
        (await others.HearAsync<ReporterWrote>(m => m.Report == report && m.Kind == "mediation")).ShouldSatisfyAllConditions(m => m.About.ShouldBeNull(), m => m.Outcome.ShouldBe("yes"));

        await others.SayAsync(new MediationMoved(Origin(inCase, 1), inCase, report, mediation, "asked", Now.AddDays(7)));
        var shown = await SeeAsync(receipt, "asked");
        shown.GetProperty("id").GetGuid().ShouldBe(mediation);
        (await AnswerAsync(receipt, new { answer = "no" })).Status.ShouldBe(HttpStatusCode.Created);
        (await others.HearAsync<ReporterWrote>(m => m.Report == report && m.About == mediation)).Outcome.ShouldBe("no");
        (await SeeAsync(receipt, "asked")).GetProperty("answer").GetString().ShouldBe("no");
        (await ReadAsync(report)).Thread.ShouldBeEmpty("a no is shown to nobody");

        await others.SayAsync(new MediationMoved(Origin(inCase, 2), inCase, report, mediation, "ended", null));
        await SeeAsync(receipt, "ended");
        (await AnswerAsync(receipt, new { mediation, answer = "yes" })).ShouldBe((HttpStatusCode.Conflict, "mediationOver"));
    }

    [Fact]
    public async Task Who_is_not_affected_does_not_ask_for_it()
    {
        var (_, receipt) = await FileAsync(self: false);

        (await AnswerAsync(receipt, new { answer = "yes" })).ShouldBe((HttpStatusCode.Conflict, "notAffected"));
    }

    [Fact]
    public async Task In_the_room_it_is_shown_and_answered()
    {
        var desk = await new RoomDesk(app).EnteredAsync();
        var mediation = Guid.NewGuid();
        (await desk.SendAsync("mediation", new { answer = "yes" })).Status.ShouldBe(HttpStatusCode.BadRequest);

        await desk.ReleaseAsync("mediation", state: "asked", until: desk.Now.AddDays(7), item: mediation);

        (await desk.LookAsync()).GetProperty("mediations")[0].GetProperty("state").GetString().ShouldBe("asked");
        (await desk.SendAsync("mediation", new { answer = "no" })).Status.ShouldBe(HttpStatusCode.Created);
        await using var stored = app.Daemon.CreateCommand($"select data ->> 'answer' from mt.mt_events where stream_id = '{desk.Room}' and type = 'person_answered_mediation' and data ->> 'mediation' = '{mediation}'");
        (await stored.ExecuteScalarAsync(Token)).ShouldBe("no");
        (await desk.LookAsync()).GetProperty("mediations")[0].GetProperty("answer").GetString().ShouldBe("no");
        (await desk.ReadAsync(Guid.NewGuid())).Entries.ShouldBeEmpty("a no is shown to nobody");

        await desk.ReleaseAsync("mediation", state: "ended", item: mediation);
        var (status, answer) = await desk.SendAsync("mediation", new { mediation, answer = "yes" });
        (status, (string?)answer["code"]).ShouldBe((HttpStatusCode.Conflict, "mediationOver"));
    }

    [Theory]
    [InlineData("liaison")]
    [InlineData("ledger")]
    public async Task Only_cases_asks_what_speaks_against_it(string service)
    {
        var (report, _) = await FileAsync(self: true);
        using var wrong = app.AsService(service);
        using var right = app.AsService("cases");

        (await wrong.GetAsync($"/internal/reports/{report}/mediation-facts", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await right.GetFromJsonAsync<MediationFacts>($"/internal/reports/{report}/mediation-facts", Json.Options, Token))!.OfAffected.ShouldBeTrue();
    }

    private async Task<(Guid Report, string Receipt)> FileAsync(bool self)
    {
        using var http = app.AsPublic();
        http.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        using var response = await http.PostAsJsonAsync("/api/reports", new { description = "d", projects = new[] { "sextant" }, affected = new[] { new { self } } }, Token);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        return (answer.GetProperty("report").GetGuid(), answer.GetProperty("receipt").GetString()!);
    }

    private async Task<(HttpStatusCode Status, string? Code)> AnswerAsync(string receipt, object body)
    {
        using var http = app.AsReceipt(receipt);
        using var response = await http.PostAsJsonAsync("/api/receipt/mediation", body, Token);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        return (response.StatusCode, answer.TryGetProperty("code", out var code) ? code.GetString() : null);
    }

    private async Task<JsonElement> SeeAsync(string receipt, string state)
    {
        JsonElement found = default;
        await Eventually.TrueAsync(async () =>
        {
            using var http = app.AsReceipt(receipt);
            var all = (await http.GetFromJsonAsync<JsonElement>("/api/receipt", Token)).GetProperty("mediations");
            return all.GetArrayLength() == 1 && (found = all[0]).GetProperty("state").GetString() == state;
        }, $"it is not shown as {state}");
        return found;
    }

    private async Task<ReportContent> ReadAsync(Guid report)
    {
        using var http = app.AsService("cases", $"seat:{Guid.NewGuid()}");
        return (await http.GetFromJsonAsync<ReportContent>($"/internal/reports/{report}?case={Guid.NewGuid()}&seat={Guid.NewGuid()}&body=sextant&audience=project&handedOver=false", Json.Options, Token))!;
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static Origin Origin(Guid inCase, long version) => new(
        Guid.NewGuid(), inCase, version, new Dictionary<string, long>(), "sextant", null, Guid.NewGuid(), null, "system", null, null, 1, Now, null);
}
