using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Flow;
using Coc.EndToEnd.Looking;
using Coc.EndToEnd.Running;
using Microsoft.Playwright;

namespace Coc.EndToEnd.Pages;

/// <summary>The accused person's side through the pages, with scripts and without: from a code that somebody handed on to an appeal, and not a word lost on the way.</summary>
public sealed class RoomPageTests(RunningSystem system, Browsers browsers)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task From_a_code_that_works_once_to_an_answer(bool scripts)
    {
        var run = await MainFlow.RunAsync(system, MainFlow.Until.Identified);
        var told = await run.Work.DoneAsync(run.Sextant.Chair, "accused-notice", new { person = run.Person, when = "now", why = "Everybody can read the thread.", summary = "It is about a pull request of last week." });
        await using var visitor = await browsers.VisitorAsync(system.Address, scripts);
        await visitor.OpenAsync("/codes");
        await visitor.Page.GetByLabel("The code you were given").FillAsync(told.Text("room").ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal));
        await visitor.PressAsync("Get my own code");
        var own = (await visitor.Page.Locator(".coc-code").InnerTextAsync()).Trim();
        await visitor.PressAsync("Go to your room");
        await visitor.Page.GetByText("It is about a pull request of last week.").First.WaitForAsync();

        await visitor.PressAsync("Give your side");
        await visitor.PressAsync("Send your answer");
        (await visitor.Page.Locator(".govuk-error-summary").InnerTextAsync()).ShouldContain("Write something before you send it");
        await visitor.Page.GetByLabel("Your answer").FillAsync("I was tired, and I am sorry.");
        await visitor.PressAsync("Send your answer");
        (await visitor.Page.GetByRole(AriaRole.Alert).InnerTextAsync()).ShouldContain("Your answer has arrived.");
        await visitor.Page.ReloadAsync();

        (await system.Anyone().With("Room", own).GetAsync("/api/room")).Expect(200).Json.List("answers").ShouldHaveSingleItem().Text("text").ShouldBe("I was tired, and I am sorry.");
        visitor.Page.Url.ShouldNotContain(own, Case.Insensitive);
        (await visitor.CookiesAsync()).Select(c => c.Name).ShouldBe(["coc-form"]);
        if (scripts)
        {
            await visitor.IsSoundAsync("room-answered");
        }
    }

    [Fact]
    public async Task What_is_half_written_stays_when_the_language_changes_and_when_the_form_is_too_old()
    {
        var run = await MainFlow.RunAsync(system, MainFlow.Until.Identified);
        var accused = await Accused.EnterAsync(system, run.Work, run.Person);
        await using var visitor = await browsers.VisitorAsync(system.Address);
        await EnterAsync(visitor, accused);
        await visitor.PressAsync("Give your side");
        await visitor.Page.GetByLabel("Your answer").FillAsync("Half of it");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Español" }).ClickAsync();
        (await visitor.Page.GetByLabel("Su respuesta").InputValueAsync()).ShouldBe("Half of it");
        await visitor.Page.Context.ClearCookiesAsync();
        await visitor.PressAsync("Enviar su respuesta");

        (await visitor.Page.GetByLabel("Su respuesta").InputValueAsync()).ShouldBe("Half of it");
        (await accused.LookAsync()).Json.List("answers").ShouldBeEmpty();
        await visitor.PressAsync("Enviar su respuesta");
        (await accused.LookAsync()).Json.List("answers").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_decision_is_read_and_appealed()
    {
        var run = await MainFlow.RunAsync(system, MainFlow.Until.Identified);
        var accused = await Accused.EnterAsync(system, run.Work, run.Person);
        await run.Work.NotHeardAsync(run.Person);
        var proposal = await run.Work.ProposeAsync(run.Person, run.Work.Suspension(run.Person, await system.NowAsync(), 42, new[] { "sextant" }));
        await run.Work.VoteAsync(proposal);
        await run.Work.TellAsync(run.Person);
        await accused.SeesAsync("until when it can be appealed", r => r["appealBy"] is not null);
        await using var visitor = await browsers.VisitorAsync(system.Address);

        await EnterAsync(visitor, accused);
        await visitor.IsSoundAsync("room-decided");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Appeal the decision" }).First.ClickAsync();
        await visitor.Page.GetByLabel("What was decided is too hard").CheckAsync();
        await visitor.Page.GetByLabel("Why should it be decided otherwise?").FillAsync("Too hard for one word.");
        await visitor.PressAsync("Send your appeal");

        (await visitor.Page.GetByRole(AriaRole.Alert).InnerTextAsync()).ShouldContain("Your appeal has arrived.");
        (await accused.LookAsync()).Json.List("appeals").ShouldHaveSingleItem().Text("text").ShouldBe("Too hard for one word.");
        (await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Appeal the decision" }).CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_file_goes_through_without_scripts()
    {
        var run = await MainFlow.RunAsync(system, MainFlow.Until.Identified);
        var accused = await Accused.EnterAsync(system, run.Work, run.Person);
        await using var visitor = await browsers.VisitorAsync(system.Address, scripts: false);
        await EnterAsync(visitor, accused);
        await visitor.PressAsync("Add a file");

        await visitor.Page.GetByLabel("The file", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = "thread.txt", MimeType = "text/plain", Buffer = "the whole thread"u8.ToArray() });
        await visitor.PressAsync("Send the file");

        (await visitor.Page.GetByRole(AriaRole.Alert).InnerTextAsync()).ShouldContain("Your file has arrived.");
        (await accused.LookAsync()).Json.List("evidence").ShouldHaveSingleItem().Text("name").ShouldBe("thread.txt");
    }

    [Fact]
    public async Task A_wrong_code_opens_nothing_and_says_what_to_do()
    {
        await using var visitor = await browsers.VisitorAsync(system.Address);
        await visitor.OpenAsync("/room");
        await visitor.IsSoundAsync("room-enter");

        await visitor.Page.GetByLabel("Your private code").FillAsync("7777-7777-7777-7777-7777");
        await visitor.PressAsync("Go in");

        (await visitor.Page.Locator(".govuk-error-summary").InnerTextAsync()).ShouldContain("We do not know this code.");
        (await visitor.OpenAsync("/room/answer")).ShouldBe(200);
        visitor.Page.Url.ShouldEndWith("/room");
    }

    private static async Task EnterAsync(Visitor visitor, Accused accused)
    {
        await visitor.OpenAsync("/room");
        await visitor.Page.GetByLabel("Your private code").FillAsync(accused.Own);
        await visitor.PressAsync("Go in");
    }
}
