using Microsoft.Playwright;

namespace Coc.EndToEnd.Looking;

/// <summary>The Chromium of this machine: Playwright downloads none.</summary>
internal static class InstalledBrowser
{
    private static readonly string[] Usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>Chromium refuses to run its sandbox as root; the pages are ours.</summary>
    public static BrowserTypeLaunchOptions Options => new() { ExecutablePath = Path, Args = ["--no-sandbox"] };

    private static string Path => Environment.GetEnvironmentVariable("COC_CHROMIUM") ?? Usual.FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("No Chromium is installed: run ./coc test, which installs it, or name one with COC_CHROMIUM.");
}
