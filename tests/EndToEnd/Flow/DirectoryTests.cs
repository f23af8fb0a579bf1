using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Flow;

/// <summary>Step 1: the foundation's directory.</summary>
public sealed class DirectoryTests(RunningSystem system)
{
    private static readonly string Csv = Path.Combine(Script.Root, "deploy", "demo", "cncf-projects.csv");

    [Fact]
    public async Task All_242_imported_projects_are_in_the_directory_beside_the_demo_foundation()
    {
        var slugs = (await system.Anyone().AllAsync("/api/bodies")).Select(b => b.Text("slug")).ToHashSet();

        var imported = (await File.ReadAllLinesAsync(Csv)).Skip(1).Where(l => l.Length > 0).Select(l => l.Split(',')[0]).ToList();
        imported.Count.ShouldBe(242);
        imported.Except(slugs).ShouldBeEmpty();
        new[] { "orrery", "meridian", "sextant", "astrolabe", "gnomon", "quadrant" }.Except(slugs).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_body_shows_who_handles_its_reports()
    {
        var body = (await system.Anyone().GetAsync("/api/bodies/sextant")).Expect(200).Json;

        body.Text("kind").ShouldBe("project");
        body.Text("handling").ShouldBe("own");
        body.List("responders").Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_body_that_is_not_there_is_404() => (await system.Anyone().GetAsync("/api/bodies/no-such-body")).Expect(404, "notFound");

    [Fact]
    public async Task Importing_the_same_file_again_changes_nothing()
    {
        var before = (await system.Anyone().AllAsync("/api/bodies")).Select(b => b.ToJsonString()).ToList();

        var (code, said) = await system.RunAsync("import", "bodies", Csv);

        code.ShouldBe(0, said);
        (await system.Anyone().AllAsync("/api/bodies")).Select(b => b.ToJsonString()).ShouldBe(before);
    }

    [Fact]
    public async Task A_bad_row_names_its_line_and_column_and_nothing_of_the_file_is_applied()
    {
        var slug = "good-" + Guid.NewGuid().ToString("N")[..8];
        var file = Path.Combine(system.Home, $"{slug}.csv");
        await File.WriteAllLinesAsync(file, [(await File.ReadAllLinesAsync(Csv))[0], $"{slug},Good,sandbox,3,2,0.5,own", $"{slug}-2,Bad,sandbox,many,2,0.5,own"]);

        var (code, said) = await system.RunAsync("import", "bodies", file);

        code.ShouldNotBe(0);
        said.ShouldContain("3");
        said.ShouldContain("maintainers");
        (await system.Anyone().GetAsync($"/api/bodies/{slug}")).Expect(404);
    }
}
