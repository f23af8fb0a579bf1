using System.Text.Json.Nodes;
using Coc.Contracts.Channel;
using Coc.Contracts.Intake;

namespace Coc.Integration.Cases;

/// <summary>domain.md 1.1: a mediator from outside sees the pieces they were given, from their own door and until the end; the case does not exist for them, nor they for anybody else's.</summary>
public sealed class EngagingOutsiders(CasesApp cases) : IClassFixture<CasesApp>
{
    private const string Canary = "CANARYofthepanel";
    private const string Name = "Mia Nobody";

    private static Guid Mia => CasesApp.SeatOf("mia", "sextant");

    private Asking AsMia => cases.As("mia", "sextant", "outside");

    [Fact]
    public async Task They_are_asked_first_see_what_they_were_given_and_write_to_the_panel_until_it_ends()
    {
        var (report, id, piece, other) = await WithPiecesAsync();
        var engagement = await EngageAsync(id, piece);
        (await ItemAsync(engagement)).ShouldBeNull("the reporter may exclude people first");
        cases.App.Neighbours.Asked.Where(a => a.Route == $"POST /internal/outside/sextant/{Mia}").ShouldNotBeEmpty();

        cases.Advance(TimeSpan.FromHours(48));
        var asked = await AskedAsync(engagement);
        (asked["answer"], asked["codeName"], asked["task"], asked["included"], asked["affected"]).ShouldBe((null, null, null, null, null));
        asked["subjects"]![0]!["accounts"]![0]!.GetValue<string>().ShouldBe("github:skyline-7");
        asked.ToJsonString().ShouldNotContain(id.ToString());
        asked.ToJsonString().ShouldNotContain(Canary);
        await NothingAsync(AsMia, engagement, piece);

        var (status, answer) = await AsMia.PostAsync($"/api/conflict-requests/{engagement}/answer", new { answer = "none" });
        (status, answer.ToJsonString()).ShouldBe((200, $$"""{"engagement":"{{engagement}}"}"""));
        var item = (await ItemAsync(engagement)).ShouldNotBeNull();
        ((string)item["task"]!, (Guid)item["included"]!.AsArray().ShouldHaveSingleItem()!).ShouldBe(($"Lead it. {Canary}", piece));
        item.ToJsonString().ShouldNotContain(id.ToString());
        (await AsMia.GetAsync($"/api/engagements/{engagement}/evidence/{piece}")).Status.ShouldBe(200);
        (await AsMia.GetAsync($"/api/engagements/{engagement}/evidence/{other}")).Status.ShouldBe(404);
        (await AsMia.PostAsync($"/api/engagements/{engagement}/report", new { text = "They agree." })).Status.ShouldBe(201);
        var seen = (await cases.As("juno").GetAsync($"/api/cases/{id}")).Json;
        ((string)seen["engagements"]![0]!["words"]![0]!["text"]!).ShouldBe("They agree.");
        seen["panel"]!.AsArray().Select(p => (Guid)p!["seat"]!).ShouldNotContain(Mia);
        await CaseDoesNotExistAsync(id, report);
        var reads = (await cases.As("ira").GetAsync($"/api/cases/{id}/reads?limit=200")).Json["items"]!.AsArray().Where(r => (Guid)r!["seat"]! == Mia).ToList();
        reads.Select(r => (string)r!["part"]!).Distinct().ShouldBe(["engagement", "evidence"], ignoreOrder: true);
        reads.ShouldAllBe(r => (string)r!["role"]! == "outside");

        foreach (var (who, at) in new[] { (cases.As("ira"), engagement), (cases.As("noa", "sextant", "outside"), engagement), (cases.As("mia", "astrolabe", "outside"), engagement), (AsMia, Guid.NewGuid()) })
        {
            await NothingAsync(who, at, piece);
        }

        await cases.As("juno").DoAsync(id, $"outside/{engagement}/end");
        await NothingAsync(AsMia, engagement, piece);
        (await ItemAsync(engagement)).ShouldBeNull();
    }

    [Theory]
    [InlineData("yes")]
    [InlineData(null)]
    [InlineData("no")]
    public async Task What_a_reporter_sent_they_see_as_the_reporter_said_that_they_may(string? said)
    {
        var (report, id, piece, _) = await WithPiecesAsync();
        cases.App.Neighbours.Answer($"GET /internal/reports/{report}/consents", new ReportConsents(report, []));
        var engagement = await EngageAsync(id, piece);
        cases.Advance(TimeSpan.FromHours(48));
        await AskedAsync(engagement);
        await AsMia.PostAsync($"/api/conflict-requests/{engagement}/answer", new { answer = "none" });
        var asked = new Dictionary<string, EvidenceQuestion>();
        var sent = Piece(piece) with { Report = report, Source = Canary, CapturedAt = GivenAt };
        foreach (var what in new[] { "", "/original", "/stripped" })
        {
            cases.App.Neighbours.Answer<EvidenceQuestion>($"POST /internal/evidence/{piece}{what}", q =>
            {
                asked[what] = q;
                return new EvidenceDetail(sent, [new("EXIF", [new("Artist", Canary)])], true, "available");
            });
        }

        if (said is not null)
        {
            cases.Consents(report, ("outside", said));
        }

        var detail = (await AsMia.GetAsync($"/api/engagements/{engagement}/evidence/{piece}")).Json;
        foreach (var copy in new[] { "original", "stripped" })
        {
            await AsMia.GetAsync($"/api/engagements/{engagement}/evidence/{piece}/{copy}");
        }

        asked["/original"].Reports.ShouldBe(said == "yes" ? [report] : []);
        asked["/stripped"].Reports.ShouldBe(said == "no" ? [] : [report]);
        detail.ToJsonString().Contains(Canary).ShouldBe(said == "yes");
        cases.App.Neighbours.Queries.ShouldContain(q => q.Contains($"/internal/reports/{report}/conflict-view") && q.Contains("audience=outside"), "who reported stays sealed for this audience");
    }

    [Fact]
    public async Task Whom_the_reporter_excludes_is_out_at_once_and_whose_answer_is_hard_never_learns_of_it()
    {
        var (report, id, piece, _) = await WithPiecesAsync();
        var engagement = await EngageAsync(id, piece);
        cases.Advance(TimeSpan.FromHours(48));
        await AskedAsync(engagement);
        await AsMia.PostAsync($"/api/conflict-requests/{engagement}/answer", new { answer = "none" });
        (await AsMia.GetAsync($"/api/engagements/{engagement}/evidence/{piece}")).Status.ShouldBe(200);

        cases.SetAside("sextant", report, "mia");
        await NothingOfPieceAsync(AsMia, engagement, piece);
        await cases.HandAsync(new ReporterWrote(cases.Origin(), report, Guid.NewGuid(), "exclusion"));
        await NothingAsync(AsMia, engagement, piece);
        cases.SetAside("sextant", Guid.Empty);
        await NothingAsync(AsMia, engagement, piece);

        var (_, second, _, _) = await WithPiecesAsync();
        var hard = await EngageAsync(second, null);
        cases.Advance(TimeSpan.FromHours(48));
        await AskedAsync(hard);
        (await AsMia.PostAsync($"/api/conflict-requests/{hard}/answer", new { answer = "hard" })).Status.ShouldBe(204);
        (await ItemAsync(hard)).ShouldBeNull();
        (await AsMia.PostAsync($"/api/conflict-requests/{hard}/answer", new { answer = "none" })).Status.ShouldBe(404);
        ((string)(await cases.As("ira").GetAsync($"/api/cases/{second}")).Json["engagements"]![0]!["state"]!).ShouldBe("notAvailable");
    }

    [Fact]
    public async Task Who_is_asked_again_about_one_person_more_reads_no_names_before_answering_for_that_one()
    {
        var (_, id, piece, _) = await WithPiecesAsync();
        var engagement = await EngageAsync(id, piece);
        cases.Advance(TimeSpan.FromHours(48));
        await AskedAsync(engagement);
        (await AsMia.PostAsync($"/api/conflict-requests/{engagement}/answer", new { answer = "soft" })).Status.ShouldBe(202);
        (await ItemAsync(engagement))!["affected"]!.AsArray().Select(a => (string)a!).ShouldBe(["Affected Ann"]);
        cases.App.Neighbours.Answer<PersonStated>("POST /internal/persons/identify", q => new PersonKnown(Guid.NewGuid()));

        await cases.As("ira").DoAsync(id, "subjects", new { add = true, accounts = new[] { "github:later" }, identification = "claimed" });

        var again = (await ItemAsync(engagement))!;
        (again["affected"], again["answer"]).ShouldBe((null, null));
    }

    [Fact]
    public async Task When_its_time_is_over_the_clock_ends_it_and_so_does_a_hand_over()
    {
        var (_, id, piece, _) = await WithPiecesAsync();
        var engagement = await EngageAsync(id, piece);
        cases.Advance(TimeSpan.FromHours(48));
        await AskedAsync(engagement);
        await AsMia.PostAsync($"/api/conflict-requests/{engagement}/answer", new { answer = "none" });

        cases.Advance(TimeSpan.FromDays(11));
        await NothingAsync(AsMia, engagement, piece);
        await Fixtures.Eventually.TrueAsync(async () => (await cases.As("ira").GetAsync($"/api/cases/{id}/history?limit=200")).Json.ToJsonString().Contains("engagement_ended", StringComparison.Ordinal), "the end is on record");
    }

    [Fact]
    public async Task Nobody_is_engaged_whom_the_directory_does_not_know_by_name_and_nothing_is_given_that_a_reporter_refused()
    {
        var (report, id, piece, _) = await WithPiecesAsync(sentByReporter: true);
        (await cases.As("ira").PostAsync($"/api/cases/{id}/outside", Body(piece, Guid.NewGuid()))).Status.ShouldBe(400);
        cases.Consents(report, ("outside", "no"));
        (await cases.As("ira").RefusedAsync(id, "outside", Body(piece, Mia))).ShouldBe("noConsent");
        (await cases.As("vera", "astrolabe").PostAsync($"/api/cases/{id}/outside", Body(piece, Mia))).Status.ShouldBe(404);
        (await AsMia.PostAsync($"/api/cases/{id}/outside", Body(piece, Mia))).Status.ShouldBe(404);
    }

    private async Task CaseDoesNotExistAsync(Guid id, Guid report)
    {
        foreach (var path in new[] { "", "/history", "/reads", $"/reports/{report}", "/evidence", $"/reports/{report}/identity" })
        {
            (await AsMia.GetAsync($"/api/cases/{id}{path}")).Status.ShouldBe(404, path);
        }

        foreach (var command in new[] { "notes", "proposals", "communications", "mediation" })
        {
            (await AsMia.PostAsync($"/api/cases/{id}/{command}", new { text = "t" })).Status.ShouldBe(404, command);
        }

        foreach (var list in new[] { "cases", "conflict-requests" })
        {
            (await AsMia.GetAsync($"/api/bodies/sextant/{list}")).Status.ShouldBe(404, list);
        }

        (await AsMia.PostAsync("/api/bodies/sextant/cases/search", new { account = "github:skyline-7" })).Status.ShouldBe(404);
    }

    private static async Task NothingAsync(Asking who, Guid engagement, Guid piece)
    {
        await NothingOfPieceAsync(who, engagement, piece);
        (await who.PostAsync($"/api/engagements/{engagement}/report", new { text = "t" })).Status.ShouldBe(404);
    }

    private static async Task NothingOfPieceAsync(Asking who, Guid engagement, Guid piece)
    {
        foreach (var copy in new[] { "", "/original", "/stripped" })
        {
            var (status, json) = await who.GetAsync($"/api/engagements/{engagement}/evidence/{piece}{copy}");
            (status, (string?)json["code"]).ShouldBe((404, "notFound"));
        }
    }

    private async Task<(Guid Report, Guid Case, Guid Piece, Guid Other)> WithPiecesAsync(bool sentByReporter = false)
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira", "juno", "kai");
        var (piece, other) = (Guid.NewGuid(), Guid.NewGuid());
        cases.App.Neighbours.Answer<EvidenceOfCase>("POST /internal/evidence/of-case", _ => new EvidenceList([Piece(piece) with { Report = sentByReporter ? report : null }, Piece(other)]));
        cases.App.Neighbours.Answer<EvidenceQuestion>($"POST /internal/evidence/{piece}", _ => new EvidenceDetail(Piece(piece), [], true, "available"));
        cases.App.Neighbours.Answer<HandlingQuestion>(
            $"POST /internal/outside/sextant/{Mia}", _ => new OutsidePerson(new(Mia, Coc.Platform.Ids.V5(Guid.Empty, "mia"), "outside", false, "appointed", 0), Name, false));
        return (report, id, piece, other);
    }

    private async Task<Guid> EngageAsync(Guid id, Guid? piece)
    {
        var engaged = await cases.As("ira").DoAsync(id, "outside", Body(piece, Mia));
        var engagement = engaged["engagements"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)engagement["name"]!, (string)engagement["as"]!, (string)engagement["state"]!, (Guid)engagement["by"]!).ShouldBe((Name, "mediator", "announced", CasesApp.SeatOf("ira", "sextant")));
        engagement["termsAcceptedAt"].ShouldNotBeNull();
        engaged["messages"]!.AsArray()[^1]!["text"]!.GetValue<string>().ShouldContain(Name);
        return (Guid)engagement["id"]!;
    }

    private object Body(Guid? piece, Guid seat) => new
    {
        seat, @as = "mediator", task = $"Lead it. {Canary}", include = piece is { } one ? new[] { one } : [], termsAccepted = cases.Now.AddDays(-1), until = cases.Now.AddDays(10),
    };

    private async Task<JsonNode?> ItemAsync(Guid engagement)
    {
        var (status, list) = await AsMia.GetAsync("/api/engagements?limit=200");
        status.ShouldBe(200, list.ToJsonString());
        return list["items"]!.AsArray().FirstOrDefault(i => (Guid)i!["id"]! == engagement);
    }

    private async Task<JsonNode> AskedAsync(Guid engagement)
    {
        JsonNode? item = null;
        await Fixtures.Eventually.TrueAsync(async () => (item = await ItemAsync(engagement)) is not null, "nobody asked them");
        return item!;
    }

    private static StatedEvidence Piece(Guid id) => new(id, null, GivenAt, "kept", "chat.png", 7, new string('a', 64), "image/png", "image/png", false, null, null, true, []);

    private static DateTimeOffset GivenAt => new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
}
