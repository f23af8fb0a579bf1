using Coc.EndToEnd.Looking;
using Microsoft.Playwright;

namespace Coc.Benchmarks.Measuring;

/// <summary>How soon a phone shows something: the figures of Lighthouse's phone (150 ms round trip, 1.6 Mbit/s, a processor of a quarter of the speed), nothing kept from before.</summary>
internal static class FirstPaint
{
    private const int Visits = 7;

    /// <summary>The middle one of some first visits, in milliseconds.</summary>
    public static async Task<double> MeasureAsync(Uri address)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(InstalledBrowser.Options);
        var times = new List<double>();
        for (var i = 0; i < Visits; i++)
        {
            times.Add(await VisitAsync(browser, address));
        }

        return times.Order().ElementAt(Visits / 2);
    }

    private static async Task<double> VisitAsync(IBrowser browser, Uri address)
    {
        await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 360, Height = 640 }, DeviceScaleFactor = 2, IsMobile = true });
        var page = await context.NewPageAsync();
        var tools = await context.NewCDPSessionAsync(page);
        await tools.SendAsync("Network.enable");
        await tools.SendAsync("Network.emulateNetworkConditions", new() { ["offline"] = false, ["latency"] = 150, ["downloadThroughput"] = 1.6 * 1024 * 1024 / 8, ["uploadThroughput"] = 750 * 1024 / 8 });
        await tools.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = 4 });
        await page.GotoAsync(address.ToString(), new() { WaitUntil = WaitUntilState.Load });
        return await page.EvaluateAsync<double>("""
            () => new Promise(resolve => new PerformanceObserver(list => {
                for (const entry of list.getEntriesByName('first-contentful-paint')) resolve(entry.startTime);
            }).observe({ type: 'paint', buffered: true }))
            """);
    }
}
