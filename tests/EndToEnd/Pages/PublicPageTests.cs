using Coc.EndToEnd.Looking;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Pages;

/// <summary>What everybody can read: who handles reports of which project, and the numbers.</summary>
public sealed class PublicPageTests(RunningSystem system, Browsers browsers)
{
    [Theory]
    [InlineData("/bodies", "bodies")]
    [InlineData("/es/bodies", "bodies-es")]
    [InlineData("/ar-XB/bodies", "bodies-mirrored")]
    [InlineData("/bodies?q=zzzz", "bodies-none")]
    [InlineData("/bodies/gnomon", "body")]
    [InlineData("/transparency", "transparency")]
    [InlineData("/codes", "codes")]
    public async Task They_are_sound(string path, string name)
    {
        await using var visitor = await browsers.VisitorAsync(system.Address);

        (await visitor.OpenAsync(path)).ShouldBe(200);

        await visitor.IsSoundAsync(name);
    }

    [Fact]
    public async Task A_project_is_found_by_its_name_and_leads_to_the_form_without_scripts()
    {
        await using var visitor = await browsers.VisitorAsync(system.Address, scripts: false);
        await visitor.OpenAsync("/bodies");
        await visitor.Page.GetByLabel("Name of the project").FillAsync("GNOM");
        await visitor.PressAsync("Search");
        await visitor.FollowAsync("Gnomon");

        (await visitor.Page.Locator("main").InnerTextAsync()).ShouldContain("Ada Lindqvist"); // the foundation reads for it
        await visitor.Page.Locator("main a.govuk-button").ClickAsync();

        visitor.Page.Url.ShouldEndWith("/report?project=gnomon");
    }

    [Fact]
    public async Task What_is_not_in_the_directory_is_not_there()
    {
        await using var visitor = await browsers.VisitorAsync(system.Address);

        (await visitor.OpenAsync("/bodies/nobody")).ShouldBe(404);
        (await visitor.OpenAsync("/transparency/sextant/1999-h1")).ShouldBe(404);
    }
}
