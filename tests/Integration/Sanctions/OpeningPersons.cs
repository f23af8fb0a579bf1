using System.Net;
using System.Text.Json;
using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.Platform.Security;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>Who somebody is (R66): for whom they are there, and who opened it.</summary>
public sealed class OpeningPersons(SanctionsApp sanctions) : IClassFixture<SanctionsApp>
{
    private readonly string account = $"github:canary-{Guid.NewGuid():N}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_works_on_a_measure_and_who_keeps_the_registry_open_it_and_that_is_on_record()
    {
        var (decided, _) = await AdoptedAsync();
        var by = new[] { (Ira, "issuer"), (Vera, "adopter"), (Eun, "registry") };

        foreach (var (caller, _) in by)
        {
            var person = await sanctions.GetAsync(caller, $"/api/persons/{decided.Person}");
            person.GetProperty("accounts")[0].GetString().ShouldBe(account);
            person.GetProperty("names")[0].GetString().ShouldBe("Canary Rex");
            person.TryGetProperty("kept", out _).ShouldBe(caller == Eun);
        }

        (await sanctions.GetAsync(Ira, $"/api/persons/{decided.Person}")).GetProperty("codeName").GetString()
            .ShouldBe((await sanctions.GetAsync(Ira, $"/api/sanctions/{decided.Sanction}")).GetProperty("person").GetProperty("codeName").GetString());
        var reads = (await sanctions.GetAsync(Eun, $"/api/persons/{decided.Person}/reads")).GetProperty("items").EnumerateArray().ToList();
        reads.Select(r => (r.GetProperty("seat").GetGuid(), r.GetProperty("because").GetString())).Reverse()
            .ShouldBe([.. by.Select(b => (b.Item1.Seats[0].Id, (string?)b.Item2)), (Ira.Seats[0].Id, "issuer")]);
    }

    [Fact]
    public async Task No_body_learns_from_the_record_that_another_one_knows_the_person()
    {
        var (decided, _) = await AdoptedAsync();
        foreach (var caller in (Caller[])[Ira, Vera, Eun])
        {
            await sanctions.GetAsync(caller, $"/api/persons/{decided.Person}");
        }

        var read = (await sanctions.GetAsync(Vera, $"/api/persons/{decided.Person}/reads?limit=1")).ToString();
        read.ShouldContain("registry");
        (await sanctions.GetAsync(Vera, $"/api/persons/{decided.Person}/reads")).GetProperty("items").EnumerateArray().Select(r => r.GetProperty("body").GetString())
            .ShouldBe(["orrery", "astrolabe"]);
    }

    [Fact]
    public async Task For_all_others_they_are_as_if_they_did_not_exist()
    {
        var (decided, _) = await AdoptedAsync();
        sanctions.TooClose.Add((Ada.Seats[0].Id, decided.Person)); // keeps the registry, and is too close
        var nobody = Guid.NewGuid();

        foreach (var caller in (Caller[])[Seat("sextant", "member"), Ada, Wim, Seat("quadrant", "liaison"), GithubOwner, Seat("orrery", "admin"), Seat("orrery", "auditor"), Seat("meridian", "member")])
        {
            foreach (var path in (string[])["", "/reads"])
            {
                (await AskAsync(caller, HttpMethod.Get, decided.Person, path)).ShouldBe(await AskAsync(caller, HttpMethod.Get, nobody, path));
            }

            foreach (var path in (string[])["/merge", "/split"])
            {
                var answer = await AskAsync(caller, HttpMethod.Post, decided.Person, path);
                answer.ShouldBe(await AskAsync(caller, HttpMethod.Post, nobody, path));
                answer.ShouldContain("404");
            }
        }

        (await CountAsync($"select count(*) from mt.mt_events where type = 'identity_opened' and data ->> 'person' = '{decided.Person}'")).ShouldBe(0);
        (await AskAsync(new Caller(CallerKind.Bot, "x", []), HttpMethod.Get, decided.Person, "")).ShouldContain("404");
    }

    [Fact]
    public async Task Who_stated_a_hard_conflict_to_any_notice_about_them_has_no_person_there()
    {
        var (decided, _) = await OfferedAsync(["astrolabe", "gnomon"]);
        (await sanctions.PostAsync(Ada, $"/api/notices/{(await sanctions.NoticeAsync(Ada, "gnomon", decided)).GetProperty("id").GetGuid()}/conflict-answer", new { answer = "hard" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await AskAsync(Ada, HttpMethod.Get, decided.Person, "")).ShouldBe(await AskAsync(Ada, HttpMethod.Get, Guid.NewGuid(), ""));
        (await AskAsync(Eun, HttpMethod.Get, decided.Person, "")).ShouldContain("200");
    }

    [Fact]
    public async Task Somebody_unconfirmed_goes_with_the_report_and_is_not_the_registrys()
    {
        var person = (await sanctions.ReportAsync(account)).Single();

        (await AskAsync(Eun, HttpMethod.Get, person, "")).ShouldContain("404");
    }

    [Fact]
    public async Task Cases_is_asked_about_who_is_not_there_too_and_where_it_is_silent_nobody_is_shown()
    {
        var (decided, _) = await OfferedAsync(["astrolabe"]);
        var neighbours = sanctions.App.Neighbours;
        foreach (var id in (Guid[])[decided.Person, Guid.NewGuid()])
        {
            neighbours.Asked.Clear();
            await AskAsync(Vera, HttpMethod.Get, id, "");
            neighbours.Asked.Select(a => a.Route).ShouldBe(["POST /internal/persons/aside", "POST /internal/visible/working"]);

            neighbours.Silent = true;
            var silent = await AskAsync(Vera, HttpMethod.Get, id, "");
            neighbours.Silent = false;
            silent.ShouldContain("503");
        }
    }

    [Fact]
    public async Task Neither_the_record_nor_the_bus_holds_who_it_is()
    {
        var (decided, _) = await AdoptedAsync();
        await sanctions.GetAsync(Ira, $"/api/persons/{decided.Person}");

        (await Intake.PlaintextSearch.HitsAsync(sanctions.App.Database, account.Split(':')[1], Token)).ShouldBeEmpty();
        (await Intake.PlaintextSearch.HitsAsync(sanctions.App.Database, "Canary Rex", Token)).ShouldBeEmpty();
    }

    private async Task<(Decided Decided, Guid Notice)> OfferedAsync(string[] to)
    {
        var person = (await sanctions.ReportAsync(new StatedPerson([account], "Canary Rex", null))).Single();
        var decided = await sanctions.DecideAsync(person, permission: "danger", lasts: TimeSpan.FromDays(30), offer: new DecidedOffer(to, "safety", sanctions.Clock.GetUtcNow().AddDays(9)), panel: [Ira, Juno]);
        return (decided, (await sanctions.NoticeAsync(Vera, "astrolabe", decided)).GetProperty("id").GetGuid());
    }

    private async Task<(Decided Decided, Guid Notice)> AdoptedAsync()
    {
        var (decided, notice) = await OfferedAsync(["astrolabe"]);
        (await sanctions.PostAsync(Vera, $"/api/notices/{notice}/adopt")).StatusCode.ShouldBe(HttpStatusCode.OK);
        return (decided, notice);
    }

    /// <summary>The status and what is in the answer, but for the trace.</summary>
    private async Task<string> AskAsync(Caller caller, HttpMethod method, Guid person, string path)
    {
        using var http = sanctions.App.As(caller);
        using var request = new HttpRequestMessage(method, $"/api/persons/{person}{path}");
        request.Content = method == HttpMethod.Post ? System.Net.Http.Json.JsonContent.Create(new { with = Guid.NewGuid(), accounts = new[] { account }, reason = "x" }) : null;
        using var response = await http.SendAsync(request, Token);
        var body = await response.Content.ReadAsStringAsync(Token);
        var kept = body.Length == 0 ? [] : JsonDocument.Parse(body).RootElement.EnumerateObject().Where(p => p.Name != "traceId").Select(p => p.ToString());
        return $"{(int)response.StatusCode} {string.Join(',', response.Headers.Select(h => h.Key).Order())} {string.Join(' ', kept)}";
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var command = sanctions.App.Daemon.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }
}
