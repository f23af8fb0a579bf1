using AngleSharp.Dom;
using Coc.Portal.Features.FollowingReports;
using Coc.Portal.Features.Reporting;
using Coc.Portal.Pages.Parts;

namespace Coc.Unit.Portal.FollowingReports;

/// <summary>The reporter's own page: everything that the API answers, in words, with a form for everything they can do.</summary>
public sealed class OwnPageTests
{
    private const string Code = "7K9M-0000-AAAA-BBBB-CCCC";
    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly Guid Id = Guid.Parse("0198c0de-0000-7000-8000-000000000001");

    private static readonly OwnReport Empty = new("report", "haveIt", null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, false);

    private static readonly OwnReport Full = new(
        "report", "decided", "orrery", [new(Id, "Ada"), new(Guid.Empty, null)], At, At, [new(Id, "committee", At, "When <was> it?", null), new(Guid.NewGuid(), "reporter", At, null, true)],
        [new(Id, At, "a.png", 2048, "ab", null, null), new(Guid.Empty, At, null, null, null, null, null)], [new("parent", "meridian", At, "no")], At,
        [new(Id, "complaint", "delay", "Too slow", At, "haveIt", null, null, At, null, [], [], null), new(Guid.NewGuid(), "retaliation", null, null, At, "beingRead", "orrery", [new(Id, "Bo")], At, At, [], [new(Id, "copy", At, null, "open", null, At, null)], null)],
        "It was looked at.", At, [new(Id, At, ["tooLittle"], "More")], [new(Id, "asked", At, null), new(Guid.NewGuid(), "takesPlace", At, "yes")], [new(Id, At, "read", "Sorry."), new(Guid.NewGuid(), At, null, null)],
        [new(Id, Id, "open", At, [new(Id, At, "Fine")]), new(Guid.NewGuid(), Id, "ended", At, [])], [new(Id, "erasure", At, "please", "refused", "mustBeKept", At, null)], new(At, true), At, At, null, true);

    private static Task<IDocument> ShowAsync(OwnReport report, OpenPage? open = null, string? done = null) => Rendering.ShowAsync<OwnPage>(new Dictionary<string, object?>
    {
        ["Report"] = report, ["Open"] = open ?? new OpenPage(Code, FormState.Empty, new string('a', 64)), ["Done"] = done, ["Bodies"] = Bodies.None,
    });

    [Fact]
    public async Task Everything_stands_in_one_form_that_brings_the_code_and_no_address_has_it()
    {
        var page = await ShowAsync(Full);

        page.QuerySelectorAll("form").Length.ShouldBe(1);
        page.QuerySelectorAll("form input[name=code]").Single().GetAttribute("value").ShouldBe(Code);
        page.QuerySelectorAll("button[formaction]").Length.ShouldBeGreaterThan(12);
        page.QuerySelectorAll("[href], [action], [formaction]").SelectMany(e => e.Attributes.Where(a => a.Name is "href" or "action" or "formaction")).Where(a => a.Value.Contains(Code, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_file_is_the_last_field_so_that_it_is_never_kept_here()
    {
        var page = await ShowAsync(Full);

        page.QuerySelectorAll("form input, form textarea, form select")[^1].GetAttribute("type").ShouldBe("file");
    }

    [Fact]
    public async Task Enter_sends_nothing() => (await ShowAsync(Full)).QuerySelector("form button")!.GetAttribute("formaction").ShouldBeNull();

    [Fact]
    public async Task Fields_have_labels_and_ids_are_unique()
    {
        var page = await ShowAsync(Full);

        page.QuerySelectorAll("form input:not([type=hidden]), form textarea, form select").Where(f => page.QuerySelector($"label[for='{f.Id}']") is null).Select(f => f.OuterHtml).ShouldBeEmpty();
        page.All.Select(e => e.Id).Where(id => !string.IsNullOrEmpty(id)).GroupBy(id => id).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_code_word_of_the_api_is_shown_as_it_is()
    {
        var text = (await ShowAsync(Full)).QuerySelector("main")!.TextContent;

        foreach (var word in (string[])["lookingInto", "takesPlace", "tooLittle", "mustBeKept", "ratherNot", "State.", "Data.", "Done.", "Consent.", "FollowUp.", "Mediation."])
        {
            text.ShouldNotContain(word, Case.Sensitive);
        }
    }

    [Fact]
    public async Task A_report_that_has_only_just_come_is_shown()
    {
        var page = await ShowAsync(Empty);

        page.QuerySelector("[aria-current=step]")!.TextContent.ShouldBe("We have it");
        page.QuerySelector("main")!.TextContent.ShouldContain("Nothing was written yet.");
    }

    [Fact]
    public async Task A_state_that_is_not_known_yet_is_shown_as_it_is() => (await ShowAsync(Empty with { State = "newState" })).QuerySelector("main")!.TextContent.ShouldContain("newState");

    [Fact]
    public async Task With_a_renewed_code_one_reads_and_writes_and_nothing_else()
    {
        var page = await ShowAsync(Empty with { RenewedUntil = At });

        page.QuerySelectorAll("button[formaction]").Select(b => b.GetAttribute("formaction")).Where(a => a!.StartsWith("receipt/", StringComparison.Ordinal)).ShouldBe(["receipt/messages"]);
    }

    [Fact]
    public async Task What_was_written_is_still_there_where_it_was_wrong_and_its_part_is_open()
    {
        var form = FormState.Of(("form", "complaints"), ("complaints.text", "Nobody <answers>"), ("messages.text", "Half a message")).Wrong("complaints.ground", "Choose");
        var page = await ShowAsync(Full, new OpenPage(Code, form, new string('b', 64)));

        page.QuerySelector("#f-complaints-text")!.TextContent.ShouldBe("Nobody <answers>");
        page.QuerySelector("#f-complaints-text")!.Closest("details")!.HasAttribute("open").ShouldBeTrue();
        page.QuerySelector("#f-messages-text")!.TextContent.ShouldBe("Half a message");
        page.QuerySelector(".govuk-error-summary a")!.GetAttribute("href").ShouldBe("page#f-complaints-ground");
    }

    [Fact]
    public async Task When_the_page_cannot_be_shown_the_words_are()
    {
        var form = FormState.Of(("form", "messages"), ("code", Code), ("once", "x"), ("messages.text", "Please read this"), ("__RequestVerificationToken", "old"));
        var page = await Rendering.ShowAsync<TryAgainPage>(new Dictionary<string, object?> { ["Form"] = form, ["Key"] = new string('c', 64), ["Action"] = "messages" });

        page.QuerySelector(".govuk-inset-text")!.TextContent.ShouldBe("Please read this");
        page.QuerySelector("form[action='receipt/messages'] input[name='messages.text']")!.GetAttribute("value").ShouldBe("Please read this");
        page.QuerySelectorAll("input[name=__RequestVerificationToken]").Length.ShouldBe(1);
        page.QuerySelector("#f-code")!.GetAttribute("value").ShouldBe(Code);
    }

    [Fact]
    public void What_was_sent_is_not_kept_and_everything_else_is() =>
        Unsent.Of(Unsent.Without(FormState.Of(("messages.text", "sent"), ("messages-1.text", "half"), ("exclusions.name", "A"), ("complaints.ground", "delay"), ("evidence.source", "")), "messages")).ShouldBe(["messages-1.text", "exclusions.name"]);

    [Fact]
    public async Task Every_action_says_that_it_was_done()
    {
        foreach (var name in OwnAction.All.Select(a => a.Name).Append("evidence"))
        {
            (await ShowAsync(Empty, done: name)).QuerySelector("[role=alert]")!.TextContent.ShouldNotContain("Done.");
        }
    }
}
