using System.Text.RegularExpressions;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Looking;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Pages;

/// <summary>Somebody frightened, with a phone, and with JavaScript switched off: reports, keeps the code, comes back, writes, and is answered.</summary>
public sealed partial class ReporterPageTests(RunningSystem system, Browsers browsers)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task From_the_first_page_to_an_answer_with_and_without_scripts(bool scripts)
    {
        await using var visitor = await browsers.VisitorAsync(system.Address, scripts);
        await visitor.Page.SetViewportSizeAsync(360, 740);
        var about = Person.New(system.Canary);
        await visitor.OpenAsync("/");
        await visitor.PressAsync("Report something");

        await LookAsync(visitor, scripts, "report-where");
        await visitor.Page.GetByLabel("Which project is it about?").FillAsync("sextant");
        await visitor.PressAsync("Continue");
        await LookAsync(visitor, scripts, "report-who");
        await visitor.Page.GetByLabel("Accounts").FillAsync($"{about.GitHub}\n{about.Chat}");
        await visitor.PressAsync("Continue");
        await LookAsync(visitor, scripts, "report-what");
        await visitor.PressAsync("Continue");
        (await visitor.Page.Locator(".govuk-error-summary").InnerTextAsync()).ShouldContain("Say what happened");
        await visitor.Page.GetByLabel("Say in your own words what happened").FillAsync($"He wrote to me at night.\nHe will not stop. {system.Canary} <b>ñ</b>");
        await visitor.PressAsync("Continue");
        foreach (var step in new[] { "report-whom", "report-more", "report-you", "report-readers" })
        {
            await LookAsync(visitor, scripts, step);
            await visitor.PressAsync("Continue");
        }

        await LookAsync(visitor, scripts, "report-check");
        var everything = await visitor.Page.Locator("main").InnerTextAsync();
        everything.ShouldContain("He will not stop.");
        everything.ShouldContain("<b>ñ</b>", Case.Sensitive, "as it was written");
        visitor.Page.Url.ShouldNotContain(system.Canary);
        await visitor.PressAsync("Send it now");
        await LookAsync(visitor, scripts, "report-sent");
        var code = Code().Match(await visitor.Page.Locator("main").InnerTextAsync()).Value;
        code.ShouldNotBeEmpty();

        await OwnPageAsync(visitor, code, scripts);
        (await visitor.CookiesAsync()).Select(c => c.Name).ShouldBe(["coc-form"]);
    }

    [Fact]
    public async Task A_code_that_is_wrong_says_so_and_keeps_what_was_typed()
    {
        await using var visitor = await browsers.VisitorAsync(system.Address, scripts: false);
        await visitor.OpenAsync("/receipt");

        await visitor.Page.GetByLabel("Your private code").FillAsync("AAAA-BBBB-CCCC-DDDD-EEEE");
        await visitor.PressAsync("Open my page");

        (await visitor.Page.Locator(".govuk-error-summary").CountAsync()).ShouldBe(1);
        visitor.Page.Url.ShouldNotContain("AAAA");
    }

    private async Task OwnPageAsync(Visitor visitor, string code, bool scripts)
    {
        await visitor.OpenAsync("/receipt");
        await visitor.Page.GetByLabel("Your private code").FillAsync(code.ToLowerInvariant());
        await visitor.PressAsync("Open my page");
        await visitor.Page.GetByLabel("Write to us").FillAsync($"I forgot: it was in the channel. {system.Canary}");
        await visitor.Page.Locator("button[formaction='receipt/messages']").ClickAsync();
        (await visitor.Page.Locator(".coc-message--own").InnerTextAsync()).ShouldContain("I forgot: it was in the channel.");

        var client = system.Anyone().With("Receipt", code);
        var report = (await client.GetAsync("/api/receipt")).Expect(200).Json;
        report.List("messages").Count(m => m.Text("from") == "reporter").ShouldBe(1);
        visitor.Page.Url.ShouldNotContain(code);
        await LookAsync(visitor, scripts, "receipt");
    }

    // Without scripts nothing can be measured in the page; that it is the same page is enough.
    private static Task LookAsync(Visitor visitor, bool scripts, string name) => scripts ? SoundOnPhoneAsync(visitor, name) : Task.CompletedTask;

    private static async Task SoundOnPhoneAsync(Visitor visitor, string name)
    {
        await visitor.IsSoundAsync(name);
        await visitor.Page.SetViewportSizeAsync(360, 740);
    }

    [GeneratedRegex("(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}")]
    private static partial Regex Code();
}
