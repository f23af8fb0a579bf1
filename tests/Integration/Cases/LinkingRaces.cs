using Coc.Contracts.Intake;
using Coc.Integration.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Coc.Integration.Cases;

/// <summary>What reaches a case in the very moment in which its report moves to another one.</summary>
public sealed class LinkingRaces(CasesApp cases) : IClassFixture<CasesApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_reporter_says_while_their_report_is_being_linked_is_heard_where_it_is_then()
    {
        var (mine, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(mine, "sextant", "ira");
        var (other, _) = await cases.RouteAsync();
        var own = await cases.TakeUpAsync(other, "sextant", "ira");
        await using var connection = await cases.App.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(Token);
        await using var holding = await connection.BeginTransactionAsync(Token);
        await using (var hold = connection.CreateCommand())
        {
            hold.CommandText = $"select set_config('coc.tenant', 'sextant', true); select 1 from mt.mt_streams where id = '{own}' for update";
            await hold.ExecuteNonQueryAsync(Token);
        }

        // Both found the report where it was; the link is written first.
        var linking = cases.As("ira").DoAsync(id, "link-reports", new { report = other });
        await WaitingAsync(1);
        var hearing = cases.HandAsync(new ReporterWrote(cases.Origin(), other, Guid.NewGuid(), "withdrawal"));
        await WaitingAsync(2);
        await holding.RollbackAsync(Token);
        await Task.WhenAll(linking, hearing);

        (await cases.As("ira").GetAsync($"/api/cases/{id}")).Json["flags"]!.AsArray().Select(f => (string)f!).ShouldContain("withdrawnByReporter");
    }

    private Task WaitingAsync(long writers) => Eventually.TrueAsync(
        async () => (long)(await cases.ScalarAsync("select count(*) from pg_stat_activity where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0"))! >= writers, $"{writers} do not wait");
}
