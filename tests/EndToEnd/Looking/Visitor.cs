using Microsoft.Playwright;

namespace Coc.EndToEnd.Looking;

/// <summary>Somebody with a browser. What the browser complains of (an error in a script, something the policy of content forbids) fails the test that looks.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];

    public Visitor(IBrowserContext context, IPage page, bool scripts)
    {
        this.context = context;
        Scripts = scripts;
        Page = page;
        page.PageError += (_, error) => complaints.Add(error);
        page.Console += (_, said) =>
        {
            if (said.Type == "error" && !said.Text.StartsWith("Failed to load resource: the server responded with a status of", StringComparison.Ordinal))
            {
                complaints.Add(said.Text);
            }
        };
    }

    public IPage Page { get; }

    public bool Scripts { get; }

    public IReadOnlyList<string> Complaints => complaints;

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    /// <summary>Opens a page by its address; the status it is answered with.</summary>
    public async Task<int> OpenAsync(string path) => (await Page.GotoAsync(path))!.Status;

    /// <summary>Signs in as a demo account.</summary>
    public async Task SignInAsync(string email, string password)
    {
        await OpenAsync("/sign-in");
        await Page.GetByLabel("Email address").FillAsync(email);
        await Page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await PressAsync("Sign in");
        await Page.WaitForURLAsync("**/work");
    }

    /// <summary>Presses the button with these words on it, in the page's own part.</summary>
    public Task PressAsync(string words) => Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = words, Exact = true }).ClickAsync();

    public Task FollowAsync(string words) => Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = words, Exact = true }).ClickAsync();

    public Task<string> HeadingAsync() => Page.Locator("h1").InnerTextAsync();

    /// <summary>The cookies a browser would send back, by name.</summary>
    public async Task<IReadOnlyList<BrowserContextCookiesResult>> CookiesAsync() => await context.CookiesAsync();
}
