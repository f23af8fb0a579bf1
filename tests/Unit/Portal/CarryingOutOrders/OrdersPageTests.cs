using Coc.Portal.Features.CarryingOutOrders;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Talking;
using Coc.Unit.Portal.Measures;

namespace Coc.Unit.Portal.CarryingOutOrders;

/// <summary>Whoever carries orders out sees account, space, action and dates, and what they can answer; the panel sees what it can.</summary>
public sealed class OrdersPageTests
{
    private static readonly Me Executor = new(Guid.NewGuid(), "Chat Administration", [new MySeat(Guid.NewGuid(), "orrery", "executor")]);

    private static OrderItem Order(string state, string? account = "chat:skyline-7", DateTimeOffset? due = null) =>
        new(Guid.Parse("0198c0de-0000-7000-8000-000000000002"), account, "chat:sextant", "suspend", Some.Now.AddDays(-1), null, due ?? Some.Now.AddHours(5), state);

    private static Task<AngleSharp.Dom.IDocument> ShowAsync(OrderItem[] orders, string? body = null, Me? me = null, BotInTrouble[]? bots = null) => Rendering.ShowAsync<OrdersPage>(new Dictionary<string, object?>
    {
        ["Place"] = new OrderPlace(body, null, null), ["Me"] = me ?? Executor, ["List"] = new OrderList(orders, null, bots), ["Now"] = Some.Now,
    });

    [Theory]
    [InlineData("open", "claim done failed refuse")]
    [InlineData("claimed", "done failed refuse")]
    [InlineData("failed", "claim done refuse")]
    [InlineData("refused", "claim done")]
    [InlineData("done", "not-so verify")]
    [InlineData("verified", "")]
    public async Task Whoever_looks_after_a_space_is_offered_what_an_order_takes(string state, string verbs) => Verbs(await ShowAsync([Order(state)])).ShouldBe(verbs);

    [Theory]
    [InlineData("open", "waive")]
    [InlineData("refused", "insist waive")]
    [InlineData("failed", "insist waive")]
    [InlineData("done", "not-so verify")]
    [InlineData("verified", "not-so")]
    [InlineData("waived", "")]
    public async Task A_panel_is_offered_what_it_decides(string state, string verbs) => Verbs(await ShowAsync([Order(state)], "sextant", Some.Me)).ShouldBe(verbs);

    [Fact]
    public async Task What_is_late_says_so()
    {
        var page = await ShowAsync([Order("open", due: Some.Now.AddHours(-1)), Order("open")]);

        page.QuerySelectorAll(".govuk-summary-card").Select(c => c.QuerySelector(".govuk-tag--red") is not null).ShouldBe([true, false]);
    }

    [Fact]
    public async Task An_account_that_is_not_told_is_not_there() => (await ShowAsync([Order("open", account: null)], "sextant", Some.Me)).Body!.TextContent.ShouldContain("not shown to you");

    [Fact]
    public async Task Each_button_says_which_order_it_is_for() =>
        (await ShowAsync([Order("open")])).QuerySelectorAll(".govuk-summary-card a, .govuk-summary-card button").ShouldAllBe(b => b.TextContent.Contains("skyline-7", StringComparison.Ordinal));

    [Fact]
    public async Task A_bot_that_takes_nothing_is_named() =>
        (await ShowAsync([], bots: [new("chat:sextant", Some.Now, "stopped")])).QuerySelector(".govuk-inset-text")!.TextContent.ShouldContain("chat:sextant");

    [Fact]
    public async Task What_was_written_comes_back_with_what_is_wrong()
    {
        var verb = OrderVerb.All.Single(v => v.Name == "refuse");
        var page = await Rendering.ShowAsync<OrderFormPage>(new Dictionary<string, object?>
        {
            ["Id"] = Guid.NewGuid(), ["Verb"] = verb, ["Place"] = new OrderPlace(null, null, "abc"), ["Order"] = Order("open"), ["Form"] = FormState.Of(("reason", "This is my own account")).Wrong("", "No"),
        });

        page.QuerySelector("textarea[name=reason]")!.TextContent.ShouldBe("This is my own account");
        page.Title.ShouldStartWith("Error:");
    }

    [Fact]
    public async Task What_cannot_be_taken_back_is_looked_at_once_more_with_everything_kept()
    {
        var page = await Rendering.ShowAsync<OrderFormPage>(new Dictionary<string, object?>
        {
            ["Id"] = Guid.NewGuid(), ["Verb"] = OrderVerb.All.Single(v => v.IsFinal), ["Place"] = new OrderPlace("sextant", null, null), ["Form"] = FormState.Of(("reason", "Two\nlines")), ["LookingAgain"] = true,
        });

        page.QuerySelector("input[type=hidden][name=reason]")!.GetAttribute("value").ShouldBe("Two\nlines");
        page.QuerySelectorAll("button[name=step]").Select(b => b.GetAttribute("value")).ShouldBe(["send", "edit"]);
    }

    private static string Verbs(AngleSharp.Dom.IDocument page) => string.Join(' ', page.QuerySelectorAll(".govuk-summary-card a, .govuk-summary-card form")
        .Select(a => (a.GetAttribute("href") ?? a.GetAttribute("action"))!.Split('?')[0].Split('/')[^1]).Order(StringComparer.Ordinal));
}
