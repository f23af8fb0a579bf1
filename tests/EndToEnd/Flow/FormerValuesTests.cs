using System.Text.Json;
using System.Text.Json.Nodes;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Flow;

/// <summary>P1: who takes an account or a name out of the own seat is still not asked about a report that names it, and sees nothing of it.</summary>
public sealed class FormerValuesTests(RunningSystem system)
{
    [Theory]
    [InlineData("account")]
    [InlineData("name")]
    public async Task A_seat_that_changed_what_it_is_called_never_learns_of_the_report_about_it(string what)
    {
        var guild = await Guild.FoundAsync(system, members: 3);
        var (member, seat) = guild.Members[2];
        var person = Person.New(system.Canary);
        await ChangeAsync(member, seat, new { name = person.Name, accounts = person.Accounts });
        await ChangeAsync(member, seat, new { name = "Somebody Else", accounts = Array.Empty<string>() });

        var reporter = await Reporter.FileAsync(system, [guild.Slug], person, r =>
        {
            if (what == "name")
            {
                r["subjects"]![0]!["accounts"] = new JsonArray();
            }
        });

        var committee = new Committee(system, guild.Slug, [guild.Members[0].Client, guild.Members[1].Client]);
        var work = await committee.TakeUpAsync(reporter.Report);
        (await member.AllAsync($"/api/bodies/{guild.Slug}/conflict-requests")).ShouldNotContain(r => r.ToJsonString().Contains(reporter.Report.ToString()));
        (await member.GetAsync($"/api/cases/{work.Id}")).Expect(404);
        (await member.GetAsync($"/api/trail/{reporter.Report}")).Expect(404);
        (await work.ReadAsync()).List("panel").ShouldNotContain(p => p.Id("seat") == seat);
    }

    private static async Task ChangeAsync(Client member, Guid seat, object details) =>
        (await member.CallAsync(HttpMethod.Patch, $"/api/seats/{seat}", JsonSerializer.Serialize(details, JsonSerializerOptions.Web))).Expect(200);
}
