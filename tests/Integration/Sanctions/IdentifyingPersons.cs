using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.Contracts.Intake;
using Coc.Integration.Fixtures;
using Coc.Integration.Intake;
using Coc.Platform;

namespace Coc.Integration.Sanctions;

/// <summary>Accounts as stated lead to persons.</summary>
public sealed class IdentifyingPersons(SanctionsApp sanctions) : IClassFixture<SanctionsApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_account_leads_to_the_same_person_however_it_is_written()
    {
        var first = await sanctions.ReportAsync("github:Skyline-7");
        var second = await sanctions.ReportAsync(" GitHub:@skyline-7. ");

        second.ShouldBe(first);
    }

    [Fact]
    public async Task Accounts_named_together_are_one_person_until_somebody_says_otherwise()
    {
        var first = await sanctions.ReportAsync("github:rex-1", "chat:rex.1");

        (await sanctions.ReportAsync("chat:rex.1")).ShouldBe(first);
    }

    [Fact]
    public async Task A_report_that_names_nobody_is_identified_too()
    {
        (await sanctions.ReportAsync(Array.Empty<StatedPerson>())).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_description_alone_stays_a_person_of_its_own()
    {
        var first = await sanctions.ReportAsync(new StatedPerson([], null, "somebody tall"));
        var second = await sanctions.ReportAsync(new StatedPerson([], null, "somebody tall"));

        second.ShouldNotBe(first);
    }

    [Fact]
    public async Task Many_reports_at_once_make_one_person()
    {
        var reports = Enumerable.Range(0, 12).Select(_ => Guid.NewGuid()).ToList();
        foreach (var report in reports)
        {
            sanctions.App.Neighbours.Answer($"GET /internal/reports/{report}/subjects", new ReportSubjects(report, [new StatedPerson(["github:crowd", "chat:crowd"], null, null)]));
        }

        await Task.WhenAll(reports.Select(report => sanctions.SayAsync(new ReportReceived(
            SanctionsApp.Origin("*intake*"), report, Guid.NewGuid(), DateTimeOffset.UnixEpoch, "report", "web", "normal", [], null, 1, false, null))));

        var persons = new HashSet<Guid>();
        foreach (var report in reports)
        {
            persons.Add((await sanctions.PersonsOfAsync(report)).Single());
        }

        persons.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_report_delivered_twice_is_identified_once()
    {
        var report = Guid.NewGuid();
        sanctions.App.Neighbours.Answer($"GET /internal/reports/{report}/subjects", new ReportSubjects(report, [new StatedPerson(["github:twice"], null, null)]));
        var message = new ReportReceived(SanctionsApp.Origin("*intake*"), report, Guid.NewGuid(), DateTimeOffset.UnixEpoch, "report", "web", "normal", [], null, 1, false, null);

        await sanctions.SayAsync(message);
        await sanctions.SayAsync(message);

        (await CountAsync(Ids.V5(report, "subjects"))).ShouldBe(1);
    }

    [Fact]
    public async Task One_report_does_not_tie_an_account_to_a_confirmed_person()
    {
        var person = (await sanctions.ReportAsync("github:known")).Single();
        await sanctions.SayAsync(new SubjectConfirmed(SanctionsApp.Origin(), Guid.NewGuid(), person));

        (await sanctions.ReportAsync("github:known", "github:bystander")).ShouldBe([person]);

        (await sanctions.ReportAsync("github:bystander")).ShouldNotBe([person]);
    }

    [Fact]
    public async Task What_is_in_force_reaches_an_account_that_is_confirmed_later()
    {
        var (account, later) = ($"github:{Guid.NewGuid():N}", $"github:{Guid.NewGuid():N}");
        var person = (await sanctions.ReportAsync(account)).Single();
        await sanctions.DecideAsync(person, permission: "danger");
        await sanctions.ReportAsync(account, later);
        (await sanctions.StandingAsync(SanctionsApp.Ira, later, "sextant")).ShouldBe("clear");

        await sanctions.SayAsync(new SubjectConfirmed(SanctionsApp.Origin(), Guid.NewGuid(), person));

        await Eventually.TrueAsync(async () => await sanctions.StandingAsync(SanctionsApp.Ira, later, "sextant") == "suspended", "the later account stays clear");
    }

    [Fact]
    public async Task Accounts_and_names_are_nowhere_in_the_clear()
    {
        await sanctions.ReportAsync(new StatedPerson(["github:canaryaccount"], "Canaryname", null));

        (await PlaintextSearch.HitsAsync(sanctions.App.Database, "canaryaccount", Token)).ShouldBeEmpty();
        (await PlaintextSearch.HitsAsync(sanctions.App.Database, "Canaryname", Token)).ShouldBeEmpty();
    }

    private async Task<long> CountAsync(Guid stream)
    {
        await using var command = sanctions.App.Daemon.CreateCommand("select count(*) from mt.mt_events where stream_id = $1");
        command.Parameters.AddWithValue(stream);
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }
}
