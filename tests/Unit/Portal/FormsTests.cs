using Coc.Portal.Features.SigningIn;
using Coc.Portal.Languages;
using Coc.Portal.Pages.Parts;

namespace Coc.Unit.Portal;

/// <summary>Forms are usable without seeing them, and say what is wrong where it is wrong.</summary>
public sealed class FormsTests
{
    private static Task<AngleSharp.Dom.IDocument> SignInAsync(FormState form) => Rendering.ShowAsync<SignInPage>(new Dictionary<string, object?> { ["Form"] = form });

    [Fact]
    public async Task Every_field_has_a_label()
    {
        var page = await SignInAsync(FormState.Empty);

        var fields = page.QuerySelectorAll("input:not([type=hidden])").ToList();
        fields.Count.ShouldBe(3);
        fields.Where(f => page.QuerySelector($"label[for={f.Id}]") is null).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_form_carries_its_token() =>
        (await SignInAsync(FormState.Empty)).QuerySelector("form input[name=__RequestVerificationToken]")!.GetAttribute("value").ShouldBe("token-of-this-page");

    [Fact]
    public async Task An_error_is_said_on_top_and_at_the_field_and_in_the_title()
    {
        var page = await SignInAsync(FormState.Of(("email", "ira@sextant.example")).Wrong("password", "Enter your password"));

        page.Title.ShouldStartWith("Error:");
        page.QuerySelector(".govuk-error-summary a")!.GetAttribute("href").ShouldBe("page#f-password");
        var field = page.QuerySelector("#f-password")!;
        page.GetElementById(field.GetAttribute("aria-describedby")!)!.TextContent.ShouldContain("Enter your password");
    }

    [Fact]
    public async Task What_was_written_is_still_there_but_no_password()
    {
        var page = await SignInAsync(FormState.Of(("email", "ira@sextant.example"), ("password", "correct horse")).Wrong("code", "Wrong"));

        page.QuerySelector("#f-email")!.GetAttribute("value").ShouldBe("ira@sextant.example");
        page.DocumentElement.OuterHtml.ShouldNotContain("correct horse");
    }

    [Fact]
    public async Task A_page_says_its_language_and_where_it_runs_to()
    {
        var page = await Rendering.ShowAsync<SignInPage>(visitor: Rendering.In(Language.Mirrored));

        (page.DocumentElement.GetAttribute("lang"), page.DocumentElement.GetAttribute("dir")).ShouldBe(("ar-XB", "rtl"));
        page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!.ShouldContain("rtl");
    }

    [Theory]
    [InlineData("work", true)]
    [InlineData("cases/0198c0de-0000-7000-8000-000000000001", true)]
    [InlineData("//elsewhere.example", false)]
    [InlineData("/elsewhere.example", false)]
    [InlineData("https://elsewhere.example", false)]
    [InlineData("work?then=x", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void After_signing_in_nobody_is_sent_elsewhere(string? then, bool ours) => SignInRoutes.IsOurs(then).ShouldBe(ours);
}
