using Coc.Contracts.Cases;
using Coc.Contracts.Channel;

namespace Coc.Integration.Sanctions;

/// <summary>Of whom no violation was found the registry lets go, unless anybody still needs them (P19).</summary>
public sealed class LettingGo(SanctionsApp sanctions) : IClassFixture<SanctionsApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<(Guid Person, Guid Report)> NamedAsync(string account)
    {
        var person = (await sanctions.ReportAsync(account))[0];
        await using var command = sanctions.App.Daemon.CreateCommand("select report from app.person_reports where person = $1");
        command.Parameters.AddWithValue(person);
        return (person, (Guid)(await command.ExecuteScalarAsync(Token))!);
    }

    private Task EraseAsync(Guid person, Guid report, bool needed)
    {
        sanctions.App.Neighbours.Answer<PersonNeededQuestion>($"POST /internal/persons/{person}/needed", asked =>
        {
            asked.Reports.ShouldBe([report]);
            return new PersonNeeded(needed);
        });
        return sanctions.SayAsync(new IdentityErased(SanctionsApp.Origin(), Guid.NewGuid(), person, [report]));
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var command = sanctions.App.Daemon.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }

    private Task<long> ToldIntakeAsync(Guid report) => CountAsync($"select count(*) from mt.mt_events where type = 'report_subjects_erased' and data ->> 'report' = '{report}'");

    [Fact]
    public async Task No_account_leads_there_any_more_and_who_is_named_again_is_somebody_new()
    {
        var (person, report) = await NamedAsync("github:canary-cleared");

        await EraseAsync(person, report, needed: false);

        (await CountAsync($"select count(*) from app.person_accounts where person = '{person}'")).ShouldBe(0);
        (await CountAsync($"select count(*) from app.person_reports where person = '{person}'")).ShouldBe(0);
        (await CountAsync($"select count(*) from mt.coc_keys where stream_id = '{person}' and destroyed is null")).ShouldBe(0);
        (await ToldIntakeAsync(report)).ShouldBe(1);
        (await sanctions.ReportAsync("github:canary-cleared"))[0].ShouldNotBe(person);
    }

    [Fact]
    public async Task Somebody_another_case_needs_stays_and_only_the_statement_goes()
    {
        var (person, report) = await NamedAsync("github:needed-still");

        await EraseAsync(person, report, needed: true);

        (await ToldIntakeAsync(report)).ShouldBe(1);
        (await sanctions.ReportAsync("github:needed-still"))[0].ShouldBe(person);
    }

    [Fact]
    public async Task Somebody_another_decision_was_about_stays_whatever_cases_say()
    {
        var (person, report) = await NamedAsync("github:decided-about");
        await sanctions.DecideAsync(person);

        await EraseAsync(person, report, needed: false);

        (await sanctions.ReportAsync("github:decided-about"))[0].ShouldBe(person);
    }
}
