using System.Net;
using System.Net.Http.Json;
using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Microsoft.AspNetCore.Http;

namespace Coc.Integration.Cases;

/// <summary>P17: counsel sees the pieces of evidence a question names, as long as it is open, and nothing else.</summary>
public sealed class CounselsEvidence(CasesApp cases) : IClassFixture<CasesApp>
{
    [Fact]
    public async Task What_was_included_is_seen_by_the_counsel_who_was_asked_until_they_have_answered()
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira");
        var (shown, other, locked) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        cases.App.Neighbours.Answer<EvidenceOfCase>("POST /internal/evidence/of-case", _ => new EvidenceList([Piece(shown), Piece(other), Piece(locked) with { State = "quarantined" }]));
        var asked = new List<EvidenceQuestion>();
        foreach (var piece in new[] { shown, other })
        {
            cases.App.Neighbours.Answer<EvidenceQuestion>($"POST /internal/evidence/{piece}", q =>
            {
                asked.Add(q);
                return new EvidenceDetail(Piece(piece), [], true, "available");
            });
        }

        foreach (var wrong in new[] { Guid.NewGuid(), locked })
        {
            (await cases.As("ira").PostAsync($"/api/cases/{id}/legal-requests", new { question = "May we?", include = new[] { shown, wrong } })).Status.ShouldBe(400);
        }

        cases.Consents(report, ("counsel", "yes"));
        var request = (Guid)(await cases.As("ira").DoAsync(id, "legal-requests", new { question = "May we?", include = new[] { shown, shown } }))["legalRequests"]![0]!["id"]!;

        var counsel = cases.As("counsel", "meridian", "counsel");
        var item = (await counsel.GetAsync("/api/legal-requests?assignee=me&limit=200")).Json["items"]!.AsArray().Single(i => (Guid)i!["id"]! == request)!;
        item["included"]!.AsArray().Select(i => (Guid)i!).ShouldBe([shown]);
        (await counsel.GetAsync($"/api/legal-requests/{request}/evidence/{shown}")).Status.ShouldBe(200);
        asked.ShouldHaveSingleItem().ShouldSatisfyAllConditions(q => q.Case.ShouldBe(id), q => q.Seat.ShouldBe(CasesApp.SeatOf("counsel", "meridian")), q => q.Reports.ShouldBe([report]));
        (await cases.As("ira").GetAsync($"/api/cases/{id}/reads")).Json.ToJsonString().ShouldContain(shown.ToString());
        foreach (var (who, piece) in new[] { (counsel, other), (cases.As("other-counsel", "lodestar", "counsel"), shown), (cases.As("ira"), shown) })
        {
            foreach (var copy in new[] { "", "/original", "/stripped" })
            {
                (await who.GetAsync($"/api/legal-requests/{request}/evidence/{piece}{copy}")).Status.ShouldBe(404);
            }
        }

        (await counsel.PostAsync($"/api/legal-requests/{request}/answer", new { outcome = "noExposure" })).Status.ShouldBe(200);
        (await counsel.GetAsync($"/api/legal-requests/{request}/evidence/{shown}")).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("yes")]
    [InlineData(null)]
    [InlineData("no")]
    public async Task What_a_reporter_sent_counsel_sees_as_the_reporter_said_that_they_may(string? said)
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira");
        await cases.As("ira").DoAsync(id, "risk-factors", new { factor = "attorneyHired", present = true });
        var (piece, asked) = (Guid.NewGuid(), new Dictionary<string, EvidenceQuestion>());
        var sent = Piece(piece) with { Report = report, Name = "CANARYcarol.png", Source = "CANARYsource", CapturedAt = GivenAt };
        cases.App.Neighbours.Answer<EvidenceOfCase>("POST /internal/evidence/of-case", _ => new EvidenceList([sent]));
        cases.App.Neighbours.Answer<EvidenceQuestion>($"POST /internal/evidence/{piece}", q =>
        {
            asked[""] = q;
            return new EvidenceDetail(sent, [new("EXIF", [new("Artist", "CANARYartist")])], true, "available");
        });
        foreach (var what in new[] { "/original", "/stripped" })
        {
            cases.App.Neighbours.Serve($"POST /internal/evidence/{piece}{what}", async context =>
            {
                asked[what] = (await context.Request.ReadFromJsonAsync<EvidenceQuestion>(Json.Options, TestContext.Current.CancellationToken))!;
                context.Response.ContentType = "image/png";
                context.Response.Headers.ContentDisposition = "attachment; filename=\"CANARYcarol.png\"; filename*=UTF-8''CANARYcarol.png";
                await context.Response.WriteAsync("the file", TestContext.Current.CancellationToken);
            });
        }

        cases.Consents(report);
        cases.SetAside("meridian", Guid.Empty);
        var request = (Guid)(await cases.As("ira").DoAsync(id, "legal-requests", new { question = "May we?", include = new[] { piece } }))["legalRequests"]![0]!["id"]!;
        if (said is not null)
        {
            cases.Consents(report, ("counsel", said));
        }

        var counsel = cases.As("counsel", "meridian", "counsel");
        var detail = (await counsel.GetAsync($"/api/legal-requests/{request}/evidence/{piece}")).Json;
        var names = new List<string?>();
        using var http = cases.App.As(new Caller(CallerKind.Seat, Guid.NewGuid().ToString(), [new TicketSeat(CasesApp.SeatOf("counsel", "meridian"), "meridian", "counsel", false)]));
        foreach (var copy in new[] { "original", "stripped" })
        {
            using var file = await http.GetAsync(new Uri($"/api/legal-requests/{request}/evidence/{piece}/{copy}", UriKind.Relative), TestContext.Current.CancellationToken);
            names.Add(string.Join(' ', file.Content.Headers.NonValidated["Content-Disposition"]));
        }

        ((string?)detail["evidence"]!["name"]).ShouldBe(said == "yes" ? "CANARYcarol.png" : "piece.png");
        names.ShouldAllBe(name => name!.Contains("CANARY", StringComparison.Ordinal) == (said == "yes"));
        asked[""].Reports.ShouldBe(said == "no" ? [] : [report]);
        asked["/stripped"].Reports.ShouldBe(said == "no" ? [] : [report]);
        asked["/original"].Reports.ShouldBe(said == "yes" ? [report] : []);
        detail.ToJsonString().Contains("CANARY").ShouldBe(said == "yes");
        if (said == "no")
        {
            (await cases.As("ira").RefusedAsync(id, "legal-requests", new { question = "May we?", include = new[] { piece } })).ShouldBe("noConsent");
        }
    }

    [Theory]
    [InlineData("yes", "carol.pdf")]
    [InlineData(null, "piece.pdf")]
    public async Task The_name_of_what_a_seat_brought_is_shown_when_every_reporter_agreed(string? said, string name)
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira");
        await cases.As("ira").DoAsync(id, "risk-factors", new { factor = "attorneyHired", present = true });
        var piece = Guid.NewGuid();
        var brought = Piece(piece) with { Name = "carol.pdf", Type = "application/pdf" };
        cases.App.Neighbours.Answer<EvidenceOfCase>("POST /internal/evidence/of-case", _ => new EvidenceList([brought]));
        cases.App.Neighbours.Answer<EvidenceQuestion>($"POST /internal/evidence/{piece}", _ => new EvidenceDetail(brought, [], true, "available"));
        cases.SetAside("meridian", Guid.Empty);
        cases.Consents(report, said is null ? [] : [("counsel", said)]);
        var request = (Guid)(await cases.As("ira").DoAsync(id, "legal-requests", new { question = "May we?", include = new[] { piece } }))["legalRequests"]![0]!["id"]!;

        ((string?)(await cases.As("counsel", "meridian", "counsel").GetAsync($"/api/legal-requests/{request}/evidence/{piece}")).Json["evidence"]!["name"]).ShouldBe(name);
    }

    [Fact]
    public async Task A_counsel_whom_the_reporter_excluded_sees_nothing_they_sent()
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira");
        var piece = Guid.NewGuid();
        cases.App.Neighbours.Answer<EvidenceOfCase>("POST /internal/evidence/of-case", _ => new EvidenceList([Piece(piece)]));
        cases.App.Neighbours.Answer<EvidenceQuestion>($"POST /internal/evidence/{piece}", _ => new EvidenceDetail(Piece(piece), [], true, "available"));
        cases.Consents(report, ("counsel", "yes"));
        var request = (Guid)(await cases.As("ira").DoAsync(id, "legal-requests", new { question = "May we?", include = new[] { piece } }))["legalRequests"]![0]!["id"]!;

        var counsel = cases.As("counsel", "meridian", "counsel");
        cases.SetAside("meridian", report, "counsel");
        (await counsel.GetAsync($"/api/legal-requests/{request}/evidence/{piece}")).Status.ShouldBe(404);
        cases.SetAside("meridian", Guid.Empty);
        (await counsel.GetAsync($"/api/legal-requests/{request}/evidence/{piece}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_question_is_not_there_for_a_counsel_whom_the_reporter_excluded_and_while_nobody_can_say_for_nobody()
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira");
        cases.Consents(report, ("counsel", "yes"));
        var request = (Guid)(await cases.As("ira").DoAsync(id, "legal-requests", new { question = "CANARYquestion" }))["legalRequests"]![0]!["id"]!;
        var counsel = cases.As("counsel", "meridian", "counsel");

        cases.SetAside("meridian", report, "counsel");
        (await ListedAsync()).ShouldNotContain("CANARYquestion");
        (await AnsweredAsync()).ShouldBe(404);
        (await WaitsAsync(request, id)).ShouldBe((HttpStatusCode.OK, false));

        cases.App.Neighbours.Answer("POST /internal/set-aside/meridian", null);
        (await counsel.GetAsync("/api/legal-requests?assignee=me&limit=200")).Status.ShouldBe(503);
        (await AnsweredAsync()).ShouldBe(503);
        (await WaitsAsync(request, id)).ShouldBe((HttpStatusCode.ServiceUnavailable, false));

        cases.SetAside("meridian", Guid.Empty);
        (await ListedAsync()).ShouldContain("CANARYquestion");
        (await WaitsAsync(request, id)).ShouldBe((HttpStatusCode.OK, true));
        (await AnsweredAsync()).ShouldBe(200);

        async Task<string> ListedAsync() => (await counsel.GetAsync("/api/legal-requests?assignee=me&limit=200")).Json.ToJsonString();

        async Task<int> AnsweredAsync() => (await counsel.PostAsync($"/api/legal-requests/{request}/answer", new { outcome = "noExposure" })).Status;
    }

    private async Task<(HttpStatusCode Status, bool Waits)> WaitsAsync(Guid request, Guid id)
    {
        using var http = cases.App.AsService("identity");
        var asked = new AskedPerson(Guid.NewGuid(), [new TicketSeat(CasesApp.SeatOf("counsel", "meridian"), "meridian", "counsel", false)]);
        using var response = await http.PostAsJsonAsync("/internal/waiting", new WaitingQuestion("approval", request, "sextant", id, [asked]), Json.Options, TestContext.Current.CancellationToken);
        return (response.StatusCode, response.IsSuccessStatusCode && (await response.Content.ReadFromJsonAsync<WaitingAnswer>(Json.Options, TestContext.Current.CancellationToken))!.Accounts.Contains(asked.Account));
    }

    private static StatedEvidence Piece(Guid id) => new(id, null, GivenAt, "kept", "chat.png", 7, new string('a', 64), "image/png", "image/png", false, null, null, true, []);

    private static DateTimeOffset GivenAt => new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
}
