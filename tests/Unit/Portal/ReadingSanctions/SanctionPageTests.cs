using Coc.Portal.Features.ReadingSanctions;
using Coc.Portal.Pages.Measures;
using Coc.Unit.Portal.Measures;

namespace Coc.Unit.Portal.ReadingSanctions;

/// <summary>A measure says what is late first, what waits for a second seat, and offers what can be done in its state.</summary>
public sealed class SanctionPageTests
{
    private static Task<AngleSharp.Dom.IDocument> ShowAsync(SanctionView sanction) =>
        Rendering.ShowAsync<SanctionPage>(new Dictionary<string, object?> { ["Sanction"] = sanction, ["Seats"] = Some.Seats, ["Now"] = Some.Now });

    [Theory]
    [InlineData("awaitingNotice", "own", "amend lift release")]
    [InlineData("active", "own", "amend lift review")]
    [InlineData("readmissionPending", "own", "amend lift review")]
    [InlineData("active", "interim", "")]
    [InlineData("lifted", "own", "")]
    [InlineData("overturned", "own", "")]
    public async Task It_offers_what_its_state_takes(string state, string basis, string offered) => Commands(await ShowAsync(Some.Sanction(state, basis))).ShouldBe(offered);

    [Fact]
    public async Task Whoever_is_told_kind_and_place_alone_is_offered_nothing_and_no_person()
    {
        var page = await ShowAsync(Some.Sanction(named: false) with { Orders = [Some.Order("refused")] });

        Commands(page).ShouldBe("");
        page.QuerySelectorAll("a[href^='persons/'], a[href^='orders/']").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_late_comes_first()
    {
        var page = await ShowAsync(Some.Sanction() with { Orders = [Some.Order("open", Some.Now.AddDays(-2)), Some.Order("done", Some.Now.AddDays(1))], ReviewDue = Some.Now.AddDays(-3) });

        page.QuerySelectorAll(".govuk-warning-text li").Length.ShouldBe(2);
    }

    [Fact]
    public async Task Nothing_late_says_nothing() => (await ShowAsync(Some.Sanction() with { Orders = [Some.Order("open", Some.Now.AddDays(2))] })).QuerySelector(".govuk-warning-text").ShouldBeNull();

    [Fact]
    public async Task What_another_seat_wants_can_be_agreed_to_exactly()
    {
        var until = new DateTimeOffset(2026, 6, 20, 9, 30, 1, TimeSpan.Zero);
        var page = await ShowAsync(Some.Sanction() with { Amendments = [new(Some.Others, until, ["chat:sextant"], null, null)] });

        var form = page.QuerySelector("form[action$='/amend']")!;
        form.QuerySelector("[name=until]")!.GetAttribute("value").ShouldBe("2026-06-20");
        form.QuerySelector("[name=untilExactly]")!.GetAttribute("value").ShouldBe(Days.Exact(until));
        page.QuerySelector(".govuk-inset-text")!.TextContent.ShouldContain("Juno");
    }

    [Fact]
    public async Task Nobody_agrees_with_themselves() =>
        (await ShowAsync(Some.Sanction() with { Amendments = [new(Some.Mine, Some.Now, null, null, null)] })).QuerySelector("form[action$='/amend']").ShouldBeNull();

    [Fact]
    public async Task A_word_newer_than_the_page_is_shown_as_it_came() => (await ShowAsync(Some.Sanction("frozenForever"))).QuerySelector(".govuk-tag")!.TextContent.ShouldBe("frozenForever");

    private static string Commands(AngleSharp.Dom.IDocument page) => string.Join(' ', page.QuerySelectorAll("main a[href^='sanctions/0198']").Select(a => a.GetAttribute("href")!.Split('/')[^1]).Order(StringComparer.Ordinal));
}
