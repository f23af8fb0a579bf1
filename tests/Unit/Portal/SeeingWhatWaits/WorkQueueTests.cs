using AngleSharp.Dom;
using Coc.Portal.Features.SeeingWhatWaits;
using Coc.Portal.Languages;

namespace Coc.Unit.Portal.SeeingWhatWaits;

public sealed class WorkQueueTests
{
    private static Task<IDocument> ShowAsync(WorkList list, Language? language = null) =>
        Rendering.ShowAsync<WorkQueue>(new Dictionary<string, object?> { ["List"] = list }, Rendering.In(language ?? Language.English));

    private static WorkList Of(params WorkItem[] items) => WorkList.Of(items, [], false);

    [Fact]
    public async Task Nothing_waiting_is_said() => (await ShowAsync(Of())).Body!.TextContent.ShouldContain("Nothing waits for you.");

    [Fact]
    public async Task What_could_not_be_asked_is_not_taken_for_nothing()
    {
        var page = await ShowAsync(WorkList.Of([], ["order"], false));

        page.Body!.TextContent.ShouldContain("Orders");
        page.Body.TextContent.ShouldNotContain("Nothing waits for you.");
    }

    [Fact]
    public async Task What_is_late_stands_under_a_heading_of_its_own_above_the_rest()
    {
        var page = await ShowAsync(Of(WorkListTests.Item("amber heron"), WorkListTests.Item("violet otter", overdue: true)));

        page.QuerySelectorAll("h2").Select(h => h.TextContent).ShouldBe(["Late (1)", "Coming up (1)"]);
        page.QuerySelector(".govuk-task-list__item")!.TextContent.ShouldContain("violet otter");
    }

    [Fact]
    public async Task Each_thing_says_why_it_is_due_and_when()
    {
        var page = await ShowAsync(Of(WorkListTests.Item("amber heron", rule: CaseClock.Acknowledge)));

        var link = page.QuerySelector("a.govuk-task-list__link")!;
        link.GetAttribute("href").ShouldBe("cases/amber heron");
        var described = link.GetAttribute("aria-describedby")!.Split(' ').Select(id => page.GetElementById(id)!.TextContent).ToList();
        described[0].ShouldContain("R9");
        described[1].ShouldContain("UTC");
    }

    [Fact]
    public async Task Links_keep_their_ids_so_that_focus_stays_when_the_list_is_exchanged()
    {
        var item = WorkListTests.Item("amber heron");

        (await ShowAsync(Of(item))).QuerySelector("a.govuk-task-list__link")!.Id.ShouldBe($"w-case-{item.Id}");
    }

    [Fact]
    public async Task A_word_that_came_later_than_these_pages_is_shown_as_it_is()
    {
        var page = await ShowAsync(Of(WorkListTests.Item("amber heron", kind: "novelty", rule: "unheardOf") with { State = "pondering" }));

        page.Body!.TextContent.ShouldContain("pondering");
    }

    [Fact]
    public async Task A_long_list_ends_and_says_how_much_more_there_is()
    {
        var page = await ShowAsync(Of([.. Enumerable.Range(0, 130).Select(i => WorkListTests.Item($"case {i}", i))]));

        page.QuerySelectorAll(".govuk-task-list__item").Length.ShouldBe(100);
        page.Body!.TextContent.ShouldContain("And 30 more");
    }

    [Fact]
    public async Task It_speaks_Spanish() =>
        (await ShowAsync(Of(WorkListTests.Item("amber heron", overdue: true)), Language.Find("es"))).QuerySelector("h2")!.TextContent.ShouldBe("Atrasado (1)");

    [Fact]
    public async Task Every_kind_of_thing_has_words()
    {
        foreach (var kind in WorkKinds.All)
        {
            var page = await ShowAsync(Of(WorkListTests.Item("x", kind: kind)));
            page.QuerySelector(".coc-inline li")!.TextContent.ShouldNotBe($"{kind}: 1");
        }
    }
}
