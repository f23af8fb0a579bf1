using Coc.Contracts.Channel;

namespace Coc.Integration.Cases;

/// <summary>
/// The server process that carries out a hand-over is ended at every row it writes, and once more at the commit: afterwards exactly one body has the case, its keys are in use nowhere else, and the
/// same call then does it whole. The same for several calls at once, and for the moment in which the copy is destroyed.
/// </summary>
public sealed class HandOverFaults(CasesApp cases, ITestOutputHelper output) : IClassFixture<CasesApp>, IAsyncDisposable
{
    private const int Rounds = 6;

    private readonly HandOvers over = new(cases);

    private readonly EveryRow rows = new(cases, output);

    public ValueTask DisposeAsync() => rows.DisposeAsync();

    [Fact]
    public async Task Accepted_it_is_here_or_there()
    {
        var (id, report, transfer) = await over.OfferedAsync();
        await rows.TryAsync(report, "sextant", "orrery", () => over.Liaison.PostAsync($"/internal/transfers/{transfer}/accept", HandOvers.Acceptance));
        await HandOvers.NoticeOnlyAsync(over.Ira, id, report, "orrery");
    }

    [Fact]
    public async Task Taken_into_another_case_it_is_here_or_there()
    {
        var person = Guid.NewGuid();
        var (first, _) = await cases.RouteAsync(CasesApp.Orrery, person: person);
        var into = await cases.TakeUpAsync(first, "orrery", "ada", "bo", "eun");
        var (id, report, transfer) = await over.OfferedAsync(person);

        await rows.TryAsync(report, "sextant", "orrery", () => over.Liaison.PostAsync($"/internal/transfers/{transfer}/accept", HandOvers.Acceptance with { Into = into }));

        await HandOvers.NoticeOnlyAsync(over.Ira, id, report, "orrery");
        (await over.Eun.GetAsync($"/api/cases/{into}")).Json["reports"]!.AsArray().Select(r => (Guid)r!["report"]!).ShouldBe([first, report]);
    }

    [Fact]
    public async Task Given_back_it_is_there_or_here()
    {
        var (id, report, transfer, there) = await over.HandedOverAsync();
        await over.Eun.DoAsync(there, "notes", new { text = "their note" });

        await rows.TryAsync(report, "orrery", "sextant", () => over.Liaison.PostAsync($"/internal/transfers/{transfer}/return", HandOvers.GivingBack));

        await HandOvers.NoticeOnlyAsync(over.Eun, there, report, "sextant");
        (await over.Ira.GetAsync($"/api/cases/{id}")).Json["carried"]!.AsArray().Select(t => (string?)t!["text"]).ShouldBe(["It is theirs.", "their note"]);
    }

    [Fact]
    public async Task Settled_after_the_hand_over_it_is_there_or_here()
    {
        var (_, report, transfer, there) = await over.HandedOverAsync();
        var asking = new TransferRefusal(CasesApp.SeatOf("ira", "sextant"), "member", Guid.NewGuid(), null, null);
        await rows.TryAsync(report, "orrery", "orrery", () => over.Liaison.PostAsync($"/internal/transfers/{transfer}/contest", asking));
        var word = new TransferSettlement(Guid.NewGuid(), "member", Guid.NewGuid(), "sextant", CasesApp.Sextant);

        await rows.TryAsync(report, "orrery", "sextant", () => over.Liaison.PostAsync($"/internal/transfers/{transfer}/settle", word));

        await HandOvers.NoticeOnlyAsync(over.Eun, there, report, "sextant");
    }

    [Fact]
    public async Task Settled_before_a_hand_over_it_is_here_or_there()
    {
        var (id, report, transfer) = await over.OfferedAsync();
        await over.SayAsync(transfer, "dispute", new TransferRefusal(CasesApp.SeatOf("ira", "sextant"), "member", Guid.NewGuid(), null, null));
        var word = new TransferSettlement(Guid.NewGuid(), "member", Guid.NewGuid(), "orrery", CasesApp.Orrery);

        await rows.TryAsync(report, "sextant", "orrery", () => over.Liaison.PostAsync($"/internal/transfers/{transfer}/settle", word));

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
}
