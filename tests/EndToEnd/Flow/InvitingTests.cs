using System.Text.Json;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Flow;

/// <summary><c>./coc directory invite</c>: who came with a file gets a code to choose a password with, once.</summary>
public sealed class InvitingTests(RunningSystem system)
{
    [Fact]
    public async Task Everybody_who_came_with_a_file_is_invited_until_they_have_a_password()
    {
        var slug = "guild-" + Guid.NewGuid().ToString("N")[..8];
        string[] people = [$"una@{slug}.example", $"ulf@{slug}.example"];
        var file = Path.Combine(system.Home, $"{slug}.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new
        {
            bodies = new[] { new { slug, name = "Guild", kind = "project", handling = "own", foundation = "orrery" } },
            seats = people.Select((email, i) => new { body = slug, email, name = $"Member {i}", role = "member", appointment = "elected", chair = i == 0, order = i + 1, employer = $"Employer {i}", accounts = Array.Empty<string>() }),
        }));
        var (code, said) = await system.RunAsync("directory", "import", file);
        code.ShouldBe(0, said);

        var first = await InviteAsync("first");
        first.Keys.ShouldBe(people, ignoreOrder: true);
        (await InviteAsync("second")).ShouldBe(first, ignoreOrder: true, "the same codes while they are open");

        (await system.Anyone().PostAsync("/api/invitations/accept", new { code = first[people[0]], password = "a long password for a test 7" })).Expect(200);
        var una = await system.SignInAsync(people[0], "a long password for a test 7");
        await Eventually.TrueAsync("the seat", async () => (await una.GetAsync("/api/identity/me")).Expect(200).Json.List("seats").Any(s => s.Text("body") == slug && s.Text("role") == "member"));
        ((int)(await system.Anyone().PostAsync("/api/invitations/accept", new { code = first[people[0]], password = "another long password 8" })).Status).ShouldBeInRange(400, 499);
        (await InviteAsync("third")).Keys.ShouldBe([people[1]]);

        async Task<Dictionary<string, string>> InviteAsync(string name)
        {
            var list = Path.Combine(system.Home, $"{slug}-{name}.csv");
            var (status, told) = await system.RunAsync("directory", "invite", list);
            status.ShouldBe(0, told);
            if (!OperatingSystem.IsWindows())
            {
                File.GetUnixFileMode(list).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            var rows = (await File.ReadAllLinesAsync(list)).Where(l => l.Length > 0).Select(l => l.Split(',')).ToList();
            rows[0].ShouldBe(["body", "role", "email", "code"]);
            rows.Skip(1).ShouldAllBe(r => !told.Contains(r[3]));
            return rows.Skip(1).Where(r => r[0] == slug).ToDictionary(r => r[2], r => r[3]);
        }
    }
}
