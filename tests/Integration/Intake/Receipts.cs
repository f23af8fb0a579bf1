using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Intake;
using Coc.Intake.Domain;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Intake;

public sealed partial class Receipts(IntakeApp intake) : IClassFixture<IntakeApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wrong_receipt_is_not_there_and_all_wrong_ones_look_alike()
    {
        var (_, receipt) = await intake.FileAsync(new { description = "d" });
        var answers = new List<(HttpStatusCode, string)>();
        foreach (var (method, path) in new[] { ("GET", "/api/receipt"), ("POST", "/api/receipt/messages"), ("POST", "/api/receipt/exclusions") })
        {
            foreach (var code in new[] { "0000-0000-0000-0000-0000", "x", "", receipt + "0", "é\ud83d\ude00", new string('z', 5000) })
            {
                using var http = intake.App.AsReceipt(code);
                using var request = new HttpRequestMessage(new(method), path) { Content = method == "GET" ? null : IntakeApp.Json("not even JSON") };
                using var response = await http.SendAsync(request, Token);
                answers.Add((response.StatusCode, TraceId().Replace(await response.Content.ReadAsStringAsync(Token), "")));
            }
        }

        answers.Distinct().ShouldHaveSingleItem().Item1.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Without_a_receipt_there_is_nothing()
    {
        using var http = intake.App.AsPublic();
        using var response = await http.GetAsync("/api/receipt", Token);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_thread_shows_what_both_sides_wrote()
    {
        var (report, receipt) = await intake.FileAsync(new { description = "d" });
        using var http = intake.App.AsReceipt(receipt);

        using var sent = await http.PostAsJsonAsync("/api/receipt/messages", new { text = "There is more." }, Token);
        await NoteAsync(report, new ReportEvent.CommitteeWrote(Guid.NewGuid(), new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero), Sensitive.Of("Thank you.", Owners.Reporter(report))));
        var view = await http.GetFromJsonAsync<JsonElement>("/api/receipt", Token);

        sent.StatusCode.ShouldBe(HttpStatusCode.Created);
        view.GetProperty("messages").EnumerateArray().Select(m => $"{m.GetProperty("from")}: {m.GetProperty("text")}").ShouldBe(["reporter: There is more.", "committee: Thank you."]);
    }

    [Fact]
    public async Task Entries_are_checked_before_anything_is_stored()
    {
        var (_, receipt) = await intake.FileAsync(new { description = "d" });
        using var http = intake.App.AsReceipt(receipt);
        var before = await intake.EventsAsync();

        foreach (var (path, body) in new[]
        {
            ("messages", """{"text":""}"""), ("messages", "{}"), ("complaints", """{"ground":"mood","text":"t"}"""), ("complaints", """{"ground":"delay"}"""),
            ("check-ins", """{"answer":"great"}"""), ("exclusions", """{"exclude":[]}"""), ("exclusions", """{"exclude":[{"name":" "}]}"""),
        })
        {
            using var response = await http.PostAsync($"/api/receipt/{path}", IntakeApp.Json(body), Token);
            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest, $"{path} {body}");
        }

        (await intake.EventsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Readers_come_from_the_directory_without_those_excluded()
    {
        var (kai, lou, mo) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        intake.App.Neighbours.Answer("GET /internal/bodies/sextant/readers", new BodyReaders("sextant", [new(kai, "Kai Sorensen"), new(lou, "Lou Delacroix"), new(mo, "M. B.")])
        {
            Known = [new(kai, Guid.NewGuid(), ["Kai Sorensen"]), new(lou, Guid.NewGuid(), ["Lou Delacroix"]), new(mo, Guid.NewGuid(), ["Mo Bright", "M. B."])],
        });
        var (report, receipt) = await intake.FileAsync(new { description = "d", exclude = new[] { new { name = "kai  SORENSEN" }, new { name = "Mo Bright" } } });
        await NoteAsync(report, new ReportEvent.BodyNamed("sextant"));
        using var http = intake.App.AsReceipt(receipt);

        var view = await http.GetFromJsonAsync<JsonElement>("/api/receipt", Token);

        view.GetProperty("body").GetString().ShouldBe("sextant");
        var reader = view.GetProperty("readers").EnumerateArray().ShouldHaveSingleItem();
        reader.GetProperty("seat").GetGuid().ShouldBe(lou);
        reader.GetProperty("name").GetString().ShouldBe("Lou Delacroix");
    }

    [Fact]
    public async Task A_receipt_opens_when_the_directory_is_silent()
    {
        var (report, receipt) = await intake.FileAsync(new { description = "d" });
        await NoteAsync(report, new ReportEvent.BodyNamed("gnomon"));
        using var http = intake.App.AsReceipt(receipt);
        intake.App.Neighbours.Silent = true;
        try
        {
            var view = await http.GetFromJsonAsync<JsonElement>("/api/receipt", Token);
            view.GetProperty("body").GetString().ShouldBe("gnomon");
            view.GetProperty("readers").GetArrayLength().ShouldBe(0);
        }
        finally
        {
            intake.App.Neighbours.Silent = false;
        }
    }

    private async Task NoteAsync(Guid report, ReportEvent happened) => await intake.App.Services.GetRequiredService<IEventStore>().AppendAsync(
        new Append(
            [new StreamAppend(Reports.Key(report), Reports.StreamType, StreamAppend.ExpectAny, [new NewEvent(Guid.NewGuid(), happened)])],
            new EventContext(new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero), Guid.NewGuid())),
        Token);

    [GeneratedRegex("\"traceId\":\"[0-9a-f]+\"")]
    private static partial Regex TraceId();
}
