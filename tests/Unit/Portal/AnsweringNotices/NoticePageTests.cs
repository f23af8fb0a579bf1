using Coc.Portal.Features.AnsweringNotices;
using Coc.Unit.Portal.Measures;

namespace Coc.Unit.Portal.AnsweringNotices;

/// <summary>Whom a notice is about is shown after the answer how one stands to them, what for when it is asked; what was wrong is told first.</summary>
public sealed class NoticePageTests
{
    private static readonly NoticeItem Unanswered = new(
        Guid.Parse("0198c0de-0000-7000-8000-000000000003"), Guid.NewGuid(), "quiet heron", null, null, null, null, Some.Now, null, null, "sextant", Some.Now.AddDays(5), "open", null, null, null);

    private static readonly NoticeItem Known = Unanswered with { Account = "github:skyline-7", Type = "ban" };

    private static Task<AngleSharp.Dom.IDocument> ShowAsync(NoticeItem notice, string said = "") =>
        Rendering.ShowAsync<NoticePage>(new Dictionary<string, object?> { ["Notice"] = notice, ["Place"] = new NoticePlace("astrolabe", null, null), ["Said"] = said });

    [Fact]
    public async Task First_one_says_how_one_stands_to_the_person()
    {
        var page = await ShowAsync(Unanswered);

        page.QuerySelectorAll("input[name=answer]").Select(i => i.GetAttribute("value")).ShouldBe(["none", "soft", "hard"]);
        page.QuerySelectorAll("a[href*='/adopt'], form[action*='/category']").ShouldBeEmpty();
    }

    [Fact]
    public async Task Then_one_answers_and_may_still_raise_what_one_said()
    {
        var page = await ShowAsync(Known);

        page.QuerySelectorAll("main a[role=button]").Select(a => a.GetAttribute("href")!.Split('?')[0].Split('/')[^1]).ShouldBe(["adopt", "adapt", "decline"]);
        page.QuerySelectorAll("input[name=answer]").Select(i => i.GetAttribute("value")).ShouldBe(["soft", "hard"]);
    }

    [Fact]
    public async Task That_asking_what_it_was_for_is_on_record_stands_before_the_button() =>
        (await ShowAsync(Known)).QuerySelector("form[action*='/category']")!.PreviousElementSibling!.TextContent.ShouldContain("on record");

    [Fact]
    public async Task What_was_adopted_and_turned_out_wrong_is_decided_anew() =>
        (await ShowAsync(Known with { State = "redecide" })).QuerySelectorAll("main a[role=button]").Select(a => a.GetAttribute("href")!.Split('?')[0].Split('/')[^1]).ShouldBe(["redecide"]);

    [Fact]
    public async Task What_was_wrong_is_acknowledged_once()
    {
        var corrected = Known with { State = "withdrawn", Correction = new("mistaken", Some.Now, false) };

        (await ShowAsync(corrected)).QuerySelector("form[action*='/acknowledge']").ShouldNotBeNull();
        (await ShowAsync(corrected with { Correction = new("mistaken", Some.Now, true) })).QuerySelector("form[action*='/acknowledge']").ShouldBeNull();
    }
}
