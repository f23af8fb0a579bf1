using AngleSharp.Dom;
using Coc.Portal.Features.ReadingCases;
using Coc.Portal.Features.WorkingOnCases;
using Coc.Portal.Languages;
using Coc.Portal.Pages.Parts;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Coc.Unit.Portal.Cases;

/// <summary>What a case's pages offer, and what they say before something is recorded.</summary>
public sealed class CasePagesTests
{
    private static readonly Guid Own = Guid.NewGuid();
    private static readonly Guid Report = Guid.NewGuid();

    private static readonly CaseShown Shown = new()
    {
        Id = Guid.NewGuid(), CodeName = "fern-oasis-114", Body = "sextant", State = "triaged", Version = 7,
        Reports = [new ReportShown { Report = Report, ReceivedAt = DateTimeOffset.UnixEpoch }],
        Panel = [new PanelSeatShown { Seat = Own, Role = "member", Conflict = "none", Acting = "chair" }, new PanelSeatShown { Seat = Guid.NewGuid(), Role = "member", Conflict = "hard" }],
        Clocks = [new ClockShown("status", DateTimeOffset.UnixEpoch, null, true), new ClockShown("acknowledge", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, false)],
        Allowed = ["notes", "messages", "never-heard-of"],
    };

    [Fact]
    public async Task Buttons_are_what_is_allowed_and_nothing_else()
    {
        var page = await ShowAsync<OverviewPage>(Scene());

        Commands(page).ShouldBe(["messages", "notes"], ignoreOrder: true);
        page.Body!.TextContent.ShouldContain("never-heard-of"); // named as not here yet
    }

    [Fact]
    public async Task Who_may_do_nothing_is_offered_nothing() => Commands(await ShowAsync<OverviewPage>(Scene(Shown with { Allowed = [] }))).ShouldBeEmpty();

    [Fact]
    public async Task What_is_overdue_says_so_with_its_rule()
    {
        var due = (await ShowAsync<OverviewPage>(Scene())).QuerySelector("[aria-labelledby=due]")!.TextContent;

        (due.Contains("Overdue", StringComparison.Ordinal), due.Contains("R10", StringComparison.Ordinal)).ShouldBe((true, true));
    }

    [Fact]
    public async Task Before_a_report_is_opened_the_page_says_that_it_is_recorded_and_shows_nothing_of_it()
    {
        var page = await ShowAsync<ThreadsPage>(Scene());

        page.QuerySelector("form[method=get] fieldset")!.TextContent.ShouldContain("recorded");
        page.QuerySelector("input[name=report]")!.GetAttribute("value").ShouldBe(Report.ToString());
    }

    [Fact]
    public async Task Words_that_are_not_known_yet_are_shown_as_they_came() =>
        (await ShowAsync<OverviewPage>(Scene(Shown with { State = "somewhereElse" }))).Body!.TextContent.ShouldContain("somewhereElse");

    [Fact]
    public async Task A_form_carries_the_version_that_was_seen_and_a_key_of_its_own()
    {
        var setting = Setting(Scene());
        var page = await Rendering.ShowAsync<CommandPage>(new Dictionary<string, object?> { ["Command"] = CommandForms.Find("notes"), ["Setting"] = setting, ["Form"] = FormState.Of(("text", "What I wrote")) });

        page.QuerySelector("input[name=etag]")!.GetAttribute("value").ShouldBe("\"7\"");
        page.QuerySelector("input[name=key]")!.GetAttribute("value")!.Length.ShouldBe(64);
        page.QuerySelector("textarea")!.TextContent.ShouldBe("What I wrote");
    }

    [Fact]
    public async Task In_the_mirrored_language_nothing_breaks() =>
        (await Rendering.ShowAsync<OverviewPage>(new Dictionary<string, object?> { ["Scene"] = Scene() }, Rendering.In(Language.Mirrored))).DocumentElement.GetAttribute("dir").ShouldBe("rtl");

    [Fact]
    public async Task What_could_not_be_sent_comes_back_whole()
    {
        var page = await Rendering.ShowAsync<KeptPage>(new Dictionary<string, object?>
        {
            ["Form"] = FormState.Of(("text", "First line\nSecond line"), ("seat", "a")), ["Action"] = "cases/x/notes", ["Names"] = new[] { "text", "seat" }, ["SignedOut"] = true,
        });

        page.QuerySelector("textarea[name=text]")!.TextContent.ShouldBe("First line\nSecond line");
        page.QuerySelector("input[name=seat]")!.GetAttribute("value").ShouldBe("a");
    }

    private static CaseScene Scene(CaseShown? shown = null) => new(shown ?? Shown, new Me { Name = "Ira", Seats = [new HeldSeat(Own, "sextant", "member", true)] }, []);

    private static CommandSetting Setting(CaseScene scene)
    {
        var words = new ResourceManagerStringLocalizerFactory(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance);
        return new(scene, words.Create(typeof(CaseTexts)), words.Create(typeof(CommandTexts)));
    }

    private static Task<IDocument> ShowAsync<TPage>(CaseScene scene) where TPage : Microsoft.AspNetCore.Components.IComponent =>
        Rendering.ShowAsync<TPage>(new Dictionary<string, object?> { ["Scene"] = scene });

    private static List<string> Commands(IDocument page) =>
        [.. page.QuerySelectorAll("a[href^='cases/']").Select(a => a.GetAttribute("href")!.Split('/', 3)).Where(p => p.Length == 3 && CaseTab.All.All(t => t.Path != p[2])).Select(p => p[2]).Distinct()];
}
