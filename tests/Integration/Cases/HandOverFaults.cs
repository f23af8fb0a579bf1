using System.Text.Json.Nodes;
using Coc.Contracts.Channel;
using Npgsql;

namespace Coc.Integration.Cases;

/// <summary>
/// The server process that carries out a hand-over is ended at every row it writes, and once more at the commit: afterwards exactly one body has the case, its keys are in use nowhere else, and the
/// same call then does it whole. The same for several calls at once, and for the moment in which the copy is destroyed.
/// </summary>
public sealed class HandOverFaults(CasesApp cases, ITestOutputHelper output) : IClassFixture<CasesApp>, IAsyncDisposable
{
    private const int Rounds = 6;
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

    [Fact]
    public async Task Accepted_it_is_here_or_there()
    {
        var (id, report, transfer) = await over.OfferedAsync();
        await AtEveryPointAsync(report, "sextant", "orrery", () => over.Liaison.PostAsync($"/internal/transfers/{transfer}/accept", HandOvers.Acceptance));
        await HandOvers.NoticeOnlyAsync(over.Ira, id, report, "orrery");
    }

    [Fact]
    public async Task Taken_into_another_case_it_is_here_or_there()
    {
        var person = Guid.NewGuid();
        var (first, _) = await cases.RouteAsync(CasesApp.Orrery, person: person);
        var into = await cases.TakeUpAsync(first, "orrery", "ada", "bo", "eun");
        var (id, report, transfer) = await over.OfferedAsync(person);

        await AtEveryPointAsync(report, "sextant", "orrery", () => over.Liaison.PostAsync($"/internal/transfers/{transfer}/accept", HandOvers.Acceptance with { Into = into }));

        await HandOvers.NoticeOnlyAsync(over.Ira, id, report, "orrery");
        (await over.Eun.GetAsync($"/api/cases/{into}")).Json["reports"]!.AsArray().Select(r => (Guid)r!["report"]!).ShouldBe([first, report]);
    }

    [Fact]
    public async Task Given_back_it_is_there_or_here()
    {
        var (id, report, transfer, there) = await over.HandedOverAsync();
        await over.Eun.DoAsync(there, "notes", new { text = "their note" });

        await AtEveryPointAsync(report, "orrery", "sextant", () => over.Liaison.PostAsync($"/internal/transfers/{transfer}/return", HandOvers.GivingBack));

        await HandOvers.NoticeOnlyAsync(over.Eun, there, report, "sextant");
        (await over.Ira.GetAsync($"/api/cases/{id}")).Json["carried"]!.AsArray().Select(t => (string?)t!["text"]).ShouldBe(["It is theirs.", "their note"]);
    }

    [Fact]
    public async Task Settled_after_the_hand_over_it_is_there_or_here()
    {
        var (_, report, transfer, there) = await over.HandedOverAsync();
        var asking = new TransferRefusal(CasesApp.SeatOf("ira", "sextant"), "member", Guid.NewGuid(), null, null);
        await AtEveryPointAsync(report, "orrery", "orrery", () => over.Liaison.PostAsync($"/internal/transfers/{transfer}/contest", asking));
        var word = new TransferSettlement(Guid.NewGuid(), "member", Guid.NewGuid(), "sextant", CasesApp.Sextant);

        await AtEveryPointAsync(report, "orrery", "sextant", () => over.Liaison.PostAsync($"/internal/transfers/{transfer}/settle", word));

        await HandOvers.NoticeOnlyAsync(over.Eun, there, report, "sextant");
    }

    [Fact]
    public async Task Settled_before_a_hand_over_it_is_here_or_there()
    {
        var (id, report, transfer) = await over.OfferedAsync();
        await over.SayAsync(transfer, "dispute", new TransferRefusal(CasesApp.SeatOf("ira", "sextant"), "member", Guid.NewGuid(), null, null));
        var word = new TransferSettlement(Guid.NewGuid(), "member", Guid.NewGuid(), "orrery", CasesApp.Orrery);

        await AtEveryPointAsync(report, "sextant", "orrery", () => over.Liaison.PostAsync($"/internal/transfers/{transfer}/settle", word));

        await HandOvers.NoticeOnlyAsync(over.Ira, id, report, "orrery");
    }

    [Theory]
    [InlineData("accept", "accept")]
    [InlineData("accept", "recall")]
    [InlineData("return", "return")]
    [InlineData("return", "take-back")]
    [InlineData("return", "contest")]
    public async Task Two_at_once_leave_one_owner(string first, string second)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (before, report, transfer) = first == "accept" ? await OfferedAsync() : await HandedOverAsync();

            var answers = await Task.WhenAll(Say(transfer, first), Say(transfer, second), Say(transfer, first));

            answers.ShouldAllBe(a => a == 200 || a == 409);
            answers.ShouldContain(200);
            var owner = await over.OwnerAsync(report);
            output.WriteLine($"{string.Join(' ', answers)}: {owner}");
            (await cases.ScalarAsync($"select count(*) from mt.mt_events where type in ('case_handed_over', 'case_taken_back') and data ->> 'transfer' = '{transfer}'"))
                .ShouldBe((before, owner) is (true, "sextant") ? 0L : (before, owner) is (false, "sextant") ? 2L : 1L);
        }
    }

    [Fact]
    public async Task In_the_moment_the_copy_is_destroyed_it_is_given_back_whole_or_not_at_all()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (id, report, transfer, _) = await over.HandedOverAsync();
            var ends = (DateTime)(await cases.ScalarAsync($"select at from app.due where case_id = '{id}' and kind = 'destroyKeys'"))!;
            cases.Advance(ends - cases.Now.UtcDateTime - TimeSpan.FromMilliseconds(150));
            using (var moment = new PeriodicTimer(TimeSpan.FromMilliseconds(1 + (round * 60))))
            {
                await moment.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            }

            var answer = await Say(transfer, "return");
            answer.ShouldBeOneOf(200, 409);
            output.WriteLine($"{answer}");
            (await over.OwnerAsync(report)).ShouldBe(answer == 200 ? "sextant" : "orrery");
            if (answer == 200)
            {
                ((string?)(await over.Ira.GetAsync($"/api/cases/{id}")).Json["notes"]![0]!["text"]).ShouldBe("our note");
            }
        }
    }

    private async Task<(bool Before, Guid Report, Guid Transfer)> OfferedAsync()
    {
        var (_, report, transfer) = await over.OfferedAsync();
        return (true, report, transfer);
    }

    private async Task<(bool Before, Guid Report, Guid Transfer)> HandedOverAsync()
    {
        var (_, report, transfer, _) = await over.HandedOverAsync();
        return (false, report, transfer);
    }

    private async Task<int> Say(Guid transfer, string what) => (await over.Liaison.PostAsync($"/internal/transfers/{transfer}/{what}", what switch
    {
        "accept" => HandOvers.Acceptance,
        "return" => HandOvers.GivingBack,
        "take-back" => HandOvers.TakingBack,
        _ => new TransferRefusal(CasesApp.SeatOf("ira", "sextant"), "member", Guid.NewGuid(), null, null),
    })).Status;

    private async Task AtEveryPointAsync(Guid report, string before, string after, Func<Task<(int Status, JsonNode Json)>> callAsync)
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
                (await over.OwnerAsync(report)).ShouldBe(after);
                return;
            }

            status.ShouldBeGreaterThanOrEqualTo(500, answer.ToJsonString());
            (await over.OwnerAsync(report)).ShouldBe(before);
        }
    }

    // After a jump of the clock answers fall due: what they write is not the hand-over.
    private Task QuietAsync() => Fixtures.Eventually.TrueAsync(
        async () => (await cases.ScalarAsync($"select count(*) from app.due where at <= '{cases.Now:O}' and kind = 'conflictAnswer'")) is 0L, "answers are still given up on", TimeSpan.FromSeconds(60));

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
