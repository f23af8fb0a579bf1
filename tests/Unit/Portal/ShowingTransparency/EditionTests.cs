using Coc.Portal.Features.ShowingTransparency;

namespace Coc.Unit.Portal.ShowingTransparency;

/// <summary>A drawing says nothing that the table beside it does not, and a small number is in neither.</summary>
public sealed class EditionTests
{
    private static readonly Edition Half = new("sextant", "2026-h1")
    {
        Name = "Sextant", Threshold = 5, Groups = [new("channels", [new("portal", 40), new("email", 10), new("event", null, Suppressed: true), new("chat", 0), new("median", null, Band: "upTo7Days")])],
    };

    [Fact]
    public async Task A_bar_is_as_long_as_its_number()
    {
        var page = await ShowAsync(Half);

        page.QuerySelectorAll("svg rect").Select(r => r.GetAttribute("width")).ShouldBe(["100", "25"]);
        page.QuerySelectorAll("td:has(svg)").ShouldAllBe(c => c.GetAttribute("aria-hidden") == "true");
        page.QuerySelectorAll("tbody td.govuk-table__cell--numeric").Select(c => c.TextContent).ShouldBe(["40", "10", "fewer than 5", "0", "upTo7Days"]);
    }

    [Fact]
    public async Task Numbers_that_are_not_shown_are_explained()
    {
        (await ShowAsync(Half)).QuerySelector("main")!.TextContent.ShouldContain("Why some numbers are not shown");
        (await ShowAsync(Half with { Groups = [new("reports", [new("reports", 0)])] })).QuerySelector("main")!.TextContent.ShouldNotContain("Why some numbers are not shown");
    }

    [Fact]
    public async Task The_numbers_can_be_taken_along() =>
        (await ShowAsync(Half)).QuerySelectorAll("a[download]").Select(a => a.GetAttribute("href")).ShouldBe(["/api/transparency/sextant/2026-h1.csv", "/api/transparency/sextant/2026-h1"]);

    [Fact]
    public async Task Where_nothing_is_published_the_page_says_so()
    {
        var page = await Rendering.ShowAsync<TransparencyPage>(new Dictionary<string, object?> { ["Editions"] = Array.Empty<EditionListed>() });

        page.QuerySelector("main")!.TextContent.ShouldContain("Nothing is published yet.");
    }

    private static Task<AngleSharp.Dom.IDocument> ShowAsync(Edition edition) => Rendering.ShowAsync<EditionPage>(new Dictionary<string, object?> { ["Edition"] = edition });
}
