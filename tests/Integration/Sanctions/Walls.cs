using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.Integration.Fixtures;
using Coc.Platform.Security;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>Not for you is not there; and bad input is told apart from it.</summary>
public sealed class Walls(SanctionsApp sanctions) : IClassFixture<SanctionsApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_seat_for_whom_the_case_is_not_there_sees_no_sanction_of_it()
    {
        var decided = await sanctions.DecideAsync((await sanctions.ReportAsync($"github:{Guid.NewGuid():N}")).Single(), panel: [Ira]);

        (await SanctionsOfAsync(Ira)).ShouldContain(decided.Sanction);
        (await SanctionsOfAsync(Juno)).ShouldNotContain(decided.Sanction);
        foreach (var caller in (Caller[])[Juno, Vera, Eun, GithubOwner, Seat("sextant", "liaison"), Seat("sextant", "admin")])
        {
            (await GetStatusAsync(caller, $"/api/sanctions/{decided.Sanction}")).ShouldBe(HttpStatusCode.NotFound);
            (await sanctions.PostAsync(caller, $"/api/sanctions/{decided.Sanction}/release", new { because = "danger" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task Neither_cursor_nor_empty_page_tells_of_what_is_hidden()
    {
        var hidden = await sanctions.DecideAsync((await sanctions.ReportAsync($"github:{Guid.NewGuid():N}")).Single(), panel: [Ira]);
        var own = await sanctions.DecideAsync((await sanctions.ReportAsync($"github:{Guid.NewGuid():N}")).Single(), panel: [Ira, Juno]);
        await sanctions.DecideAsync((await sanctions.ReportAsync($"github:{Guid.NewGuid():N}")).Single(), panel: [Ira]);

        var seen = new List<Guid>();
        for (var next = ""; next is not null;)
        {
            var page = await sanctions.GetAsync(Juno, $"/api/bodies/sextant/sanctions?limit=1{(next.Length == 0 ? "" : $"&cursor={Uri.EscapeDataString(next)}")}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetGuid()));
            next = page.GetProperty("next").GetString();
            if (next is not null)
            {
                System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(next)).ShouldBe(seen[^1].ToString(), "a cursor names what was shown");
            }
        }

        seen.ShouldContain(own.Sanction);
        seen.ShouldNotContain(hidden.Sanction);
    }

    [Fact]
    public async Task A_hard_conflict_ends_the_notice_for_that_seat()
    {
        var offer = new DecidedOffer(["astrolabe"], "safety", sanctions.Clock.GetUtcNow().AddDays(10));
        var decided = await sanctions.DecideAsync((await sanctions.ReportAsync($"github:{Guid.NewGuid():N}")).Single(), offer: offer);
        var notice = (await sanctions.NoticeAsync(Wim, "astrolabe", decided)).GetProperty("id").GetGuid();

        (await sanctions.PostAsync(Wim, $"/api/notices/{notice}/conflict-answer", new { answer = "hard" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await sanctions.PostAsync(Wim, $"/api/notices/{notice}/adopt")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await sanctions.GetAsync(Wim, "/api/bodies/astrolabe/notices")).GetProperty("items").EnumerateArray().ShouldNotContain(n => n.GetProperty("id").GetGuid() == notice);
        (await sanctions.PostAsync(Ira, $"/api/notices/{notice}/adopt")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_stated_a_soft_conflict_to_the_notice_does_not_lift_what_the_others_adopted()
    {
        var offer = new DecidedOffer(["astrolabe"], "safety", sanctions.Clock.GetUtcNow().AddDays(10));
        var decided = await sanctions.DecideAsync((await sanctions.ReportAsync($"github:{Guid.NewGuid():N}")).Single(), offer: offer, permission: "danger");
        var notice = (await sanctions.NoticeAsync(Wim, "astrolabe", decided)).GetProperty("id").GetGuid();
        (await sanctions.PostAsync(Wim, $"/api/notices/{notice}/conflict-answer", new { answer = "soft" })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        using var adopted = await sanctions.PostAsync(Vera, $"/api/notices/{notice}/adopt");
        var copy = (await adopted.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("copy").GetGuid();

        (await GetStatusAsync(Wim, $"/api/sanctions/{copy}")).ShouldBe(HttpStatusCode.OK);
        (await sanctions.PostAsync(Wim, $"/api/sanctions/{copy}/lift")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await sanctions.PostAsync(Xia, $"/api/sanctions/{copy}/lift")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Cases_is_asked_about_what_is_not_there_as_about_what_is_another_bodys()
    {
        var person = (await sanctions.ReportAsync($"github:{Guid.NewGuid():N}")).Single();
        var taken = new InterimMeasureTaken(Origin() with { At = sanctions.Clock.GetUtcNow() }, Guid.NewGuid(), Guid.NewGuid(), person, "mute", ["sextant"], ["chat:sextant"], sanctions.Clock.GetUtcNow().AddDays(2));
        await sanctions.SayAsync(taken);
        var decided = await sanctions.DecideAsync(person, permission: "danger");
        var neighbours = sanctions.App.Neighbours;

        foreach (var id in new[] { taken.Measure, decided.Sanction, Guid.NewGuid() })
        {
            neighbours.Asked.Clear();
            (await GetStatusAsync(Vera, $"/api/sanctions/{id}")).ShouldBe(HttpStatusCode.NotFound);
            neighbours.Asked.Select(a => a.Route).ShouldBe(["POST /internal/visible"]);
            neighbours.Asked.Single().Body.ShouldContain(id.ToString());

            neighbours.Silent = true;
            var silent = await GetStatusAsync(Vera, $"/api/sanctions/{id}");
            neighbours.Silent = false;
            silent.ShouldBe(HttpStatusCode.ServiceUnavailable);
        }
    }

    [Fact]
    public async Task Standing_is_for_the_bodys_own_people()
    {
        (await GetStatusAsync(Vera, "/api/standing?account=github:x&body=sextant")).ShouldBe(HttpStatusCode.NotFound);
        (await GetStatusAsync(Ira, "/api/standing?account=github:x&body=nowhere")).ShouldBe(HttpStatusCode.NotFound);
        (await GetStatusAsync(Seat("quadrant", "liaison"), "/api/standing?account=github:x&body=quadrant")).ShouldBe(HttpStatusCode.NotFound);
        (await GetStatusAsync(Ira, "/api/standing?account=nonsense&body=sextant")).ShouldBe(HttpStatusCode.BadRequest);
        (await GetStatusAsync(Ira, "/api/standing?body=sextant")).ShouldBe(HttpStatusCode.BadRequest);
        (await GetStatusAsync(Ira, "/api/standing?account=github:r%D0%B5x&body=sextant")).ShouldBe(HttpStatusCode.BadRequest, "a letter of another alphabet would come out clear");
        (await GetStatusAsync(Ira, "/api/standing?account=github:x%00&body=sextant")).ShouldBe(HttpStatusCode.BadRequest);
        (await GetStatusAsync(Ira, "/api/standing?account=github:x&body=sextant%00")).ShouldBe(HttpStatusCode.NotFound);
        (await GetStatusAsync(Vera, "/api/bodies/astrolabe/notices?state=nonsense")).ShouldBe(HttpStatusCode.BadRequest);
        (await GetStatusAsync(Ira, "/api/standing?account=github:x&body=sextant")).ShouldBe(HttpStatusCode.OK);
        (await sanctions.PostAsync(Ira, "/api/standing/checks", new { account = "github:x", body = "sextant" })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Checks_are_recorded_as_counts_without_the_account()
    {
        var asker = Seat("sextant", "moderator");
        await sanctions.StandingAsync(asker, "github:canarychecked", "sextant");
        await sanctions.StandingAsync(asker, "github:canarychecked", "sextant");

        await Eventually.TrueAsync(async () => await CountAsync(asker.Seats[0].Id) == 2, "the checks are not recorded");
        (await Intake.PlaintextSearch.HitsAsync(sanctions.App.Database, "canarychecked", Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_opens_one_bodys_standing_until_it_is_revoked()
    {
        (await sanctions.PostAsync(Juno, "/api/bodies/sextant/api-keys", new { name = "bot" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var made = await (await sanctions.PostAsync(Ira, "/api/bodies/sextant/api-keys", new { name = "bot" })).Content.ReadFromJsonAsync<JsonElement>(Token);
        var bot = new Caller(CallerKind.Bot, made.GetProperty("key").GetString()!, []);

        (await sanctions.StandingAsync(bot, "github:x", "sextant")).ShouldBe("clear");
        (await GetStatusAsync(bot, "/api/standing?account=github:x&body=astrolabe")).ShouldBe(HttpStatusCode.NotFound);
        (await GetStatusAsync(bot with { Subject = "wrong" }, "/api/standing?account=github:x&body=sextant")).ShouldBe(HttpStatusCode.NotFound);
        (await sanctions.GetAsync(Ira, "/api/bodies/sextant/api-keys")).GetProperty("items")[0].TryGetProperty("key", out _).ShouldBeFalse();

        using var http = sanctions.App.As(Ira);
        (await http.DeleteAsync($"/api/bodies/sextant/api-keys/{made.GetProperty("id").GetGuid()}", Token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await GetStatusAsync(bot, "/api/standing?account=github:x&body=sextant")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_space_that_is_registered_later_gets_the_orders_of_what_is_in_force()
    {
        var name = Guid.NewGuid().ToString("N");
        var decided = await sanctions.DecideAsync((await sanctions.ReportAsync($"matrix:{name}")).Single(), permission: "danger");
        (await sanctions.GetAsync(Ira, $"/api/sanctions/{decided.Sanction}")).GetProperty("orders").GetArrayLength().ShouldBe(0);
        var spaces = (await sanctions.GetAsync(Ira, "/api/bodies/sextant/spaces")).EnumerateArray()
            .Select(s => new { space = s.GetProperty("space").GetString(), executors = s.GetProperty("executors").EnumerateArray().Select(e => e.GetGuid()).ToArray() })
            .Append(new { space = (string?)"matrix:sextant", executors = new[] { ChatAdmin.Seats[0].Id } }).ToList();

        using var http = sanctions.App.As(Ira);
        (await http.PutAsJsonAsync("/api/bodies/sextant/spaces", spaces, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await Eventually.TrueAsync(async () => (await sanctions.GetAsync(Ira, $"/api/sanctions/{decided.Sanction}")).GetProperty("orders").GetArrayLength() == 1, "no order came");
    }

    [Fact]
    public async Task Other_services_learn_code_names_and_what_exists_for_whom()
    {
        var person = (await sanctions.ReportAsync($"github:{Guid.NewGuid():N}")).Single();
        using var cases = sanctions.App.AsService("cases");
        var atSextant = await NamesAsync(cases, "sextant", person);
        (await NamesAsync(cases, "sextant", person)).ShouldBe(atSextant);
        (await NamesAsync(cases, "astrolabe", person)).ShouldNotBe(atSextant);
        using var intake = sanctions.App.AsService("intake");
        (await intake.PostAsJsonAsync("/internal/code-names", new CodeNameQuestion("sextant", [person]), Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var decided = await sanctions.DecideAsync(person, panel: [Ira]);
        using var ledger = sanctions.App.AsService("ledger");
        (await VisibleAsync(ledger, Ira, decided.Sanction)).ShouldBe([decided.Sanction]);
        (await VisibleAsync(ledger, Juno, decided.Sanction)).ShouldBeEmpty();
        (await VisibleAsync(ledger, Vera, decided.Sanction)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Notices_are_screened_through_cases_too()
    {
        var account = $"github:{Guid.NewGuid():N}";
        var offer = new DecidedOffer(["gnomon"], "safety", sanctions.Clock.GetUtcNow().AddDays(10));
        var decided = await sanctions.DecideAsync((await sanctions.ReportAsync(account)).Single(), offer: offer, permission: "danger");
        var (notice, seat) = ((await sanctions.NoticeAsync(Eun, "gnomon", decided)).GetProperty("id").GetGuid(), Eun.Seats[0]);
        AskingSeat[] seats = [new(seat.Id, seat.Body, seat.Role)];
        using var cases = sanctions.App.AsService("cases");

        var request = (await RequestsAsync(cases, "orrery", seats)).Single(r => r.Notice == notice);
        (request.Seat, request.Body, request.Issuer, request.Accounts.Single()).ShouldBe((seat.Id, "gnomon", "sextant", account));
        (await RequestsAsync(cases, "sextant", seats)).ShouldBeEmpty();
        using var stated = await cases.PostAsJsonAsync($"/internal/notices/{notice}/conflict-answer", new NoticeConflictStatement(Eun.Account, seats, "none"), Token);
        stated.StatusCode.ShouldBe(HttpStatusCode.OK);

        (await RequestsAsync(cases, "orrery", seats)).ShouldNotContain(r => r.Notice == notice);
        (await sanctions.StandingAsync(Eun, account, "gnomon")).ShouldBe("flagged");
        (await cases.PostAsJsonAsync($"/internal/notices/{Guid.NewGuid()}/conflict-answer", new NoticeConflictStatement(Eun.Account, seats, "none"), Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<IReadOnlyList<NoticeRequest>> RequestsAsync(HttpClient cases, string body, AskingSeat[] seats)
    {
        using var response = await cases.PostAsJsonAsync("/internal/notice-requests", new NoticeRequestsQuestion(body, seats), Token);
        return (await response.Content.ReadFromJsonAsync<NoticeRequestsAnswer>(Token))!.Items;
    }

    private async Task<HttpStatusCode> GetStatusAsync(Caller caller, string path)
    {
        using var http = sanctions.App.As(caller);
        using var response = await http.GetAsync(path, Token);
        return response.StatusCode;
    }

    private async Task<List<Guid>> SanctionsOfAsync(Caller caller) =>
        [.. (await sanctions.GetAsync(caller, "/api/bodies/sextant/sanctions?limit=200")).GetProperty("items").EnumerateArray().Select(s => s.GetProperty("id").GetGuid())];

    private async Task<long> CountAsync(Guid asker)
    {
        await using var command = sanctions.App.Daemon.CreateCommand("select coalesce(sum(checks), 0)::bigint from app.standing_checks where asker = $1");
        command.Parameters.AddWithValue(asker);
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }

    private static async Task<string> NamesAsync(HttpClient http, string body, Guid person)
    {
        using var response = await http.PostAsJsonAsync("/internal/code-names", new CodeNameQuestion(body, [person]), Token);
        return (await response.Content.ReadFromJsonAsync<CodeNameAnswer>(Token))!.CodeNames.Single();
    }

    private static async Task<IReadOnlyList<Guid>> VisibleAsync(HttpClient http, Caller caller, Guid id)
    {
        var seat = caller.Seats[0];
        using var response = await http.PostAsJsonAsync("/internal/visible", new VisibleQuestion([new AskingSeat(seat.Id, seat.Body, seat.Role)], [id]), Token);
        return (await response.Content.ReadFromJsonAsync<VisibleAnswer>(Token))!.Ids;
    }
}
