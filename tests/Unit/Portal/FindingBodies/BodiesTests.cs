using Coc.Portal.Features.FindingBodies;

namespace Coc.Unit.Portal.FindingBodies;

/// <summary>Everybody finds who would read a report, without script.</summary>
public sealed class BodiesTests
{
    private static readonly BodyView Foundation = new("orrery", "Orrery Foundation", "foundation", "own") { Responders = [new(Guid.NewGuid(), "member", "Ada Lindqvist"), new(Guid.NewGuid(), "alternate", null)] };
    private static readonly BodyView Gnomon = new("gnomon", "Gnomon", "project", "foundation", "orrery") { AcknowledgeWithin = new(null, null, 3) };

    [Theory]
    [InlineData("", true)]
    [InlineData("ELEVE", true)]
    [InlineData("élevé", true)]
    [InlineData("nord eleve", true)]
    [InlineData("nord-l", true)]
    [InlineData("nord x", false)]
    public void Names_are_found_as_people_type_them(string query, bool found) => PublicDirectory.Fits(new("nord-long", "Nord Élevé", "project", "own"), query).ShouldBe(found);

    [Fact]
    public async Task A_list_of_pages_keeps_what_was_searched_for()
    {
        var page = await Rendering.ShowAsync<BodiesPage>(new Dictionary<string, object?> { ["List"] = new BodyList("a & b", [Gnomon], 120, 2, 3) });

        page.QuerySelector("a[rel=next]")!.GetAttribute("href").ShouldBe("bodies?q=a%20%26%20b&page=3");
        page.QuerySelector("a[rel=prev]")!.GetAttribute("href").ShouldBe("bodies?q=a%20%26%20b&page=1");
        page.QuerySelector("[aria-current=page]")!.TextContent.ShouldBe("2");
        page.QuerySelector("input[name=q]")!.GetAttribute("value").ShouldBe("a & b");
    }

    [Fact]
    public async Task Where_nothing_is_found_one_can_report_all_the_same()
    {
        var page = await Rendering.ShowAsync<BodiesPage>(new Dictionary<string, object?> { ["List"] = new BodyList("x", [], 0, 1, 1) });

        page.QuerySelector("main a[href=report]").ShouldNotBeNull();
        page.QuerySelector(".govuk-pagination").ShouldBeNull();
    }

    [Fact]
    public async Task A_project_without_a_committee_shows_who_reads_for_it()
    {
        var page = await Rendering.ShowAsync<BodyPage>(new Dictionary<string, object?> { ["Body"] = Gnomon, ["Handler"] = Foundation });

        page.QuerySelector("main")!.TextContent.ShouldContain("Ada Lindqvist");
        page.QuerySelector("main")!.TextContent.ShouldContain("within 3 working days");
        page.QuerySelector("a.govuk-button")!.GetAttribute("href").ShouldBe("report?project=gnomon");
        page.QuerySelector("a[href='bodies/orrery']").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("https://sextant.example/code", true)]
    [InlineData("http://sextant.example/code", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("sextant", false)]
    [InlineData(null, false)]
    public void Only_a_safe_link_becomes_one(string? link, bool shown) => ((Gnomon with { CodeLink = link }).Code is not null).ShouldBe(shown);
}
