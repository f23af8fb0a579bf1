using AngleSharp.Dom;
using Coc.Portal.Features.FindingCases;
using Coc.Portal.Features.SeeingWhatWaits;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Talking;

namespace Coc.Unit.Portal.FindingCases;

public sealed class CasesPageTests
{
    private static readonly Guid Mine = Guid.NewGuid();
    private static readonly Guid Other = Guid.NewGuid();
    private static readonly DateTimeOffset Day = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    private static WaitingCase Case(string name, Guid? assignee = null, string state = "investigating") => new(Guid.NewGuid(), name, "sextant", state, ["appealed"], "urgent", assignee, Day, Day, Day.AddDays(1));

    private static Task<IDocument> ShowAsync(IReadOnlyList<WaitingCase> cases, string? next = null, SearchedFor? found = null, FormState? form = null, params Guid[] late) => Rendering.ShowAsync<CasesPage>(new Dictionary<string, object?>
    {
        ["List"] = new CaseList(
            new Me(Guid.NewGuid(), "Ira", [new(Mine, "sextant", "member")]), [new("sextant", "Sextant", "project", [new(Other, "member", "Juno"), new(Mine, "member", "Ira")])], new CaseFilter("sextant"), cases, late, next, found),
        ["Form"] = form ?? FormState.Empty,
    });

    [Fact]
    public async Task An_empty_list_is_said() => (await ShowAsync([])).QuerySelector("main")!.TextContent.ShouldContain("There are no cases for you here.");

    [Fact]
    public async Task A_case_is_shown_by_code_name_state_and_who_works_on_it()
    {
        var row = (await ShowAsync([Case("violet otter", Other)])).QuerySelector("tbody tr")!;

        row.QuerySelector("th")!.TextContent.ShouldContain("violet otter");
        row.TextContent.ShouldContain("being looked into");
        row.TextContent.ShouldContain("appealed");
        row.TextContent.ShouldContain("Juno");
    }

    [Fact]
    public async Task One_s_own_are_said_to_be() => (await ShowAsync([Case("violet otter", Mine)])).QuerySelector("tbody tr")!.TextContent.ShouldContain("You");

    [Fact]
    public async Task A_state_that_came_later_than_these_pages_is_shown_as_it_is() =>
        (await ShowAsync([Case("violet otter", state: "pondering")])).QuerySelector("tbody tr")!.TextContent.ShouldContain("pondering");

    [Fact]
    public async Task What_is_late_is_what_the_system_says_is_late()
    {
        var late = Case("violet otter");

        var page = await ShowAsync([late, Case("amber heron")], late: late.Id);

        page.QuerySelectorAll("tbody tr").Select(r => r.QuerySelector(".govuk-tag--red") is not null).ShouldBe([true, false]);
    }

    [Fact]
    public async Task What_is_searched_for_is_in_no_address()
    {
        var page = await ShowAsync([Case("violet otter")], next: "cursor", found: new("otter", "github:skyline-7"), form: FormState.Of(("q", "otter"), ("account", "github:skyline-7")));

        page.QuerySelectorAll("a, form").Select(e => (e.GetAttribute("href") ?? e.GetAttribute("action") ?? "").ToUpperInvariant()).Where(a => a.Contains("OTTER", StringComparison.Ordinal) || a.Contains("SKYLINE", StringComparison.Ordinal)).ShouldBeEmpty();
        page.QuerySelectorAll("form[method=get] [name=q]").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_next_page_of_a_search_is_asked_for_in_a_form()
    {
        var page = await ShowAsync([Case("violet otter")], next: "cursor", found: new("otter", null), form: FormState.Of(("q", "otter")));

        page.QuerySelector("form [name=cursor]")!.GetAttribute("value").ShouldBe("cursor");
    }
}
