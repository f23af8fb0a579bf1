using Coc.Contracts.Channel;

namespace Coc.Integration.Liaison;

/// <summary>P1, R34: who holds a seat is a person, not an address: their past, their ties and the rules about them come along under another one.</summary>
public sealed class WhoIsWho : IClassFixture<LiaisonApp>
{
    private const string Alias = "alias-of-vera@people.example";
    private readonly LiaisonApp liaison;

    public WhoIsWho(LiaisonApp liaison)
    {
        this.liaison = liaison;
        // Identity knows that this address is Vera's.
        liaison.App.Neighbours.Answer<InvitationRequest>("POST /internal/invitations", r => new InvitationAnswer(LiaisonApp.AccountOf(r.Email == Alias ? "vera@astrolabe.example" : r.Email), null));
    }

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
    [InlineData("{\"email\":\"EMAIL\",\"role\":\"member\",\"samePersonAs\":\"ACCOUNT\"}", "samePersonAs")]
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
    [InlineData("{\"email\":\"alias-of-vera@people.example\",\"role\":\"member\"}")] // only Identity knows who that is
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
        if (status == 202)
        {
            var other = new Asking(liaison.App.As(new Coc.Platform.Security.Caller(Coc.Platform.Security.CallerKind.Seat, LiaisonApp.AccountOf("a@people.example").ToString(), [await TicketAsync(two, "a@people.example")])));
            (await other.PostAsync($"/api/bodies/{two}/pending-changes/{proposed["pendingChange"]}/confirm")).ShouldBeRefusal("R34");
        }
        else
        {
            status.ShouldBe(409, proposed.ToJsonString());
            ((string)proposed["rule"]!).ShouldBe("R34");
        }

        (await liaison.ScalarAsync($"select count(*) from app.seats where body = '{alone}'")).ShouldBe(0L);
        (await liaison.ScalarAsync($"select count(*) from app.seats where body = '{two}'")).ShouldBe(2L);
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
        pending["items"]!.AsArray().Single(i => (string)i!["id"]! == (string)proposed["pendingChange"]!)!["samePersonAs"]!.ToString().ShouldBe(LiaisonApp.SeatOf("lou", "sextant").ToString());

        var (confirmed, seat) = await liaison.As("wim", "astrolabe").PostAsync($"/api/bodies/astrolabe/pending-changes/{proposed["pendingChange"]}/confirm");

        confirmed.ShouldBe(200, seat.ToJsonString());
        (await AskedAboutAsync("astrolabe")).Where(a => a.Seat.ToString() == (string)seat["id"]!).ShouldAllBe(a => a.Accounts.Contains("github:lou-sextant"));
    }

    private async Task<string> BodyAsync(string? apartFrom = null)
    {
        var slug = "guild-" + Guid.NewGuid().ToString("N")[..8];
        (await liaison.Admin.PostAsync("/api/bodies", new { slug, name = "Guild", handling = "own", policy = apartFrom is null ? null : new { notTogetherWith = new[] { apartFrom } } })).Status.ShouldBe(201);
        return slug;
    }

    private async Task<Guid> SeatedAsync(string slug, object seat)
    {
        var (status, made) = await liaison.Admin.PostAsync($"/api/bodies/{slug}/seats", seat);
        status.ShouldBe(201, made.ToJsonString());
        return Guid.Parse((string)made["id"]!);
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
