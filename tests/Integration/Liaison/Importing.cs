using System.Text.Json.Nodes;
using Coc.Liaison.Features.Importing;

namespace Coc.Integration.Liaison;

public sealed class Importing(LiaisonApp liaison) : IClassFixture<LiaisonApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_242_projects_come_once_and_all_are_listed()
    {
        var first = await liaison.Importer.ProjectsAsync(LiaisonApp.ProjectsFile, Token);
        var again = await liaison.Importer.ProjectsAsync(LiaisonApp.ProjectsFile, Token);
        var demoAgain = await liaison.Directory.FoundationAsync(LiaisonApp.DemoFile, Token);

        (first.Added + first.Unchanged).ShouldBe(242);
        again.ShouldBe(new ImportCounts(0, 0, 242));
        demoAgain.ShouldBe(new ImportCounts(0, 0, 6));
        var slugs = new List<string>();
        string? next = null;
        do
        {
            var (_, page) = await liaison.Anyone.GetAsync($"/api/bodies?limit=100{(next is null ? "" : "&cursor=" + Uri.EscapeDataString(next))}");
            slugs.AddRange(page["items"]!.AsArray().Select(b => (string)b!["slug"]!));
            next = (string?)page["next"];
        }
        while (next is not null);
        var projects = File.ReadLines(LiaisonApp.ProjectsFile).Skip(1).Select(row => row.Split(',')[0]).ToList();
        projects.Count.ShouldBe(242);
        projects.Except(slugs).ShouldBeEmpty();
        slugs.ShouldBeUnique();
    }

    [Fact]
    public async Task A_changed_row_changes_one_body_and_a_bad_one_nothing()
    {
        const string Header = "slug,name,maturity,maintainers,employers,largest_employer_share,handling";
        await ImportAsync(Header, "kite,Kite,sandbox,3,2,0.5,foundation");

        (await ImportAsync(Header, "kite,Kite,incubating,4,2,0.5,own")).ShouldBe(new ImportCounts(0, 1, 0));
        await Should.ThrowAsync<ImportFailure>(() => ImportAsync(Header, "kestrel,Kestrel,sandbox,3,2,0.5,own", "kite,Kite,sandbox,many,2,0.5,own"));
        await Should.ThrowAsync<ImportFailure>(() => ImportAsync(Header, "kestrel,Kestrel,sandbox,3,2,0.5,own", "orrery,Orrery,sandbox,3,2,0.5,own"));

        (await liaison.Anyone.GetAsync("/api/bodies/kestrel")).Status.ShouldBe(404);
        ((string)(await liaison.Anyone.GetAsync("/api/bodies/kite")).Json["handling"]!).ShouldBe("own");
    }

    [Theory]
    [InlineData("""{"arbiter":"godwit"}""", """{"arbiter":"gannet"}""", "One", "Two", "R17")]
    [InlineData("""{"notTogetherWith":["godwit"]}""", "{}", "One", "Two", "R34")]
    [InlineData("{}", """{"employerCap":1}""", "One", "ONE", "R34")]
    [InlineData("{}", """{"memberSeats":2,"quorum":"3"}""", "One", "Two", "R42")]
    [InlineData("{}", """{"calendar":{"weekdays":[],"holidays":[]}}""", "One", "Two", "R9")]
    public async Task A_foundations_file_meets_the_rules_of_every_file_and_applies_all_or_nothing(string gannet, string godwit, string first, string second, string rule)
    {
        (await Should.ThrowAsync<ImportFailure>(() => FoundationAsync(gannet, godwit, first, second))).Message.ShouldSatisfyAllConditions(m => m.ShouldContain(rule), m => m.ShouldNotContain(".example"));

        (await liaison.Anyone.GetAsync("/api/bodies/gannet")).Status.ShouldBe(404);
        (await liaison.Anyone.GetAsync("/api/bodies/godwit")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Seats_of_a_foundations_file_are_judged_when_all_are_as_it_says()
    {
        await FoundationAsync("{}", """{"employerCap":1}""", "One", "Two", slug: "tern");
        (await FoundationAsync("{}", """{"employerCap":1}""", "Two", "One", slug: "tern")).ShouldBe(new ImportCounts(0, 1, 1), "each alone would be one too many");
        (await FoundationAsync("{}", """{"employerCap":1}""", "Two", "One", slug: "tern")).ShouldBe(new ImportCounts(0, 0, 2));
    }

    [Fact]
    public async Task What_a_file_says_of_an_employer_counts_where_the_same_people_name_none()
    {
        await FoundationAsync("{}", """{"employerCap":1}""", "One", null, slug: "silent");
        const string Elsewhere = """{"bodies":[{"slug":"louder","name":"Louder","kind":"project","handling":"own","foundation":"orrery"}],"accounts":[{"email":"b@silent-two.example"}],"seats":[{"body":"louder","email":"b@silent-two.example","role":"member","appointment":"elected","chair":false,"order":1,"employer":"EMPLOYER"}]}""";

        (await Should.ThrowAsync<ImportFailure>(() => FileAsync(liaison.Directory.FoundationAsync, Elsewhere.Replace("EMPLOYER", "One", StringComparison.Ordinal)))).Message.ShouldContain("R34");
        (await liaison.Anyone.GetAsync("/api/bodies/louder")).Status.ShouldBe(404);
        (await FileAsync(liaison.Directory.FoundationAsync, Elsewhere.Replace("EMPLOYER", "Two", StringComparison.Ordinal))).Added.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"bodies":[{"slug":"gannet","name":"Gannet","kind":"project","handling":"own","foundation":"orrery"}],"seats":[{"body":"gannet","email":"a@people.example","role":"member","appointment":"elected","chair":false,"order":1}]}""", "seats[0].email")]
    [InlineData("""{"bodies":[{"slug":"gannet","name":"Gannet","kind":"project","handling":"own","foundation":"nowhere"}]}""", "foundation")]
    [InlineData("""{"bodies":[null]}""", "bodies[0]")]
    [InlineData("""{"bodies":[],"seats":[null]}""", "seats[0]")]
    [InlineData("""{"bodies":7}""", "line 1")]
    public async Task A_foundations_file_with_a_fault_says_where(string file, string says)
    {
        (await Should.ThrowAsync<ImportFailure>(() => FileAsync(liaison.Directory.FoundationAsync, file))).Message.ShouldContain(says);
        (await liaison.Anyone.GetAsync("/api/bodies/gannet")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task People_lie_sealed_in_the_database()
    {
        foreach (var table in new[] { "mt.mt_events", "app.bodies", "app.seats" })
        {
            var found = (long)(await liaison.ScalarAsync(
                $"select count(*) from {table} t where t::text ~* 'Lindqvist|ira@sextant|Brightwater|github:ada'"))!;
            found.ShouldBe(0, table);
        }
    }

    private Task<ImportCounts> ImportAsync(params string[] lines) => FileAsync(liaison.Importer.ProjectsAsync, string.Join('\n', lines));

    // Two bodies, a seat in the one and two in the other; the first of these two is the same person's, under another address.
    private Task<ImportCounts> FoundationAsync(string policy, string otherPolicy, string? first, string? second, string? slug = null)
    {
        var (one, other) = slug is null ? ("gannet", "godwit") : ($"{slug}-one", $"{slug}-two");
        return FileAsync(liaison.Directory.FoundationAsync, new JsonObject
        {
            ["bodies"] = new JsonArray(Body(one, policy), Body(other, otherPolicy)),
            ["accounts"] = new JsonArray([.. new[] { "a", "b", "also-a" }.Select(n => new JsonObject { ["email"] = $"{n}@{other}.example", ["name"] = n })]),
            ["seats"] = new JsonArray(Seat(one, "a", "Elsewhere", "a"), Seat(other, "also-a", first, "a"), Seat(other, "b", second, "b")),
        }.ToJsonString());

        static JsonObject Body(string slug, string policy) =>
            new() { ["slug"] = slug, ["name"] = slug, ["kind"] = "project", ["handling"] = "own", ["foundation"] = "orrery", ["policy"] = JsonNode.Parse(policy) };

        JsonObject Seat(string body, string name, string? employer, string account) => new()
        {
            ["body"] = body, ["email"] = $"{name}@{other}.example", ["role"] = "member", ["appointment"] = "elected", ["chair"] = false, ["order"] = 1, ["employer"] = employer, ["accounts"] = new JsonArray($"github:{account}-{other}"),
        };
    }

    private static async Task<ImportCounts> FileAsync(Func<string, CancellationToken, Task<ImportCounts>> import, string text)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, text, Token);
            return await import(file, Token);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
