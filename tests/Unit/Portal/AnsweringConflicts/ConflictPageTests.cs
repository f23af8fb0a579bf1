using AngleSharp.Dom;
using Coc.Portal.Features.AnsweringConflicts;
using Coc.Portal.Pages.Parts;

namespace Coc.Unit.Portal.AnsweringConflicts;

public sealed class ConflictPageTests
{
    private static readonly Guid Id = Guid.Parse("0198c0de-0000-7000-8000-000000000001");

    private static ConflictRequest Asked(string? answer = null, Guid? notice = null) => new(
        Id, notice, null, ["sextant"], null, new(2026, 11, 27, 0, 0, 0, TimeSpan.Zero), [new(["github:skyline-7"], "Sky Line")], null, "list-1", new(2026, 11, 29, 9, 0, 0, TimeSpan.Zero), null, answer, null);

    private static Task<IDocument> ShowAsync(FormState? form = null, params ConflictRequest[] requests) => Rendering.ShowAsync<ConflictPage>(new Dictionary<string, object?>
    {
        ["Lists"] = (IReadOnlyList<RequestsOfBody>)[new("sextant", "Sextant", requests, null)],
        ["Names"] = new Dictionary<string, string> { ["sextant"] = "Sextant" },
        ["Form"] = form ?? FormState.Empty,
        ["About"] = form is null ? null : Id,
    });

    [Fact]
    public async Task Nobody_asking_is_said() => (await ShowAsync()).QuerySelector("main")!.TextContent.ShouldContain("Nobody waits for such an answer from you.");

    [Fact]
    public async Task Those_named_are_shown_as_stated_and_not_verified()
    {
        var card = (await ShowAsync(null, Asked())).QuerySelector(".govuk-summary-card")!;

        card.TextContent.ShouldContain("As stated, not verified");
        card.QuerySelector("li")!.TextContent.ShouldBe("Sky Line · github:skyline-7");
    }

    [Fact]
    public async Task An_answer_says_which_list_it_is_to()
    {
        var form = (await ShowAsync(null, Asked())).QuerySelector("main form")!;

        form.GetAttribute("action").ShouldBe($"conflict-requests/{Id}/answer");
        form.QuerySelector("[name=seen]")!.GetAttribute("value").ShouldBe("list-1");
    }

    [Fact]
    public async Task No_reason_is_asked_for() => (await ShowAsync(null, Asked())).QuerySelector("main")!.TextContent.ShouldContain("You need not give a reason.");

    [Fact]
    public async Task After_a_mistake_the_form_is_open_and_keeps_what_was_written()
    {
        var form = FormState.Of((ConflictStatement.Field(Id, "reason"), "we share a flat")).Wrong(ConflictStatement.Field(Id, "answer"), "Choose");

        var page = await ShowAsync(form, Asked());

        page.QuerySelector("details.govuk-details")!.HasAttribute("open").ShouldBeTrue();
        page.QuerySelector($"textarea[name='{ConflictStatement.Field(Id, "reason")}']")!.TextContent.ShouldBe("we share a flat");
        var to = page.QuerySelector(".govuk-error-summary a")!.GetAttribute("href")!.Split('#')[1];
        page.GetElementById(to).ShouldNotBeNull();
    }

    [Fact]
    public async Task While_the_list_cannot_be_had_the_form_stands_alone_with_what_was_written()
    {
        var form = FormState.Of((ConflictStatement.Field(Id, "reason"), "we share a flat"), ("seen", "list-1")).Wrong("", "No answer");

        var page = await Rendering.ShowAsync<ConflictPage>(new Dictionary<string, object?> { ["Form"] = form, ["About"] = Id });

        page.QuerySelector("textarea[name$=reason]")!.TextContent.ShouldBe("we share a flat");
        page.QuerySelector("[name=seen]")!.GetAttribute("value").ShouldBe("list-1");
    }

    [Fact]
    public async Task Two_questions_on_one_page_have_no_id_in_common()
    {
        var page = await ShowAsync(null, Asked(), Asked() with { Request = Guid.NewGuid() });

        page.QuerySelectorAll("[id]").GroupBy(e => e.Id).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_said_there_is_some_tie_may_only_say_that_it_is_more()
    {
        var page = await ShowAsync(null, Asked("soft"));

        page.QuerySelectorAll("main form input[name$=answer]").Select(i => i.GetAttribute("value")).ShouldBe(["hard"]);
    }
}
