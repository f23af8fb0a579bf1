using Coc.Benchmarks.Measuring;

namespace Coc.Benchmarks.Main;

/// <summary>A case that many reported and that was long worked on, made the way a panel makes it.</summary>
internal sealed class LongCase(RunningSystem system, PanelSeat seat)
{
    /// <summary>The case's id.</summary>
    public async Task<Guid> BuildAsync(int events, int reports, int messages, string account)
    {
        var first = await Reports.FileAsync(system.Http, [account], seat.Body);
        var id = await seat.TakeAsync(first);
        for (var i = 1; i < reports; i++)
        {
            var report = await Reports.FileAsync(system.Http, [account], seat.Body);
            await seat.TakeAsync(report);
            await seat.DoAsync(id, "link-reports", new { report });
        }

        for (var i = 0; i < messages; i++)
        {
            await seat.DoAsync(id, "messages", new { report = first, text = "We are looking into it, and we will write again on Friday." });
        }

        while ((await seat.DoAsync(id, "notes", new { text = "Talked to the two who were there; both remember the same sentence." })).GetProperty("version").GetInt64() < events)
        {
        }

        return id;
    }
}
