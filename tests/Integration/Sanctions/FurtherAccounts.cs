using System.Net.Http.Json;
using System.Text.Json;
using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.Integration.Fixtures;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>Accounts that a committee finds out lead to the person once two seats agree (R66), and what is in force reaches them.</summary>
public sealed class FurtherAccounts(SanctionsApp sanctions) : IClassFixture<SanctionsApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_account_on_which_two_seats_agree_gets_the_standing_and_the_order()
    {
        var (known, further) = ($"github:{Guid.NewGuid():N}", $"chat:{Guid.NewGuid():N}");
        var person = (await sanctions.ReportAsync(known)).Single();
        await sanctions.DecideAsync(person, permission: "danger");
        (await StandingAsync(further)).ShouldBe("clear");
        var inCase = Guid.NewGuid();
        sanctions.App.Neighbours.Answer($"GET /internal/cases/{inCase}/subjects/{person}/accounts", new SubjectAccounts([further]));

        await sanctions.SayAsync(new SubjectConfirmed(Origin(), inCase, person));

        await Eventually.TrueAsync(async () => await StandingAsync(further) == "suspended", "the further account stays clear");
        var orders = (await sanctions.GetAsync(ChatAdmin, "/api/orders?assignee=me&limit=200")).GetProperty("items").EnumerateArray().Select(o => o.GetProperty("account").GetString());
        orders.ShouldContain(further);
        (await FindAsync(further)).ShouldBe([person]);
        await using var command = sanctions.App.Daemon.CreateCommand($"select count(*) from mt.mt_events where data::text like '%{further}%'");
        (await command.ExecuteScalarAsync(Token)).ShouldBe(0L);
    }

    [Fact]
    public async Task An_account_that_leads_to_somebody_else_stays_theirs()
    {
        var (mine, theirs) = ($"chat:{Guid.NewGuid():N}", $"chat:{Guid.NewGuid():N}");
        var person = (await sanctions.ReportAsync(mine)).Single();
        var other = (await sanctions.ReportAsync(theirs)).Single();
        var inCase = Guid.NewGuid();
        sanctions.App.Neighbours.Answer($"GET /internal/cases/{inCase}/subjects/{person}/accounts", new SubjectAccounts([theirs]));

        await sanctions.SayAsync(new SubjectConfirmed(Origin(), inCase, person));

        (await FindAsync(theirs)).ShouldBe([other]);
    }

    [Fact]
    public async Task Somebody_found_out_is_found_by_an_account_or_new_and_asked_again_the_same()
    {
        var account = $"chat:{Guid.NewGuid():N}";
        var (source, other) = (Guid.NewGuid(), Guid.NewGuid());

        var first = await IdentifyAsync(new PersonStated(source, [account], "Rex"));
        (await IdentifyAsync(new PersonStated(source, [account], "Rex"))).ShouldBe(first);
        (await IdentifyAsync(new PersonStated(other, [account.ToUpperInvariant()], null))).ShouldBe(first);
        (await IdentifyAsync(new PersonStated(Guid.NewGuid(), [], "Somebody"))).ShouldNotBe(first);
        (await FindAsync(account)).ShouldBe([first]);
    }

    [Theory]
    [InlineData("intake")]
    [InlineData("ledger")]
    [InlineData("liaison")]
    public async Task Nobody_but_Cases_asks_who_has_an_account(string service)
    {
        using var http = sanctions.App.AsService(service);
        (await http.PostAsJsonAsync("/internal/persons/find", new PersonsQuestion(["chat:x"]), Token)).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        (await http.PostAsJsonAsync("/internal/persons/identify", new PersonStated(Guid.NewGuid(), ["chat:x"], null), Token)).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    private Task<string> StandingAsync(string account) => sanctions.StandingAsync(Ira, account, "sextant");

    private async Task<IEnumerable<Guid>> FindAsync(string account)
    {
        using var http = sanctions.App.AsService("cases");
        var answer = await http.PostAsJsonAsync("/internal/persons/find", new PersonsQuestion([account]), Token);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("persons").EnumerateArray().Select(p => p.GetGuid()).ToList();
    }

    private async Task<Guid> IdentifyAsync(PersonStated stated)
    {
        using var http = sanctions.App.AsService("cases");
        var answer = await http.PostAsJsonAsync("/internal/persons/identify", stated, Token);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("person").GetGuid();
    }
}
