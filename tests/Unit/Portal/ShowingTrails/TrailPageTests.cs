using Coc.Portal.Features.ShowingTrails;
using Coc.Portal.Languages;
using Coc.Portal.Talking;

namespace Coc.Unit.Portal.ShowingTrails;

/// <summary>The picture and the list say the same, and both work without seeing and without a mouse.</summary>
public sealed class TrailPageTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly Guid Case = Guid.Parse("0198c0de-0000-7000-8000-000000000001");
    private static readonly Guid Ira = Guid.Parse("0198c0de-0000-7000-8000-000000000002");

    private static Trail Some()
    {
        TrailNode filed = new(Guid.NewGuid(), "filed", "*intake*", Start, "filed: normal", new(null, "reporter"));
        TrailNode opened = new(Guid.NewGuid(), "opened", "sextant", Start.AddMinutes(1), "opened: withinProject", null, "quiet-heron", "J1", 2, "abc");
        TrailNode voted = new(Guid.NewGuid(), "voted", "sextant", Start.AddDays(3), "voted: yes", new(Ira, "member"), Rule: "R42");
        TrailNode strange = new(Guid.NewGuid(), "somethingNew", "sextant", Start.AddDays(4), "somethingNew: neverSeen");
        return new([filed, opened, voted, strange], [new(filed.Id, opened.Id, "causedBy"), new(opened.Id, voted.Id, "follows"), new(voted.Id, strange.Id, "later")]);
    }

    private static Task<AngleSharp.Dom.IDocument> ShowAsync(TrailDoors? doors = null, Visitor? visitor = null) => Rendering.ShowAsync<TrailPage>(
        new Dictionary<string, object?>
        {
            ["Drawing"] = TrailLayout.Of(Some()), ["Doors"] = doors ?? TrailDoors.None,
            ["Names"] = new TrailNames(new Dictionary<string, string> { ["sextant"] = "Sextant" }, new Dictionary<Guid, string> { [Ira] = "Ira Valdes" }),
        },
        visitor);

    [Fact]
    public async Task Each_step_of_the_picture_is_a_link_to_its_own_entry_of_the_list()
    {
        var page = await ShowAsync();

        var links = page.QuerySelectorAll("svg a").Select(a => a.GetAttribute("href")!).ToList();
        links.ShouldBe(["page#s-1", "page#s-2", "page#s-3", "page#s-4"]);
        links.ShouldAllBe(l => page.GetElementById(l.Substring("page#".Length)) != null);
    }

    [Fact]
    public async Task Each_step_of_the_picture_is_said_in_words_by_its_entry()
    {
        var page = await ShowAsync();

        page.QuerySelectorAll("svg a").ShouldAllBe(a => page.GetElementById(a.GetAttribute("aria-describedby")!) != null);
        var said = page.GetElementById("s-3")!.TextContent;
        new[] { "3. Vote: yes", "Sextant", "Ira Valdes (Member)", "R42" }.ShouldAllBe(words => said.Contains(words));
    }

    [Fact]
    public async Task Each_line_of_the_picture_is_in_the_list_as_its_reason()
    {
        var page = await ShowAsync();

        page.GetElementById("s-2")!.TextContent.ShouldContain("Because of");
        page.QuerySelector("#s-2 ul a")!.GetAttribute("href").ShouldBe("page#s-1");
        page.QuerySelectorAll("svg.coc-none, .coc-trail path[aria-hidden]").Length.ShouldBe(3);
    }

    [Fact]
    public async Task A_case_can_be_opened_by_whomever_the_API_shows_it_and_by_nobody_else()
    {
        var page = await ShowAsync(new TrailDoors(new Dictionary<(string, string), Guid> { [("sextant", "quiet-heron")] = Case }));

        page.QuerySelectorAll($"#s-2 a[href='cases/{Case}']").Length.ShouldBe(1);
        page.QuerySelectorAll($"a[href='cases/{Case}']").Length.ShouldBe(2);
        (await ShowAsync()).QuerySelectorAll("a[href^='cases/']").Where(a => a.ClassName != "govuk-service-navigation__link").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_newer_than_the_page_is_shown_as_it_came() => (await ShowAsync()).GetElementById("s-4")!.TextContent.ShouldContain("somethingNew: neverSeen");

    [Fact]
    public async Task It_is_there_in_Spanish() => (await ShowAsync(visitor: Rendering.In(Language.Find("es")!))).GetElementById("s-3")!.TextContent.ShouldContain("Voto: sí");

    [Theory]
    [InlineData("voted: yes", "yes")]
    [InlineData("voted", null)]
    [InlineData(null, null)]
    [InlineData("a: b: c", "b: c")]
    public void How_it_came_out_stands_after_the_colon(string? what, string? outcome) => new TrailNode(Guid.Empty, "voted", "sextant", Start, what).Outcome.ShouldBe(outcome);
}
