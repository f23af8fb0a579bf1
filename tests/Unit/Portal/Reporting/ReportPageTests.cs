using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Coc.Portal.Features.Reporting;

namespace Coc.Unit.Portal.Reporting;

/// <summary>Each step is a form that works without script and brings everything along.</summary>
public sealed class ReportPageTests
{
    private static readonly Guid Seat = Guid.Parse("0198c0de-0000-7000-8000-000000000001");

    private static readonly (string Field, string Value)[] Everything =
    [
        ("projects", "argo"), ("projects", "gone"), ("event", "Con"), ("spaces", "github:argo\r\n<b>bar"), ("otherCommunities", "Else"), ("about", "onePerson"), ("subjects[0].name", "A"),
        ("subjects[1].accounts", "github:b"), ("description", "It \"happened\" so."), ("occurred.from", "2026-03-02"), ("occurred.ongoing", "true"), ("codeSection", "threats"), ("safetyConcern", "true"),
        ("affected[0].self", "true"), ("affected[1].name", "C"), ("affected[1].minor", "yes"), ("whatWouldHelp", "That it stops"), ("language", "English"), ("kind", "retaliation"),
        ("reporter.kind", "named"), ("reporter.name", "D"), ("reporter.contact", "d@example.org"), ("reporter.mayWrite", "true"), ("exclude.seat", Seat.ToString()), ("exclude.name", "E"), ("consent.parent", "no"),
        ("key", new string('a', 64)),
    ];

    public static TheoryData<string> Steps => [.. Step.All.Select(s => s.Name)];

    private static Task<IDocument> ShowAsync(string step, Draft draft) => Rendering.ShowAsync<ReportPage>(new Dictionary<string, object?>
    {
        ["Step"] = Step.Find(step), ["Draft"] = draft, ["Bodies"] = new Bodies([new("argo", "Argo", "project", null), new("orrery", "Orrery", "foundation", new(null, null, 3)), new("meridian", "Meridian", "parent", null)]),
        ["Readers"] = new WhoReads("orrery", [new(Seat, "Ada"), new(Guid.Empty, null)], ["meridian"]),
    });

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Nothing_that_was_written_is_lost_on_any_step(string step)
    {
        var page = await ShowAsync(step, DraftTests.Of(Everything));

        Sent(page).Where(f => f.Value.Length > 0 && f.Field is not ("step" or "__RequestVerificationToken")).Order().ShouldBe(Everything.Order());
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Every_field_has_a_label_and_an_id_of_its_own(string step)
    {
        var page = await ShowAsync(step, DraftTests.Of(Everything));

        var fields = page.QuerySelectorAll("form input:not([type=hidden]), form textarea, form select").ToList();
        fields.Where(f => page.QuerySelector($"label[for='{f.Id}']") is null).Select(f => f.OuterHtml).ShouldBeEmpty();
        page.All.Select(e => e.Id).Where(id => !string.IsNullOrEmpty(id)).GroupBy(id => id).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty();
        page.QuerySelectorAll("[aria-describedby]").SelectMany(e => e.GetAttribute("aria-describedby")!.Split(' ')).Where(id => page.GetElementById(id) is null).ShouldBeEmpty();
    }

    [Fact]
    public async Task Enter_never_sends_a_report_nor_takes_somebody_out()
    {
        var buttons = new List<string?>();
        foreach (var step in Step.All)
        {
            buttons.Add((await ShowAsync(step.Name, DraftTests.Of(Everything))).QuerySelector("#report-form button")!.GetAttribute("value"));
        }

        buttons.ShouldBe([.. Enumerable.Repeat("next", Step.All.Count - 1), "stay"]);
    }

    [Fact]
    public async Task Another_language_takes_the_answers_along() =>
        (await ShowAsync("what", DraftTests.Of())).QuerySelector("button[form=report-form][formaction='/es/report']").ShouldNotBeNull();

    [Fact]
    public async Task Before_sending_who_would_read_is_told_without_who_must_not()
    {
        var page = await ShowAsync("check", DraftTests.Of(Everything));

        page.QuerySelectorAll("main li").Select(l => l.TextContent.Trim()).ShouldBe(["Somebody whose name is not public"]);
        page.Body!.TextContent.ShouldContain("Meridian");
        page.Body!.TextContent.ShouldContain("3 working days");
    }

    [Fact]
    public async Task When_readers_cannot_be_told_the_report_can_still_be_sent()
    {
        var page = await Rendering.ShowAsync<ReportPage>(new Dictionary<string, object?> { ["Step"] = Step.Check, ["Draft"] = DraftTests.Of(("description", "x")), ["Bodies"] = Bodies.None });

        page.QuerySelector("button[value=send]").ShouldNotBeNull();
    }

    [Fact]
    public async Task The_code_stands_in_no_address_and_is_read_out_letter_for_letter()
    {
        var page = await Rendering.ShowAsync<SentPage>(new Dictionary<string, object?> { ["Code"] = "7K9M-0000-AAAA-BBBB-CCCC", ["Bodies"] = Bodies.None });

        page.QuerySelector(".coc-code")!.TextContent.ShouldBe("7K9M-0000-AAAA-BBBB-CCCC");
        page.QuerySelector(".govuk-details li")!.TextContent.ShouldBe("seven, Kilo, nine, Mike");
        page.QuerySelectorAll("[href], [action], [formaction]").Where(e => e.OuterHtml.Split('>')[0].Contains("7K9M", StringComparison.Ordinal)).ShouldBeEmpty();
        page.QuerySelector("form[action=receipt] input[name=code]")!.GetAttribute("value").ShouldBe("7K9M-0000-AAAA-BBBB-CCCC");
    }

    // As a browser would send the form.
    private static IEnumerable<(string Field, string Value)> Sent(IDocument page) => page.QuerySelectorAll("#report-form input, #report-form textarea, #report-form select").Select(e => e switch
    {
        IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } => ("", ""),
        IHtmlInputElement input => (input.Name ?? "", input.Value),
        IHtmlTextAreaElement area => (area.Name ?? "", area.TextContent.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal)),
        IHtmlSelectElement select => (select.Name ?? "", select.Value ?? ""),
        _ => ("", ""),
    }).Where(f => f.Item1.Length > 0);
}
