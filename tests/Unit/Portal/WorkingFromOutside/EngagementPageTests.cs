using Coc.Portal.Features.WorkingFromOutside;

namespace Coc.Unit.Portal.WorkingFromOutside;

/// <summary>Somebody from outside is asked about conflicts first, and works afterwards.</summary>
public sealed class EngagementPageTests
{
    private static readonly Engagement Asked = new(Guid.NewGuid(), "mediator", new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero), Seen: "list-1")
    {
        Projects = ["sextant"], Subjects = [new("person 1", "Rex", ["github:rex"])],
    };

    private static Task<AngleSharp.Dom.IDocument> ShowAsync(Engagement engagement) =>
        Rendering.ShowAsync<EngagementPage>(new Dictionary<string, object?> { ["Engagement"] = engagement, ["Once"] = "key-of-this-form" });

    [Fact]
    public async Task The_question_says_whom_it_is_about_and_nothing_of_the_case()
    {
        var page = await ShowAsync(Asked);

        page.QuerySelector("form")!.GetAttribute("action").ShouldBe($"engagements/{Asked.Id}/answer");
        page.QuerySelector("input[name=seen]")!.GetAttribute("value").ShouldBe("list-1");
        page.QuerySelector("main")!.TextContent.ShouldContain("github:rex");
    }

    [Fact]
    public async Task Who_may_perhaps_take_part_waits_for_the_committee() => (await ShowAsync(Asked with { Answer = "soft" })).QuerySelectorAll("main form").ShouldBeEmpty();

    [Fact]
    public async Task Who_has_no_conflict_sees_the_task_the_pieces_and_what_they_wrote()
    {
        var piece = Guid.NewGuid().ToString();
        var page = await ShowAsync(Asked with { Answer = "none", CodeName = "quiet-heron", Task = "Talk to both.", Included = [piece], Words = [new(Asked.Until, "I talked to one of them.")] });

        page.QuerySelector("h1")!.TextContent.ShouldBe("quiet-heron");
        page.QuerySelector("main")!.TextContent.ShouldContain("I talked to one of them.");
        page.QuerySelector($"a[href='engagements/{Asked.Id}/pieces/{piece}']").ShouldNotBeNull();
        page.QuerySelector("input[name=once]")!.GetAttribute("value").ShouldBe("key-of-this-form");
    }
}
