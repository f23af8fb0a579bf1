using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Microsoft.AspNetCore.Http;

namespace Coc.Integration.Cases;

/// <summary>Evidence as a case has it: what is in it lies next door.</summary>
public sealed class HoldingEvidence(CasesApp cases) : IClassFixture<CasesApp>
{
    private static readonly string Account = Guid.NewGuid().ToString();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_seat_sends_goes_to_intake_as_it_comes_and_the_case_takes_it()
    {
        var (id, _) = await OpenedAsync();
        string? seen = null;
        var piece = Guid.NewGuid();
        cases.App.Neighbours.Serve("POST /internal/evidence", async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            seen = $"{context.Request.QueryString} {context.Request.ContentType} {await reader.ReadToEndAsync(Token)}";
            await context.Response.WriteAsJsonAsync(new EvidenceKept(piece, "AA"), Json.Options);
        });

        var (status, json) = await UploadAsync(id);

        status.ShouldBe(200, json.ToJsonString());
        var held = json["evidence"]!.AsArray().ShouldHaveSingleItem()!;
        ((Guid)held["id"]!, (Guid)held["by"]!).ShouldBe((piece, CasesApp.SeatOf("ira", "sextant")));
        seen.ShouldNotBeNull();
        seen.ShouldContain($"case={id}");
        seen.ShouldContain($"seat={CasesApp.SeatOf("ira", "sextant")}");
        seen.ShouldContain("multipart/form-data; boundary=");
        seen.ShouldContain("the content");
        json["allowed"]!.AsArray().Select(a => (string)a!).ShouldContain("evidence");
    }

    [Fact]
    public async Task The_same_key_twice_is_one_piece_in_the_case()
    {
        var (id, _) = await OpenedAsync();
        Keep("BB");
        var key = Guid.NewGuid().ToString("N");

        var (first, second) = (await UploadAsync(id, key: key), await UploadAsync(id, key: key));
        Keep("CC");
        var other = await UploadAsync(id, key: key);

        second.Json.ToJsonString().ShouldBe(first.Json.ToJsonString());
        (other.Status, (string?)other.Json["code"]).ShouldBe((422, "idempotencyKeyReused"));
        (await cases.As("ira").GetAsync($"/api/cases/{id}")).Json["evidence"]!.AsArray().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(413, "tooLarge")]
    [InlineData(415, "unsupportedMediaType")]
    [InlineData(400, "malformedMultipart")]
    [InlineData(429, "tooManyRequests")]
    public async Task What_intake_refuses_is_told_on_and_the_case_has_nothing(int status, string code)
    {
        var (id, _) = await OpenedAsync();
        cases.App.Neighbours.Serve("POST /internal/evidence", async context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = status == 429 ? "30" : default;
            await context.Response.WriteAsJsonAsync(new Problem(status, code, "No."), Json.Options);
        });

        var sent = await UploadAsync(id);

        (sent.Status, (string?)sent.Json["code"]).ShouldBe((status, code));
        (await cases.As("ira").GetAsync($"/api/cases/{id}")).Json["evidence"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Behind_the_wall_there_is_no_evidence_whoever_asks_and_however()
    {
        var (id, _) = await OpenedAsync();
        var piece = await TakenAsync(id);
        var hard = await cases.RequestAsync("mo", (await ReportOfAsync(id)));
        (await cases.As("mo").PostAsync($"/api/conflict-requests/{hard}/answer", new { answer = "hard" })).Status.ShouldBe(204);
        foreach (var (name, body) in new[] { ("mo", "sextant"), ("lou", "sextant"), ("ada", "orrery") })
        {
            foreach (var path in new[] { "", $"/{piece}", $"/{piece}/original", $"/{piece}/stripped" })
            {
                (await cases.As(name, body).GetAsync($"/api/cases/{id}/evidence{path}")).Status.ShouldBe(404, $"{name} {path}");
            }

            foreach (var path in new[] { "", $"/{piece}/quarantine", $"/{piece}/release" })
            {
                (await cases.As(name, body).PostAsync($"/api/cases/{id}/evidence{path}")).Status.ShouldBe(404, $"{name} {path}");
            }
        }
    }

    [Fact]
    public async Task A_file_is_handed_on_as_a_file_to_be_saved_and_the_read_is_recorded()
    {
        var (id, report) = await OpenedAsync();
        var piece = await TakenAsync(id);
        EvidenceQuestion? asked = null;
        cases.App.Neighbours.Serve($"POST /internal/evidence/{piece}/original", async context =>
        {
            asked = await context.Request.ReadFromJsonAsync<EvidenceQuestion>(Json.Options, Token);
            context.Response.ContentType = "text/html";
            context.Response.Headers.ContentDisposition = "attachment; filename*=UTF-8''a%20b.txt";
            await context.Response.WriteAsync("<script>the file", Token);
        });
        using var http = cases.App.As(new Caller(CallerKind.Seat, Account, [new TicketSeat(CasesApp.SeatOf("ira", "sextant"), "sextant", "member", false)]));

        using var response = await http.GetAsync($"/api/cases/{id}/evidence/{piece}/original", Token);

        (await response.Content.ReadAsStringAsync(Token)).ShouldBe("<script>the file");
        response.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        response.Content.Headers.ContentDisposition.FileNameStar.ShouldBe("a b.txt");
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("sandbox;");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        asked.ShouldNotBeNull();
        (asked.Case, asked.Seat, asked.Reports.Single(), asked.Brought).ShouldBe((id, CasesApp.SeatOf("ira", "sextant"), report, true));
        (await cases.ScalarAsync($"select count(*) from app.case_reads where case_id = '{id}' and part = 'original' and thing = '{piece}'")).ShouldBe(1L);
    }

    [Fact]
    public async Task What_nobody_may_open_has_its_code()
    {
        var (id, _) = await OpenedAsync();
        var piece = await TakenAsync(id);
        cases.App.Neighbours.Serve($"POST /internal/evidence/{piece}/stripped", async context =>
        {
            context.Response.StatusCode = 409;
            await context.Response.WriteAsJsonAsync(Problems.Refused("quarantined", "P10", "No."), Json.Options);
        });

        var (status, json) = await cases.As("ira").GetAsync($"/api/cases/{id}/evidence/{piece}/stripped");

        (status, (string?)json["code"], (string?)json["rule"]).ShouldBe((409, "quarantined", "P10"));
    }

    [Fact]
    public async Task Only_a_seat_without_a_conflict_releases()
    {
        var (id, _) = await OpenedAsync();
        var piece = await TakenAsync(id);
        var soft = await cases.RequestAsync("kai", await ReportOfAsync(id));
        await cases.As("kai").PostAsync($"/api/conflict-requests/{soft}/answer", new { answer = "soft", areas = new[] { "same company" } });
        foreach (var name in new[] { "ira", "juno" })
        {
            await cases.As(name).DoAsync(id, "conflict-confirmations", new { seat = CasesApp.SeatOf("kai", "sextant"), agree = true, permitted = new[] { "read" } });
        }

        foreach (var what in new[] { "quarantine", "release" })
        {
            cases.App.Neighbours.Answer($"POST /internal/evidence/{piece}/{what}", Stated(piece));
        }

        (await cases.As("kai").PostAsync($"/api/cases/{id}/evidence/{piece}/quarantine")).Status.ShouldBe(200);
        ((string?)(await cases.As("kai").PostAsync($"/api/cases/{id}/evidence/{piece}/release")).Json["code"]).ShouldBe("softConflict");
        (await cases.As("ira").PostAsync($"/api/cases/{id}/evidence/{piece}/release")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Intake_and_nobody_else_is_told_what_a_case_took()
    {
        var (id, _) = await OpenedAsync();
        var piece = await TakenAsync(id);

        (await HeldAsync("intake", id, piece)).ShouldBe((200, true));
        (await HeldAsync("intake", id, Guid.NewGuid())).ShouldBe((200, false));
        (await HeldAsync("intake", Guid.NewGuid(), piece)).ShouldBe((200, false));
        (await HeldAsync("liaison", id, piece)).Status.ShouldBe(404);
    }

    private static StatedEvidence Stated(Guid piece) => new(piece, null, default, "kept", "n", 1, "00", "text/plain", null, false, null, null, false, []);

    private async Task<(Guid Id, Guid Report)> OpenedAsync()
    {
        var (report, _) = await cases.RouteAsync();
        return (await cases.TakeUpAsync(report, "sextant", "ira", "juno"), report);
    }

    private async Task<Guid> ReportOfAsync(Guid id) => (Guid)(await cases.As("ira").GetAsync($"/api/cases/{id}")).Json["reports"]![0]!["report"]!;

    private Guid Keep(string fingerprint)
    {
        var piece = Guid.NewGuid();
        cases.App.Neighbours.Serve("POST /internal/evidence", async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null, Token);
            await context.Response.WriteAsJsonAsync(new EvidenceKept(piece, fingerprint), Json.Options);
        });
        return piece;
    }

    private async Task<Guid> TakenAsync(Guid id)
    {
        var piece = Keep("DD");
        (await UploadAsync(id)).Status.ShouldBe(200);
        return piece;
    }

    private async Task<(int Status, bool Held)> HeldAsync(string service, Guid id, Guid piece)
    {
        using var http = cases.App.AsService(service);
        using var response = await http.GetAsync($"/internal/cases/{id}/evidence/{piece}", Token);
        return ((int)response.StatusCode, response.IsSuccessStatusCode && (await response.Content.ReadFromJsonAsync<EvidenceHeld>(Token))!.Held);
    }

    private async Task<(int Status, JsonNode Json)> UploadAsync(Guid id, string? key = null)
    {
        using var http = cases.App.As(new Caller(CallerKind.Seat, Account, [new TicketSeat(CasesApp.SeatOf("ira", "sextant"), "sextant", "member", false)]));
        if (key is not null)
        {
            http.DefaultRequestHeaders.Add("Idempotency-Key", key);
        }

        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes("the content")), "file", "x.txt" } };
        using var response = await http.PostAsync($"/api/cases/{id}/evidence", form, Token);
        return ((int)response.StatusCode, JsonSerializer.Deserialize<JsonNode>(await response.Content.ReadAsStringAsync(Token))!);
    }
}
