using System.Diagnostics;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Flow;

/// <summary>R36: who leaves a committee has left it everywhere, and at once.</summary>
public sealed class RosterTests(RunningSystem system, ITestOutputHelper output)
{
    [Fact]
    public async Task A_seat_that_ends_opens_nothing_in_any_service()
    {
        var guild = await Guild.FoundAsync(system);
        var reporter = await Reporter.FileAsync(system, [guild.Slug]);
        var committee = new Committee(system, guild.Slug, [.. guild.Members.Select(m => m.Client)]);
        var work = await committee.TakeUpAsync(reporter.Report);
        var (leaving, seat) = guild.Members[1];
        string[] doors = [$"/api/cases/{work.Id}", $"/api/bodies/{guild.Slug}/cases", $"/api/bodies/{guild.Slug}/seats", $"/api/bodies/{guild.Slug}/sanctions", $"/api/trail/{work.Id}"];
        foreach (var door in doors)
        {
            (await leaving.GetAsync(door)).Expect(200);
        }

        (await leaving.PostAsync($"/api/seats/{seat}/end")).Expect(200);

        var clock = Stopwatch.StartNew();
        await Eventually.TrueAsync("every door is shut and the seat is gone from the sign-in", async () =>
        {
            foreach (var door in doors)
            {
                if ((int)(await leaving.GetAsync(door)).Status != 404)
                {
                    return false;
                }
            }

            return !(await leaving.GetAsync("/api/identity/me")).Expect(200).Json.List("seats").Any(s => s.Id() == seat);
        });
        output.WriteLine($"Shut everywhere after {clock.ElapsedMilliseconds} ms."); // ./coc bench roster measures it
        (await committee.Chair.GetAsync($"/api/cases/{work.Id}")).Expect(200);
    }

    [Fact]
    public async Task A_seat_that_is_filled_works_everywhere()
    {
        var guild = await Guild.FoundAsync(system);
        var (chair, second) = (guild.Members[0].Client, guild.Members[1].Client);
        var ira = await system.AsAsync("ira@sextant.example"); // somebody who can sign in already
        (await ira.GetAsync($"/api/bodies/{guild.Slug}/seats")).Expect(404);
        var pending = (await chair.PostAsync($"/api/bodies/{guild.Slug}/seats", new { email = "ira@sextant.example", role = "moderator" })).Expect(202).Json.Id("pendingChange");

        var seat = (await second.PostAsync($"/api/bodies/{guild.Slug}/pending-changes/{pending}/confirm")).Expect(200).Json.Id();

        var clock = Stopwatch.StartNew();
        await Eventually.TrueAsync("the seat is in the sign-in and opens its list", async () =>
            (await ira.GetAsync("/api/identity/me")).Expect(200).Json.List("seats").Any(s => s.Id() == seat) && (int)(await ira.GetAsync($"/api/bodies/{guild.Slug}/reports")).Status == 200);
        output.WriteLine($"Open everywhere after {clock.ElapsedMilliseconds} ms.");
        (await ira.PostAsync($"/api/seats/{seat}/end")).Expect(200);
    }
}
