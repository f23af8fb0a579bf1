using Coc.Contracts.Channel;

namespace Coc.Integration.Liaison;

/// <summary>P1, R34: who holds a seat is a person, not an address: their past, their ties and the rules about them come along under another one.</summary>
public sealed class WhoIsWho(LiaisonApp liaison) : IClassFixture<LiaisonApp>
{
    [Fact]
    public async Task Every_address_of_a_person_is_compared_with_the_people_of_a_case_under_each_of_their_accounts()
    {
        var slug = await BodyAsync();
        await SeatedAsync(slug, new { email = "mo-elsewhere@people.example", name = "Quite Another", role = "member", samePersonAs = LiaisonApp.SeatOf("mo", "sextant") });

        var asked = await AskedAboutAsync(slug);

        asked.Select(a => a.Account).ShouldBe([LiaisonApp.AccountOf("mo-elsewhere@people.example"), LiaisonApp.AccountOf("mo@sextant.example")], ignoreOrder: true);
        asked.ShouldAllBe(a => a.Accounts.Contains("github:mo-sextant") && a.Accounts.Contains("mo@sextant.example") && a.Accounts.Contains("email:mo-elsewhere@people.example"));
        asked.ShouldAllBe(a => a.OtherNames.Contains("mo@sextant.example") && a.OtherNames.Count(n => n.StartsWith("Mo ", StringComparison.Ordinal)) == 1);
    }

    [Fact]
    public async Task A_new_address_with_an_account_of_an_earlier_seat_brings_all_of_it_along_though_nobody_said_so()
    {
        var (first, second) = (await BodyAsync(), await BodyAsync());
        var gone = await SeatedAsync(first, new { email = "first@people.example", name = "First Name", role = "member", accounts = new[] { "github:known", "chat:of-old" } });
        (await liaison.Admin.PostAsync($"/api/seats/{gone}/end")).Status.ShouldBe(200);

        await SeatedAsync(second, new { email = "second@people.example", name = "Second Name", role = "member", accounts = new[] { "GitHub: @Known" } });

        (await AskedAboutAsync(second)).ShouldAllBe(a => a.Accounts.Contains("chat:of-old") && a.OtherNames.Contains("First Name") && a.Accounts.Contains("first@people.example"));
    }

    [Fact]
    public async Task Whoever_takes_an_account_alone_sets_nobody_else_aside()
    {
        var slug = await BodyAsync();
        var alice = await SeatedAsync(slug, new { email = "alice@people.example", name = "Alice", role = "member", accounts = new[] { "github:alice-in-truth" } });
        var mallory = await SeatedAsync(slug, new { email = "mallory@people.example", name = "Mallory", role = "member", accounts = new[] { "github:mallory" } });
        var own = new Asking(liaison.App.As(new Coc.Platform.Security.Caller(
            Coc.Platform.Security.CallerKind.Seat, LiaisonApp.AccountOf("mallory@people.example").ToString(), [new TicketSeat(mallory, slug, "member", false)])));
        (await own.SendAsync(HttpMethod.Patch, $"/api/seats/{mallory}", new { accounts = new[] { "github:alice-in-truth" } })).Status.ShouldBe(200);

        var asked = await AskedAboutAsync(slug);

        asked.Where(a => a.Seat == alice).ShouldHaveSingleItem().Accounts.ShouldNotContain("github:mallory");
        asked.Where(a => a.Seat == mallory).ShouldAllBe(a => a.Accounts.Contains("alice@people.example"));
    }

    [Theory]
    [InlineData("{\"account\":\"ACCOUNT\",\"email\":\"EMAIL\",\"role\":\"member\"}", "account")] // of nobody
    [InlineData("{\"account\":\"VERA\",\"email\":\"EMAIL\",\"role\":\"member\"}", "email")] // of somebody else
    [InlineData("{\"email\":\"EMAIL\",\"role\":\"member\",\"samePersonAs\":\"vera\"}", null)]
    public async Task An_account_beside_an_address_is_that_addresss(string body, string? field)
    {
        var slug = await BodyAsync();
        var text = body.Replace("ACCOUNT", Guid.NewGuid().ToString(), StringComparison.Ordinal).Replace("VERA", LiaisonApp.AccountOf("vera@astrolabe.example").ToString(), StringComparison.Ordinal)
            .Replace("EMAIL", $"{Guid.NewGuid():N}@people.example", StringComparison.Ordinal);

        var (status, problem) = await liaison.Admin.PostAsync($"/api/bodies/{slug}/seats", System.Text.Json.Nodes.JsonNode.Parse(text));

        status.ShouldBe(400, problem.ToJsonString());
        (field is null || problem["errors"]![field] is not null).ShouldBeTrue(problem.ToJsonString());
        (await liaison.ScalarAsync($"select count(*) from app.seats where body = '{slug}'")).ShouldBe(0L);
    }

    [Theory]
    [InlineData("{\"email\":\"new-address@people.example\",\"role\":\"member\",\"samePersonAs\":\"VERA\"}")]
    [InlineData("{\"email\":\"new-address@people.example\",\"role\":\"alternate\",\"accounts\":[\"github:vera-astrolabe\"]}")]
    [InlineData("{\"account\":\"vera@astrolabe.example\",\"role\":\"member\"}")]
    public async Task Deciding_in_two_bodies_where_that_is_forbidden_is_refused_under_whatever_address(string body)
    {
        var text = System.Text.Json.Nodes.JsonNode.Parse(body.Replace("VERA", LiaisonApp.SeatOf("vera", "astrolabe").ToString(), StringComparison.Ordinal));
        var alone = await BodyAsync("astrolabe");
        (await liaison.Admin.PostAsync($"/api/bodies/{alone}/seats", text)).ShouldBeRefusal("R34");

        var two = await BodyAsync("astrolabe");
        await SeatedAsync(two, new { email = "a@people.example", role = "member" });
        await SeatedAsync(two, new { email = "b@people.example", role = "member" });
        var (status, proposed) = await liaison.Admin.PostAsync($"/api/bodies/{two}/seats", text?.DeepClone());
        status.ShouldBe(202, "who proposes is told nothing of people elsewhere");
        var second = await MemberAsync(two, "a@people.example");
        var confirm = $"/api/bodies/{two}/pending-changes/{proposed["pendingChange"]}/confirm";
        var (refused, problem) = await second.PostAsync(confirm);
        (refused, (string)problem["code"]!, (string)problem["rule"]!).ShouldBe((409, "seatInTwoBodies", "R34"));
        problem.ToJsonString().ShouldNotContain("astrolabe");
        (await second.PostAsync(confirm)).Status.ShouldBe(404, "to hear it again it has to be proposed again");

        (await liaison.ScalarAsync($"select count(*) from app.seats where body = '{alone}'")).ShouldBe(0L);
        (await liaison.ScalarAsync($"select count(*) from app.seats where body = '{two}'")).ShouldBe(2L);
        foreach (var (slug, change, heard) in new[] { (alone, null, "admin"), (two, (string?)proposed["pendingChange"], "member") })
        {
            var (_, page) = await liaison.As("auditor", "orrery", "auditor").GetAsync($"/api/bodies/{slug}/refused-seats");
            var kept = page["items"]!.AsArray().ShouldHaveSingleItem()!;
            ((string)kept["code"]!, (string?)kept["pendingChange"], (string)kept["proposedBy"]!["role"]!, (string)kept["heardBy"]!["role"]!).ShouldBe(("seatInTwoBodies", change, "admin", heard));
        }
    }

    [Fact]
    public async Task Whoever_tries_out_whose_account_it_is_learns_nothing_and_an_answer_is_not_given_twice_as_two()
    {
        var chair = liaison.As("vera", "astrolabe", chair: true);
        var never = await chair.PostAsync("/api/bodies/astrolabe/seats", new { account = LiaisonApp.AccountOf("nobody-ever@people.example"), role = "counsel" });
        var elsewhere = await chair.PostAsync("/api/bodies/astrolabe/seats", new { account = LiaisonApp.AccountOf("lou@sextant.example"), role = "counsel" });
        (never.Status, elsewhere.Status).ShouldBe((400, 400));
        elsewhere.Json["errors"]!.ToJsonString().ShouldBe(never.Json["errors"]!.ToJsonString());
        (await chair.PostAsync("/api/bodies/astrolabe/seats", new { account = LiaisonApp.AccountOf("wim@astrolabe.example"), role = "counsel" })).Status.ShouldBe(202, "whose seat one can read");

        foreach (var (said, status) in new[] { (LiaisonApp.AccountOf("nobody-ever@people.example"), 409), (LiaisonApp.AccountOf("mo@sextant.example"), 200) })
        {
            var (proposing, proposed) = await chair.PostAsync("/api/bodies/astrolabe/seats", new { email = $"{Guid.NewGuid():N}@people.example", role = "counsel", samePersonAs = said });
            proposing.ShouldBe(202, "who proposes is not told whether there is such a person");
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/bodies/astrolabe/pending-changes/{proposed["pendingChange"]}/confirm") { Content = System.Net.Http.Json.JsonContent.Create(new { }) };
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            var (first, again) = (await WimAsync(request), await WimAsync(request));
            first.ShouldBe(again);
            first.ShouldSatisfyAllConditions(f => f.Status.ShouldBe(status), f => f.Type.ShouldBe(status == 409 ? "application/problem+json" : "application/json"), f => (status == 409).ShouldBe(f.Body.Contains("samePersonUnknown", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task Seats_that_were_refused_are_read_by_the_body_the_admin_and_the_auditor_and_hold_no_person()
    {
        var slug = await BodyAsync("astrolabe");
        (await liaison.Admin.PostAsync($"/api/bodies/{slug}/seats", new { account = "vera@astrolabe.example", name = "Canary Refused", employer = "Canary Works", accounts = new[] { "github:canary-refused" }, role = "member" })).ShouldBeRefusal("R34");

        var (_, page) = await liaison.Admin.GetAsync($"/api/bodies/{slug}/refused-seats");
        page["items"]!.AsArray().ShouldHaveSingleItem();
        foreach (var canary in new[] { "anary", "vera", "astrolabe", LiaisonApp.AccountOf("vera@astrolabe.example").ToString(), LiaisonApp.SeatOf("vera", "astrolabe").ToString() })
        {
            page.ToJsonString().ShouldNotContain(canary);
        }

        (await liaison.Ira.GetAsync($"/api/bodies/{slug}/refused-seats")).Status.ShouldBe(404);
        (await liaison.As("nia", "quadrant", "liaison").GetAsync("/api/bodies/quadrant/refused-seats")).Status.ShouldBe(404);
        (await liaison.ScalarAsync($"select count(*) from mt.mt_events where type = 'seat_refused' and data::text ~* 'canary|vera'")).ShouldBe(0L);
    }

    [Fact]
    public async Task An_employer_named_in_a_new_seat_counts_in_the_other_bodies_where_the_same_person_names_none()
    {
        var capped = await BodyAsync(policy: new { employerCap = 1 });
        var address = $"{Guid.NewGuid():N}@people.example";
        await SeatedAsync(capped, new { email = $"{Guid.NewGuid():N}@people.example", role = "member", appointment = "elected", employer = "Acme" });
        await SeatedAsync(capped, new { email = address, role = "member", appointment = "elected" });
        var slug = await BodyAsync();

        (await liaison.Admin.PostAsync($"/api/bodies/{slug}/seats", new { email = address, role = "member", employer = "ACME" })).ShouldBeRefusal("R34");
        await SeatedAsync(slug, new { email = address, role = "member", employer = "Globex" });
    }

    [Fact]
    public async Task Whose_seat_it_is_said_to_be_waits_for_the_second_seat_with_the_rest_and_is_kept()
    {
        var (status, proposed) = await liaison.As("vera", "astrolabe", chair: true).PostAsync("/api/bodies/astrolabe/seats", new
        {
            email = "lou-elsewhere@people.example", role = "member", samePersonAs = LiaisonApp.AccountOf("lou@sextant.example"),
        });
        status.ShouldBe(202, proposed.ToJsonString());
        var (_, pending) = await liaison.As("wim", "astrolabe").GetAsync("/api/bodies/astrolabe/pending-changes");
        pending["items"]!.AsArray().Single(i => (string)i!["id"]! == (string)proposed["pendingChange"]!)!["samePersonAs"]!.ToString().ShouldBe(LiaisonApp.AccountOf("lou@sextant.example").ToString(), "as it was said");

        var (confirmed, seat) = await liaison.As("wim", "astrolabe").PostAsync($"/api/bodies/astrolabe/pending-changes/{proposed["pendingChange"]}/confirm");

        confirmed.ShouldBe(200, seat.ToJsonString());
        (await AskedAboutAsync("astrolabe")).Where(a => a.Seat.ToString() == (string)seat["id"]!).ShouldAllBe(a => a.Accounts.Contains("github:lou-sextant"));
    }

    private async Task<string> BodyAsync(string? apartFrom = null, object? policy = null)
    {
        var slug = "guild-" + Guid.NewGuid().ToString("N")[..8];
        (await liaison.Admin.PostAsync("/api/bodies", new { slug, name = "Guild", handling = "own", policy = apartFrom is null ? policy : new { notTogetherWith = new[] { apartFrom } } })).Status.ShouldBe(201);
        return slug;
    }

    private async Task<Guid> SeatedAsync(string slug, object seat)
    {
        var (status, made) = await liaison.Admin.PostAsync($"/api/bodies/{slug}/seats", seat);
        status.ShouldBe(201, made.ToJsonString());
        return Guid.Parse((string)made["id"]!);
    }

    private async Task<Asking> MemberAsync(string slug, string address) => new(liaison.App.As(new Coc.Platform.Security.Caller(
        Coc.Platform.Security.CallerKind.Seat, LiaisonApp.AccountOf(address).ToString(), [await TicketAsync(slug, address)])));

    private async Task<(int Status, string? Type, string Body)> WimAsync(HttpRequestMessage asked)
    {
        var http = liaison.App.As(new Coc.Platform.Security.Caller(
            Coc.Platform.Security.CallerKind.Seat, LiaisonApp.AccountOf("wim@astrolabe.example").ToString(), [new TicketSeat(LiaisonApp.SeatOf("wim", "astrolabe"), "astrolabe", "member", false)]));
        using var request = new HttpRequestMessage(asked.Method, asked.RequestUri) { Content = System.Net.Http.Json.JsonContent.Create(new { }) };
        request.Headers.Add("Idempotency-Key", asked.Headers.GetValues("Idempotency-Key"));
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task<TicketSeat> TicketAsync(string slug, string address) => new(
        (Guid)(await liaison.ScalarAsync($"select seat from app.seats where body = '{slug}' and account = '{LiaisonApp.AccountOf(address)}'"))!, slug, "member", false);

    // What Intake would be told of the seats of a body.
    private async Task<IReadOnlyList<CandidateSeat>> AskedAboutAsync(string slug)
    {
        var report = Guid.NewGuid();
        var asked = new List<CandidateSeat>();
        liaison.App.Neighbours.Answer<SetAsideQuestion>($"POST /internal/reports/{report}/set-aside", q =>
        {
            asked.AddRange(q.Seats);
            return new SetAsideAnswer([]);
        });
        (await liaison.Cases.PostAsync($"/internal/set-aside/{slug}", new HandlingQuestion([report]))).Status.ShouldBe(200);
        return asked;
    }
}
