using Microsoft.Playwright;

namespace Coc.EndToEnd.Looking;

/// <summary>One Chromium for all tests, the installed one; each visitor has a profile of their own in it.</summary>
public sealed class Browsers : IAsyncLifetime
{
    private readonly SemaphoreSlim starting = new(1);
    private IPlaywright? playwright;
    private IBrowser? browser;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        starting.Dispose();
    }

    /// <summary>A new visitor. Whoever looks at pages also looks at what the browser says of them.</summary>
    /// <param name="scripts">false: as with JavaScript switched off</param>
    /// <param name="language">what the browser asks for</param>
    internal async Task<Visitor> VisitorAsync(Uri address, bool scripts = true, string language = "en-GB")
    {
        var context = await (await StartedAsync()).NewContextAsync(new() { BaseURL = address.ToString(), JavaScriptEnabled = scripts, Locale = language, ViewportSize = new() { Width = 1440, Height = 900 } });
        context.SetDefaultTimeout(20_000);
        return new Visitor(context, await context.NewPageAsync(), scripts);
    }

    private async Task<IBrowser> StartedAsync()
    {
        await starting.WaitAsync();
        try
        {
            playwright ??= await Playwright.CreateAsync();
            return browser ??= await playwright.Chromium.LaunchAsync(InstalledBrowser.Options);
        }
        finally
        {
            starting.Release();
        }
    }
}
