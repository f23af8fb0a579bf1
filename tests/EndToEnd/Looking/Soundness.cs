using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Coc.EndToEnd.Looking;

/// <summary>
/// What is asked of every page: no violation of WCAG 2.2 A and AA in either theme, nothing wider than the screen of a phone, no complaint of the browser. With <c>COC_SCREENS</c> set to a folder,
/// pictures of it are kept there, to be looked at.
/// </summary>
internal static class Soundness
{
    private static readonly int[] Widths = [360, 768, 1440];
    private static readonly string? Screens = Environment.GetEnvironmentVariable("COC_SCREENS");
    private static readonly AxeRunOptions Rules = new() { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } };

    /// <param name="name">of the pictures, such as <c>report-step-1</c></param>
    public static async Task IsSoundAsync(this Visitor visitor, string name)
    {
        visitor.Scripts.ShouldBeTrue("what is asked here runs in the page, and without scripts it never answers");
        var page = visitor.Page;
        foreach (var theme in new[] { ColorScheme.Dark, ColorScheme.Light })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = theme });
            var found = await page.RunAxe(Rules);
            found.Violations.Select(v => $"{v.Id}: {v.Help}: {string.Join(" | ", v.Nodes.Select(n => n.Html).Take(3))}").ShouldBeEmpty($"{name}, {theme}");
        }

        foreach (var width in Widths)
        {
            await page.SetViewportSizeAsync(width, 900);
            var wider = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            wider.ShouldBeLessThanOrEqualTo(1, $"{name} is wider than {width} pixels");
            if (Screens is not null)
            {
                await page.ScreenshotAsync(new() { Path = Path.Combine(Screens, $"{name}-{width}.jpeg"), Type = ScreenshotType.Jpeg, Quality = 55, FullPage = true });
            }
        }

        visitor.Complaints.ShouldBeEmpty(name);
    }
}
