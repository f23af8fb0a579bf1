using Coc.Contracts.Channel;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Cases;

/// <summary>
/// Who may (api.md), turned round: every route of Cases, taken from the routes themselves so that a new one is here on arrival, asked by everybody for whom the case does not exist. What the routes are about stands
/// in <see cref="Rows"/>; one of another kind has to be added.
/// </summary>
public sealed class IsolationMatrix(CasesApp cases) : IClassFixture<CasesApp>
{
    private static readonly Guid Evidence = Guid.NewGuid();

    /// <summary>What begins so is about one case, one question to counsel, one engagement, one question about conflicts, or a body's list of cases.</summary>
    private static readonly (string Beginning, string Kind)[] Rows =
    [
        ("/api/cases/{id:guid}", "case"), ("/api/legal-requests", "counsel"), ("/api/engagements", "engagement"), ("/api/conflict-requests/{request:guid}", "request"), ("/api/bodies/{slug}/conflict-requests", "list"), ("/api/bodies/{slug}/cases", "list"),
    ];

    // Not asked, not answered, conflicted, unconfirmed, or with a seat that reads no case: who they are, in which body, as what.
    private static readonly (string Name, string Body, string Role)[] Strangers =
    [
        ("mo", "sextant", "member"), ("lou", "sextant", "member"), ("kai", "sextant", "member"), ("newcomer", "sextant", "member"), ("newcomer", "sextant", "alternate"), ("vera", "astrolabe", "member"), ("ada", "orrery", "member"),
        ("finn", "orrery", "alternate"), ("nia", "sextant", "liaison"), ("rota", "sextant", "moderator"), ("hands", "sextant", "executor"), ("stage", "meridian", "eventStaff"), ("other", "lodestar", "counsel"), ("ledger", "sextant", "auditor"),
        ("root", "orrery", "admin"), ("noa", "sextant", "outside"),
    ];

    [Fact]
    public void Every_route_has_its_row() => Routes().Where(r => KindOf(r.Path) is null).Select(r => r.Path).ShouldBeEmpty();

    [Fact]
    public async Task For_whom_a_case_does_not_exist_none_of_its_routes_does()
    {
        var world = await WorldAsync();
        var before = await StoredAsync(world.Case);
        var wrong = new List<string>();
        foreach (var route in Routes().Where(r => KindOf(r.Path) == "case"))
        {
            // The body's auditor sees who read, and nothing of what.
            foreach (var (name, body, role) in Strangers.Append((Name: "counsel", Body: "meridian", Role: "counsel")).Where(s => s.Role != "auditor" || !route.Path.EndsWith("/reads", StringComparison.Ordinal)))
            {
                await MissingAsync(wrong, route, world, cases.As(name, body, role), $"{name}, {role} of {body}");
            }

            await MissingAsync(wrong, route, world with { Case = Guid.NewGuid() }, cases.As("ira"), "the panel, of a case that is not there");
        }

        wrong.ShouldBeEmpty();
        (await StoredAsync(world.Case)).ShouldBe(before);
    }

    [Fact]
    public async Task The_panel_finds_what_others_do_not()
    {
        var world = await WorldAsync();
        var missing = new List<string>();
        foreach (var route in Routes().Where(r => KindOf(r.Path) == "case" && !r.Path.Contains("thing", StringComparison.Ordinal)))
        {
            await MissingAsync(missing, route, world, cases.As("ira"), "", found: true);
        }

        // Reports, evidence, rooms and holders are other services', which are not there.
        missing.Where(m => !new[] { "/reports/", "evidence", "rooms", "identity" }.Any(m.Contains)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_question_to_counsel_is_there_for_that_counsel_alone_and_until_it_is_answered()
    {
        var world = await WorldAsync();
        var (routes, wrong) = (Routes().Where(r => KindOf(r.Path) == "counsel" && r.Path.Contains("{request", StringComparison.Ordinal)).ToList(), new List<string>());
        var counsel = cases.As("counsel", "meridian", "counsel");
        routes.Count.ShouldBeGreaterThanOrEqualTo(4);
        foreach (var route in routes)
        {
            foreach (var (name, body, role) in Strangers.Append(("ira", "sextant", "member")).Append(("juno", "sextant", "member")))
            {
                await MissingAsync(wrong, route, world, cases.As(name, body, role), $"{name}, {role} of {body}");
            }

            await MissingAsync(wrong, route, world with { Request = Guid.NewGuid() }, counsel, "counsel, of a question that is not there");
        }

        foreach (var (name, body, role) in Strangers.Append(("ira", "sextant", "member")))
        {
            var (status, list) = await cases.As(name, body, role).GetAsync("/api/legal-requests?assignee=me&limit=200");
            (role == "counsel" ? status == 200 && !list.ToJsonString().Contains(world.Request.ToString(), StringComparison.Ordinal) : status == 404).ShouldBeTrue($"{name}, {role} of {body}: {status}");
        }

        (await counsel.GetAsync($"/api/legal-requests/{world.Request}/evidence/{Evidence}")).Status.ShouldBe(200, "the same question finds what must be there");
        (await counsel.PostAsync($"/api/legal-requests/{world.Request}/answer", new { outcome = "noExposure" })).Status.ShouldBe(200);
        foreach (var route in routes.Where(r => r.Method == "GET"))
        {
            await MissingAsync(wrong, route, world, counsel, "counsel, after the answer");
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_engagement_is_there_for_who_was_engaged_alone_and_until_it_ends()
    {
        var world = await WorldAsync();
        var (routes, wrong) = (Routes().Where(r => KindOf(r.Path) == "engagement" && r.Path.Contains("{engagement", StringComparison.Ordinal)).ToList(), new List<string>());
        var mia = cases.As("mia", "sextant", "outside");
        routes.Count.ShouldBeGreaterThanOrEqualTo(4);
        world = world with { Engagement = await EngagedAsync(world, mia) };
        foreach (var route in routes)
        {
            foreach (var (name, body, role) in Strangers.Append(("ira", "sextant", "member")).Append(("counsel", "meridian", "counsel")).Append(("mia", "astrolabe", "outside")))
            {
                await MissingAsync(wrong, route, world, cases.As(name, body, role), $"{name}, {role} of {body}");
            }

            await MissingAsync(wrong, route, world with { Engagement = Guid.NewGuid() }, mia, "Mia, of an engagement that is not there");
        }

        (await mia.GetAsync($"/api/engagements/{world.Engagement}/evidence/{Evidence}")).Status.ShouldBe(200, "the same question finds what must be there");
        await cases.As("juno").DoAsync(world.Case, $"outside/{world.Engagement}/end");
        foreach (var route in routes)
        {
            await MissingAsync(wrong, route, world, mia, "Mia, after the end");
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_question_about_conflicts_is_answered_by_whom_it_was_asked()
    {
        var world = await WorldAsync();
        var (request, wrong) = (await cases.RequestAsync("lou", world.Report), new List<string>());
        foreach (var route in Routes().Where(r => KindOf(r.Path) == "request"))
        {
            foreach (var (name, body, role) in Strangers.Where(s => s.Name != "lou").Append(("ira", "sextant", "member")).Append(("counsel", "meridian", "counsel")))
            {
                await MissingAsync(wrong, route, world with { Request = request }, cases.As(name, body, role), $"{name}, {role} of {body}");
            }
        }

        wrong.ShouldBeEmpty();
        (await cases.RequestAsync("lou", world.Report)).ShouldBe(request);
    }

    [Fact]
    public async Task No_list_names_a_case_to_whom_it_does_not_exist()
    {
        var world = await WorldAsync();
        var codeName = (string)(await cases.As("ira").GetAsync($"/api/cases/{world.Case}")).Json["codeName"]!;
        foreach (var route in Routes().Where(r => KindOf(r.Path) == "list" && !(r.Method == "POST" && r.Path.EndsWith("/cases", StringComparison.Ordinal))))
        {
            foreach (var (name, body, role) in Strangers.Append(("counsel", "meridian", "counsel")))
            {
                foreach (var slug in new[] { "sextant", body }.Distinct())
                {
                    var (status, list) = await cases.As(name, body, role).SendAsync(new HttpMethod(route.Method), route.Path.Replace("{slug}", slug, StringComparison.Ordinal), route.Method == "GET" ? null : new { q = codeName });
                    status.ShouldBeOneOf(200, 404);
                    (status == 200 && slug != body).ShouldBeFalse($"{route} for {name}, {role} of {body}");
                    list.ToJsonString().ShouldNotContain(world.Case.ToString(), Case.Insensitive, $"{route} for {name}, {role} of {body}");
                    list.ToJsonString().ShouldNotContain(codeName, Case.Insensitive, $"{route} for {name}, {role} of {body}");
                }
            }
        }
    }

    private static async Task MissingAsync(List<string> wrong, (string Method, string Path) route, World world, Asking who, string whom, bool found = false)
    {
        var (status, json) = await who.SendAsync(new HttpMethod(route.Method), world.In(route.Path), route.Method == "GET" ? null : new { });
        if (((status, (string?)json["code"]) == (404, "notFound")) == found)
        {
            wrong.Add($"{route.Method} {route.Path} for {whom}: {status}");
        }
    }

    private static string? KindOf(string path) => Rows.Where(r => path == r.Beginning || path.StartsWith(r.Beginning + "/", StringComparison.Ordinal)).Select(r => r.Kind).FirstOrDefault();

    private IReadOnlyList<(string Method, string Path)> Routes() =>
    [
        .. from endpoint in cases.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           let path = "/" + endpoint.RoutePattern.RawText!.Trim('/')
           where path.StartsWith("/api/", StringComparison.Ordinal)
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           select (method, path),
    ];

    // Two of five are on the panel; one was hard, one is soft and waits, one has not answered. Counsel is asked about a piece.
    private async Task<World> WorldAsync()
    {
        var (report, person) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira", "juno");
        (await AnswerAsync("mo", report, "hard")).ShouldBe(204);
        (await AnswerAsync("kai", report, "soft")).ShouldBe(202);
        var piece = new StatedEvidence(Evidence, report, cases.Now, "kept", "shot.jpg", 1, "00", "image/jpeg", null, false, null, null, true, []);
        cases.App.Neighbours.Answer<EvidenceOfCase>("POST /internal/evidence/of-case", q => new EvidenceList(q.Reports.Contains(report) ? [piece] : []));
        cases.App.Neighbours.Answer<EvidenceQuestion>($"POST /internal/evidence/{Evidence}", _ => new EvidenceDetail(piece, [], true, "available"));
        cases.Consents(report, ("foundation", "yes"), ("counsel", "yes"));
        var asked = await cases.As("ira").DoAsync(id, "legal-requests", new { question = "May we?", include = new[] { Evidence } });
        return new(id, report, person, (Guid)asked["legalRequests"]![0]!["id"]!);
    }

    private async Task<Guid> EngagedAsync(World world, Asking mia)
    {
        var seat = CasesApp.SeatOf("mia", "sextant");
        cases.App.Neighbours.Answer<HandlingQuestion>($"POST /internal/outside/sextant/{seat}", _ => new OutsidePerson(new(seat, Coc.Platform.Ids.V5(Guid.Empty, "mia"), "outside", false, "appointed", 0), "Mia Nobody", false));
        var engaged = await cases.As("ira").DoAsync(
            world.Case, "outside", new { seat, @as = "mediator", task = "Lead it.", include = new[] { Evidence }, termsAccepted = cases.Now.AddDays(-1), until = cases.Now.AddDays(10) });
        var engagement = (Guid)engaged["engagements"]![0]!["id"]!;
        cases.Advance(TimeSpan.FromHours(48));
        await Fixtures.Eventually.TrueAsync(async () => (await mia.PostAsync($"/api/conflict-requests/{engagement}/answer", new { answer = "none" })).Status == 200, "nobody asked them");
        return engagement;
    }

    private async Task<int> AnswerAsync(string name, Guid report, string answer) =>
        (await cases.As(name).PostAsync($"/api/conflict-requests/{await cases.RequestAsync(name, report)}/answer", new { answer })).Status;

    private async Task<(long, long)> StoredAsync(Guid id) =>
        ((long)(await cases.ScalarAsync($"select count(*) from mt.mt_events where stream_id = '{id}'"))!, (long)(await cases.ScalarAsync($"select count(*) from app.case_reads where case_id = '{id}'"))!);

    private sealed record World(Guid Case, Guid Report, Guid Person, Guid Request)
    {
        public Guid Engagement { get; init; }

        /// <summary>The path with the ids of what is there.</summary>
        public string In(string path) => System.Text.RegularExpressions.Regex.Replace(path, @"\{([a-z]+)[^}]*\}", m => m.Groups[1].Value switch
        {
            "id" => Case, "report" => Report, "request" => Request, "engagement" => Engagement, "evidence" => Evidence, "person" or "thing" => Person, _ => Guid.NewGuid(),
        } is var id ? id.ToString() : "");
    }
}
