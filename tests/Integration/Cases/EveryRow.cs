using System.Text.Json.Nodes;
using Npgsql;

namespace Coc.Integration.Cases;

/// <summary>Ends the server process that writes something at each row it writes, one after another, and once more at the commit; each time the case is where it was, and in the end where it belongs.</summary>
internal sealed class EveryRow(CasesApp cases, ITestOutputHelper output) : IAsyncDisposable
{
    private const int FewestPoints = 15;

    private const string Traps =
        """
        create table if not exists app.fault_plan (at bigint not null);
        create sequence if not exists app.fault_at;
        grant select on app.fault_plan to public;
        grant usage, update on sequence app.fault_at to public;
        create or replace function app.fault() returns trigger language plpgsql as $$
        begin
          if exists (select from app.fault_plan) and nextval('app.fault_at') = (select at from app.fault_plan) then
            perform pg_terminate_backend(pg_backend_pid());
            perform pg_sleep(10);
          end if;
          return case tg_op when 'DELETE' then old else new end;
        end
        $$;
        """;

    private static readonly string[] Written = ["mt.mt_streams", "mt.mt_events", "mt.coc_keys", "app.case_index", "app.case_seats", "app.case_things", "app.due"];

    private readonly HandOvers over = new(cases);

    // A table with triggers is not rebuilt, and that is tried at the end.
    public async ValueTask DisposeAsync() => await OwnerAsync(
        string.Concat(Written.Select(t => $"drop trigger if exists fault on {t};")) + "drop trigger if exists fault_at_commit on app.due;");

    /// <param name="before">the owner as long as it fails</param>
    /// <param name="after">the owner once it is through</param>
    /// <param name="callAsync">the write, asked for again after each fault; 200 when it is through</param>
    /// <param name="besides">a body that has a case of its own of it, jointly</param>
    public async Task TryAsync(Guid report, string before, string after, Func<Task<(int Status, JsonNode Json)>> callAsync, string? besides = null)
    {
        await QuietAsync();
        for (var point = 1; ; point++)
        {
            await PlanAsync(point);
            var (status, answer) = await callAsync();
            await ClearAsync();
            if (status == 200)
            {
                output.WriteLine($"{point - 1} points");
                point.ShouldBeGreaterThan(FewestPoints);
                (await over.OwnerAsync(report, besides)).ShouldBe(after);
                return;
            }

            status.ShouldBeGreaterThanOrEqualTo(500, answer.ToJsonString());
            (await over.OwnerAsync(report, besides)).ShouldBe(before);
        }
    }

    // After a jump of the clock much falls due, and each row that writes would take the fault that is meant for the call.
    private async Task QuietAsync()
    {
        var (last, times) = (-1L, 0);
        await Fixtures.Eventually.TrueAsync(
            async () =>
            {
                var written = (long)(await cases.ScalarAsync("select coalesce(max(seq_id), 0) from mt.mt_events"))!;
                (last, times) = (written, written == last ? times + 1 : 0);
                return times >= 20 && (await cases.ScalarAsync($"select count(*) from app.due where at <= '{cases.Now:O}' and kind = 'conflictAnswer'")) is 0L;
            },
            "something is still written", TimeSpan.FromSeconds(60));
    }

    private async Task PlanAsync(int point)
    {
        // Due work is leased by updates: those are not the hand-over.
        var triggers = string.Concat(Written.SelectMany(t => new[]
        {
            $"create or replace trigger fault before insert or {(t == "app.due" ? "" : "update or ")}delete on {t} for each row execute function app.fault();",
            t == "app.due" ? $"drop trigger if exists fault_at_commit on {t}; create constraint trigger fault_at_commit after insert on {t} deferrable initially deferred for each row execute function app.fault();" : "",
        }));
        await OwnerAsync($"{(point == 1 ? Traps + triggers : "")} truncate app.fault_plan; alter sequence app.fault_at restart; insert into app.fault_plan values ({point});");
    }

    private Task ClearAsync() => OwnerAsync("truncate app.fault_plan");

    private async Task OwnerAsync(string sql)
    {
        await using var owner = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(cases.App.Database.Owner) { Pooling = false });
        await using var command = owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
