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
        var demoAgain = await liaison.Importer.FoundationAsync(LiaisonApp.DemoFile, Token);

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

    private async Task<ImportCounts> ImportAsync(params string[] lines)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(file, lines, Token);
            return await liaison.Importer.ProjectsAsync(file, Token);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
