using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.Platform.Security;
using Coc.Sanctions.Features.CheckingAttendees;
using Coc.Sanctions.Features.CheckingStanding;
using Microsoft.Extensions.DependencyInjection;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>Organisers hear of whom something is to be said, and of nobody else; that they asked is on record (R59).</summary>
public sealed class CheckingAttendees(SanctionsApp sanctions) : IClassFixture<SanctionsApp>
{
    private static readonly Caller Staff = Person("meridian");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_flagged_and_banned_are_answered_line_by_line()
    {
        var slug = await ListedAsync();
        var (banned, limited, offered, unreleased, over, clear) = (Account(), Account(), Account(), Account(), Account(), Account());
        await sanctions.DecideAsync(await PersonAsync(banned), "orrery", "ban", binding: true, permission: "danger");
        await sanctions.DecideAsync(await PersonAsync(limited), type: "temporaryLimit", permission: "danger");
        await sanctions.DecideAsync(await PersonAsync(offered), "astrolabe", "ban", offer: new DecidedOffer(["sextant"], "safety", sanctions.Clock.GetUtcNow().AddDays(20)), permission: "danger", panel: [Vera]);
        await sanctions.DecideAsync(await PersonAsync(unreleased), type: "ban");
        await sanctions.DecideAsync(await PersonAsync(over), type: "ban", lasts: TimeSpan.FromDays(9), permission: "danger");

        using var answer = await AskAsync(Staff, slug, $"account\n{clear}\n{banned.ToUpperInvariant()}\nnonsense\n{limited}\n{offered}\n{unreleased}\n{over}\n");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var said = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        said.GetProperty("lines").GetInt32().ShouldBe(7);
        said.GetProperty("items").EnumerateArray().Select(i => $"{i.GetProperty("line")} {i.GetProperty("account").GetString()} {i.GetProperty("standing").GetString()}")
            .ShouldBe([$"3 {banned} banned", $"5 {limited} flagged"]);
        said.GetProperty("unreadable").EnumerateArray().Select(i => $"{i.GetProperty("line")} {i.GetProperty("problem").GetString()}").ShouldBe(["4 unknownSyntax"]);
        (await RecordAsync(said.GetProperty("check").GetGuid())).ShouldBe($"{slug} {Staff.Seats[0].Id} 7 6 1 | 3 banned | 5 flagged");
        (await Intake.PlaintextSearch.HitsAsync(sanctions.App.Database, clear[7..], Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_suspension_that_names_the_event_keeps_out_there_and_says_nothing_elsewhere()
    {
        var (slug, other, account) = (await ListedAsync(), await ListedAsync(), Account());
        await sanctions.DecideAsync(await PersonAsync(account), type: "suspension", spaces: [$"event:{slug}"], permission: "danger");

        (await WordsAsync(slug, account)).ShouldBe(["banned"]);
        (await WordsAsync(other, account)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_that_comes_twice_is_answered_and_recorded_once()
    {
        var (slug, account, key) = (await ListedAsync(), Account(), Guid.NewGuid().ToString());
        using var one = await AskAsync(Staff, slug, $"account\n{account}\n", key);
        using var two = await AskAsync(Staff, slug, $"account\n{account}\n", key);
        using var reused = await AskAsync(Staff, slug, $"account\n{Account()}\n", key);

        (await two.Content.ReadAsStringAsync(Token)).ShouldBe(await one.Content.ReadAsStringAsync(Token));
        reused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await CountAsync("select count(*) from app.attendee_checks where event = $1", slug)).ShouldBe(1);
    }

    [Fact]
    public async Task For_anybody_but_the_organisers_there_is_no_such_event()
    {
        var slug = await ListedAsync();
        var byOthers = await ListedAsync(producer: "other");
        (await StatusAsync(Person("sextant"), slug)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(Person("sextant"), byOthers)).ShouldBe(HttpStatusCode.OK);

        var nowhere = await ProblemAsync(Staff, "nowhere", "account\n");
        foreach (var caller in new[] { Person("astrolabe"), Ira, Vera, Seat("sextant", "moderator"), Seat("sextant", "liaison"), Seat("meridian", "member"), Seat("orrery", "admin") })
        {
            foreach (var file in new[] { "account\ngithub:x\n", "nonsense", "" })
            {
                (await ProblemAsync(caller, slug, file)).ShouldBe(nowhere);
            }
        }

        (await ProblemAsync(Staff, byOthers, "account\n")).ShouldBe(nowhere);
        (await CountAsync("select count(*) from app.attendee_checks where event = $1 and lines = 0", slug)).ShouldBe(0);
        var (_, bot) = await FeedReader.KeyAsync(sanctions, Ira, "sextant");
        (await StatusAsync(bot, slug)).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_is_no_list_is_refused_and_leaves_nothing_behind()
    {
        var (slug, over) = (await ListedAsync(), await ListedAsync(inDays: -9));
        await RefusedAsync(Staff, slug, "account,name\n", HttpStatusCode.BadRequest, "validation");
        await RefusedAsync(Staff, slug, "account\n" + new string('\n', AttendeeList.MostBytes), HttpStatusCode.RequestEntityTooLarge, "tooLarge");
        await RefusedAsync(Staff, over, "account\ngithub:x\n", HttpStatusCode.Conflict, "eventOver");
        using var json = await sanctions.PostAsync(Staff, $"/api/events/{slug}/attendee-checks", new { accounts = new[] { "github:x" } });
        json.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await CountAsync("select count(*) from app.attendee_checks where event = $1", slug)).ShouldBe(0);
    }

    [Fact]
    public async Task Event_staff_and_auditor_of_a_body_read_who_of_it_asked_and_never_about_whom()
    {
        var (slug, account) = (await ListedAsync(), Account());
        await sanctions.DecideAsync(await PersonAsync(account), type: "ban", permission: "danger");
        using var first = await AskAsync(Staff, slug, $"account\n{account}\nnonsense\n");
        using var second = await AskAsync(Person("sextant"), slug, $"account\n{account}\n");
        using var third = await AskAsync(Staff, slug, "account\n");

        foreach (var reader in new[] { Staff, Person("meridian"), Seat("meridian", "auditor") })
        {
            var page = await sanctions.GetAsync(reader, $"/api/events/{slug}/attendee-checks?limit=1");
            page.GetProperty("items").EnumerateArray().Select(Row).ShouldBe([$"{Staff.Seats[0].Id} 0 0 0 0"]);
            page = await sanctions.GetAsync(reader, $"/api/events/{slug}/attendee-checks?limit=1&cursor={Uri.EscapeDataString(page.GetProperty("next").GetString()!)}");
            page.GetProperty("items").EnumerateArray().Select(Row).ShouldBe([$"{Staff.Seats[0].Id} 2 1 0 1"]);
            page.GetProperty("next").GetString().ShouldBeNull();
            page.ToString().ShouldNotContain(account);
        }

        foreach (var reader in new[] { Person("astrolabe"), Seat("astrolabe", "auditor"), Seat("meridian", "member"), Ira })
        {
            using var http = sanctions.App.As(reader);
            (await http.GetAsync(new Uri($"/api/events/{slug}/attendee-checks", UriKind.Relative), Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        static string Row(JsonElement i) => $"{i.GetProperty("seat")} {i.GetProperty("lines")} {i.GetProperty("unreadable")} {i.GetProperty("flagged")} {i.GetProperty("banned")}";
    }

    [Fact]
    public async Task Who_has_asked_about_two_full_lists_waits_for_the_next_day()
    {
        var (slug, staff) = (await ListedAsync(), Person("meridian"));
        string Full(int from) => "account\n" + string.Join('\n', Enumerable.Range(from, AttendeeList.MostLines).Select(n => $"chat:tried-{n}"));
        var asked = await Task.WhenAll(AskAsync(staff, slug, Full(0)), AskAsync(staff, slug, Full(100_000)), AskAsync(staff, slug, Full(200_000)));

        asked.Select(a => a.StatusCode).Order().ShouldBe([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests]);
        asked.Single(a => a.StatusCode == HttpStatusCode.TooManyRequests).Headers.RetryAfter.ShouldNotBeNull();
        (await StatusAsync(staff, slug)).ShouldBe(HttpStatusCode.TooManyRequests);
        (await StatusAsync(Person("meridian"), slug)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_tries_out_names_one_by_one_is_stopped_too()
    {
        var asker = Seat("sextant", "moderator");
        (await sanctions.StandingAsync(asker, "github:first", "sextant")).ShouldBe("clear");
        var limit = sanctions.App.Services.GetRequiredService<CheckLimit>();
        for (var n = 0; n < CheckLimit.Demo; n++)
        {
            limit.Refuse(asker.Seats[0].Id, [.. BitConverter.GetBytes(n), .. new byte[28]]);
        }

        using var stopped = await sanctions.PostAsync(asker, "/api/standing/checks", new { account = "github:second", body = "sextant" });
        stopped.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        stopped.Headers.RetryAfter.ShouldNotBeNull();
        (await sanctions.StandingAsync(asker, "github:first", "sextant")).ShouldBe("clear");
    }

    private static Caller Person(string body) => Seat(body, "eventStaff") with { Subject = Guid.NewGuid().ToString() };

    private static string Account() => $"github:{Guid.NewGuid():N}";

    private async Task<Guid> PersonAsync(string account) => (await sanctions.ReportAsync(account)).Single();

    private Task<string> ListedAsync(string producer = "parent", int inDays = 10)
    {
        var (slug, from) = ($"con-{Guid.NewGuid():N}", sanctions.Clock.GetUtcNow().AddDays(inDays));
        sanctions.App.Neighbours.Answer($"GET /internal/events/{slug}", new EventKnown(slug, producer, from, from.AddDays(2), ["sextant"]));
        return Task.FromResult(slug);
    }

    private async Task<HttpResponseMessage> AskAsync(Caller caller, string slug, string file, string? key = null)
    {
        using var http = sanctions.App.As(caller);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/api/events/{slug}/attendee-checks", UriKind.Relative)) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(file)) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("text/csv; charset=utf-8");
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await http.SendAsync(request, Token);
    }

    private async Task<HttpStatusCode> StatusAsync(Caller caller, string slug)
    {
        using var answer = await AskAsync(caller, slug, "account\ngithub:x\n");
        return answer.StatusCode;
    }

    private async Task<IReadOnlyList<string?>> WordsAsync(string slug, string account)
    {
        using var answer = await AskAsync(Staff, slug, $"accounts\n{account}\n");
        return [.. (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("standing").GetString())];
    }

    private async Task RefusedAsync(Caller caller, string slug, string file, HttpStatusCode status, string code)
    {
        using var answer = await AskAsync(caller, slug, file);
        answer.StatusCode.ShouldBe(status);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("code").GetString().ShouldBe(code);
    }

    // All of the answer but the trace.
    private async Task<string> ProblemAsync(Caller caller, string slug, string file)
    {
        using var answer = await AskAsync(caller, slug, file);
        var body = await answer.Content.ReadFromJsonAsync<Dictionary<string, JsonElement>>(Token);
        body!.Remove("traceId");
        return $"{answer.StatusCode} {string.Join(',', body.OrderBy(b => b.Key).Select(b => $"{b.Key}={b.Value}"))}";
    }

    private async Task<string> RecordAsync(Guid check)
    {
        await using var command = sanctions.App.Daemon.CreateCommand(
            """
            select concat_ws(' ', c.event, c.asker, c.lines, c.accounts, c.unreadable) || (select string_agg(concat(' | ', a.line, ' ', a.standing), '' order by a.line) from app.attendee_answers a where a.check_id = c.id)
            from app.attendee_checks c where c.id = $1 and c.tenant_id = 'meridian'
            """);
        command.Parameters.AddWithValue(check);
        return (string)(await command.ExecuteScalarAsync(Token))!;
    }

    private async Task<long> CountAsync(string sql, string slug)
    {
        await using var command = sanctions.App.Daemon.CreateCommand(sql);
        command.Parameters.AddWithValue(slug);
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }
}
