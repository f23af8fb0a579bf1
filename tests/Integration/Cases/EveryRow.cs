using System.Text.Json.Nodes;
using Coc.Integration.Fixtures;

namespace Coc.Integration.Cases;

/// <summary>Ends the server process that writes something at each row it writes, one after another, and once more at the commit; each time the case is where it was, and in the end where it belongs.</summary>
internal sealed class EveryRow(CasesApp cases, ITestOutputHelper output) : IAsyncDisposable
{
    private const int FewestPoints = 15;

    private readonly RowFault fault = new(
        cases.App.Database, ["mt.mt_streams", "mt.mt_events", "mt.coc_keys", "app.case_index", "app.case_seats", "app.case_things", "app.due"], leased: "app.due");

    private readonly HandOvers over = new(cases);

    public ValueTask DisposeAsync() => fault.DisposeAsync();

    /// <param name="before">the owner as long as it fails</param>
    /// <param name="after">the owner once it is through</param>
    /// <param name="callAsync">the write, asked for again after each fault; 200 when it is through</param>
    /// <param name="besides">a body that has a case of its own of it, jointly</param>
    public async Task TryAsync(Guid report, string before, string after, Func<Task<(int Status, JsonNode Json)>> callAsync, string? besides = null)
    {
        await QuietAsync();
        for (var point = 1; ; point++)
        {
            await fault.PlanAsync(point);
            var (status, answer) = await callAsync();
            await fault.ClearAsync();
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
        await Eventually.TrueAsync(
            async () =>
            {
                var written = (long)(await cases.ScalarAsync("select coalesce(max(seq_id), 0) from mt.mt_events"))!;
                (last, times) = (written, written == last ? times + 1 : 0);
                return times >= 20 && (await cases.ScalarAsync($"select count(*) from app.due where at <= '{cases.Now:O}' and kind = 'conflictAnswer'")) is 0L;
            },
            "something is still written", TimeSpan.FromSeconds(60));
    }
}
