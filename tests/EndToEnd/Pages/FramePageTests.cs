using Coc.EndToEnd.Looking;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Pages;

/// <summary>What holds for every page, tried on the first ones: languages, cookies, headers, weight, refusals.</summary>
public sealed class FramePageTests(RunningSystem system, Browsers browsers)
{
    [Theory]
    [InlineData("/", "welcome")]
    [InlineData("/es/", "welcome-es")]
    [InlineData("/ar-XB/", "welcome-mirrored")]
    [InlineData("/sign-in", "sign-in")]
    [InlineData("/receipt", "receipt-enter")]
    [InlineData("/room", "room-enter")]
    [InlineData("/codes", "codes")]
    [InlineData("/bodies", "bodies")]
    [InlineData("/bodies/sextant", "body")]
    [InlineData("/transparency", "transparency")]
    [InlineData("/invitation", "invitation")]
    public async Task The_first_pages_are_sound(string path, string name)
    {
        await using var visitor = await browsers.VisitorAsync(system.Address);

        (await visitor.OpenAsync(path)).ShouldBe(200);

        await visitor.IsSoundAsync(name);
    }

    [Theory]
    [InlineData("en-GB", "en")]
    [InlineData("es-MX", "es")]
    [InlineData("fr-FR", "en")]
    public async Task The_language_is_what_the_browser_asks_for_until_the_address_says_another(string asked, string shown)
    {
        await using var visitor = await browsers.VisitorAsync(system.Address, language: asked);

        await visitor.OpenAsync("/");
        (await visitor.Page.Locator("html").GetAttributeAsync("lang")).ShouldBe(shown);
        await visitor.Page.Locator("nav[aria-label] a[hreflang]").First.ClickAsync();

        (await visitor.Page.Locator("html").GetAttributeAsync("lang")).ShouldBe(shown == "en" ? "es" : "en");
    }

    [Fact]
    public async Task Who_looks_around_without_signing_in_gets_no_cookie_but_the_one_of_the_forms()
    {
        await using var visitor = await browsers.VisitorAsync(system.Address);

        await visitor.OpenAsync("/");
        await visitor.OpenAsync("/es/");
        await visitor.OpenAsync("/sign-in");

        var cookies = await visitor.CookiesAsync();
        cookies.Select(c => c.Name).ShouldBe(["coc-form"]);
        cookies.ShouldAllBe(c => c.HttpOnly && c.SameSite == Microsoft.Playwright.SameSiteAttribute.Strict);
    }

    [Fact]
    public async Task Signing_in_works_without_scripts_and_signing_in_wrongly_says_one_thing_only()
    {
        await using var visitor = await browsers.VisitorAsync(system.Address, scripts: false);
        await visitor.OpenAsync("/sign-in");
        await visitor.Page.GetByLabel("Email address").FillAsync("ira@sextant.example");
        await visitor.Page.GetByLabel("Password", new() { Exact = true }).FillAsync("not hers at all");
        await visitor.PressAsync("Sign in");
        (await visitor.Page.Locator(".govuk-error-summary").InnerTextAsync()).ShouldContain("is wrong, or this account is locked");
        (await visitor.Page.GetByLabel("Email address").InputValueAsync()).ShouldBe("ira@sextant.example");

        await visitor.SignInAsync("ira@sextant.example", system.PasswordOf("ira@sextant.example"));

        (await visitor.CookiesAsync()).Where(c => c.Name is "coc-session" or "coc-renewal").ShouldAllBe(c => c.HttpOnly && c.SameSite == Microsoft.Playwright.SameSiteAttribute.Strict);
    }

    [Fact]
    public async Task What_is_not_there_is_said_in_a_page_and_the_API_says_it_its_own_way()
    {
        await using var visitor = await browsers.VisitorAsync(system.Address);

        (await visitor.OpenAsync("/nothing/here")).ShouldBe(404);
        (await visitor.HeadingAsync()).ShouldBe("Page not found");
        (await system.Anyone().GetAsync("/api/nothing/here")).Expect(404, "notFound");
        (await system.Anyone().GetAsync("/internal/clock")).Expect(404, "notFound");
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_before_it_is_read()
    {
        using var http = new HttpClient { BaseAddress = system.Address };
        using var form = new FormUrlEncodedContent([new("email", "ira@sextant.example"), new("password", system.PasswordOf("ira@sextant.example"))]);

        using var answer = await http.PostAsync("/sign-in", form);

        ((int)answer.StatusCode).ShouldBe(400);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/report")]
    [InlineData("/receipt")]
    [InlineData("/room")]
    [InlineData("/bodies")]
    [InlineData("/ar-XB/report")]
    public async Task A_first_visit_weighs_less_than_sixty_kilobytes_and_asks_nobody_else(string path)
    {
        await using var visitor = await browsers.VisitorAsync(system.Address);
        var asked = new List<Microsoft.Playwright.IResponse>();
        visitor.Page.Response += (_, response) => asked.Add(response);

        await visitor.OpenAsync(path);
        await visitor.Page.WaitForLoadStateAsync(Microsoft.Playwright.LoadState.NetworkIdle);

        asked.ShouldAllBe(r => new Uri(r.Url).Authority == system.Address.Authority);
        var bytes = await Task.WhenAll(asked.Select(async r => (await r.Request.SizesAsync()).ResponseBodySize));
        bytes.Sum().ShouldBeLessThan(60_000);
    }
}
