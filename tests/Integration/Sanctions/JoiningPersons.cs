using System.Net.Http.Json;
using System.Text.Json;
using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>What a committee found out about who is who (R66) reaches the registry, as far as nobody else needs it otherwise.</summary>
public sealed class JoiningPersons(SanctionsApp sanctions) : IClassFixture<SanctionsApp>
{
    private readonly Guid inCase = Guid.NewGuid();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_who_are_one_every_account_leads_to_the_one_and_what_is_in_force_reaches_it()
    {
        var (mine, theirs) = (Account("github"), Account("chat"));
        var (into, person) = (await NamedAsync(mine), await NamedAsync(theirs));
        await sanctions.DecideAsync(into, permission: "danger");
        (await StandingAsync(theirs)).ShouldBe("clear");
        Needed(person, false);

        await sanctions.SayAsync(new SubjectsMerged(Origin(), inCase, person, into));

        (await FindAsync(theirs)).ShouldBe([into]);
        await Fixtures.Eventually.TrueAsync(async () => await StandingAsync(theirs) == "suspended", "the other account stays clear");
        (await CountAsync($"select count(*) from app.person_reports where person = '{person}'")).ShouldBe(0);
        (await CountAsync($"select count(*) from app.person_reports where person = '{into}'")).ShouldBe(2);
        (await CountAsync($"select count(*) from mt.mt_events where data::text like '%{theirs}%'")).ShouldBe(0, "accounts are sealed");
        (await sanctions.ReportAsync(theirs)).Single().ShouldBe(into, "who is named by it later is the one");
    }

    [Fact]
    public async Task Whom_another_case_needs_stays_somebody_of_their_own()
    {
        var (mine, theirs) = (Account("github"), Account("chat"));
        var (into, person) = (await NamedAsync(mine), await NamedAsync(theirs));
        Needed(person, true);

        await sanctions.SayAsync(new SubjectsMerged(Origin(), inCase, person, into));

        (await FindAsync(theirs)).ShouldBe([person]);
    }

    [Fact]
    public async Task Somebody_against_whom_another_case_decided_stays_too()
    {
        var (mine, theirs) = (Account("github"), Account("chat"));
        var (into, person) = (await NamedAsync(mine), await NamedAsync(theirs));
        await sanctions.DecideAsync(person, permission: "danger");
        Needed(person, false);

        await sanctions.SayAsync(new SubjectsMerged(Origin(), inCase, person, into));

        (await FindAsync(theirs)).ShouldBe([person]);
        (await StandingAsync(theirs)).ShouldBe("suspended");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Accounts_of_one_who_is_two_lead_to_the_other_once_two_seats_say_so(bool needed)
    {
        var (mine, theirs) = (Account("github"), Account("chat"));
        var person = await NamedAsync(mine, theirs);
        using var http = sanctions.App.AsService("cases");
        var other = (await (await http.PostAsJsonAsync("/internal/persons/identify", new PersonStated(Guid.NewGuid(), [], "Somebody else"), Token)).Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("person").GetGuid();
        Needed(person, needed);
        sanctions.App.Neighbours.Answer($"GET /internal/cases/{inCase}/subjects/{other}/accounts", new SubjectAccounts([theirs], person));

        await sanctions.SayAsync(new SubjectConfirmed(Origin(), inCase, other));

        (await FindAsync(theirs)).ShouldBe([needed ? person : other]);
        (await FindAsync(mine)).ShouldBe([person]);
    }

    private static string Account(string platform) => $"{platform}:{Guid.NewGuid():N}";

    private async Task<Guid> NamedAsync(params string[] accounts) => (await sanctions.ReportAsync(accounts))[0];

    private void Needed(Guid person, bool needed) => sanctions.App.Neighbours.Answer<PersonNeededQuestion>($"POST /internal/persons/{person}/needed", asked =>
    {
        asked.ButIn.ShouldBe(inCase);
        return new PersonNeeded(needed);
    });

    private Task<string> StandingAsync(string account) => sanctions.StandingAsync(Ira, account, "sextant");

    private async Task<IEnumerable<Guid>> FindAsync(string account)
    {
        using var http = sanctions.App.AsService("cases");
        var answer = await http.PostAsJsonAsync("/internal/persons/find", new PersonsQuestion([account]), Token);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("persons").EnumerateArray().Select(p => p.GetGuid()).ToList();
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var command = sanctions.App.Daemon.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }
}
