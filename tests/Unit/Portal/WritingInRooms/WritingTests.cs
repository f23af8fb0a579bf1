using AngleSharp.Dom;
using Coc.Portal.Features.WritingInRooms;
using Coc.Portal.Languages;
using Coc.Portal.Pages.Parts;
using Coc.Unit.Portal.EnteringRooms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Coc.Unit.Portal.WritingInRooms;

/// <summary>Nothing that a person wrote in their room is lost, and each thing is sent as the API takes it.</summary>
public sealed class WritingTests
{
    private static readonly IStringLocalizer Texts = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider().GetRequiredService<IStringLocalizer<WritingTexts>>();

    public static TheoryData<string> Names => [.. RoomActs.All.Select(a => a.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_was_written_is_shown_again_with_its_error_also_when_the_room_cannot_be_read(string name)
    {
        var act = RoomActs.All.Single(a => a.Name == name);
        var form = FormState.Of([("code", Rooms.Code), ("about", "00000000-0000-0000-0000-000000000081"), .. act.Fields.Select(f => (f.Name, (string?)"yes, I wrote <this>"))]).Wrong("", "Not now.");

        var page = await ShowAsync(name, form, inRoom: false);

        page.Title.ShouldStartWith("Error:");
        page.QuerySelector("input[name=once]")!.GetAttribute("value").ShouldBe("the-key-of-this-form");
        page.QuerySelector("input[name=about]")!.GetAttribute("value").ShouldBe("00000000-0000-0000-0000-000000000081");
        foreach (var written in page.QuerySelectorAll("main textarea"))
        {
            written.TextContent.ShouldBe("yes, I wrote <this>");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_has_its_words_in_each_language(string name)
    {
        foreach (var language in Language.Offered)
        {
            var page = await ShowAsync(name, FormState.Of(("code", Rooms.Code)), inRoom: true, language.Code);

            page.QuerySelector("h1")!.TextContent.ShouldNotBe(name);
            page.QuerySelectorAll("main textarea").ShouldAllBe(a => page.QuerySelector($"label[for={a.Id}]")!.TextContent.Length > 3);
            page.QuerySelector("button[name=send]")!.TextContent.ShouldNotBe(name);
        }
    }

    [Theory]
    [InlineData("answer", "text")]
    [InlineData("object", "seat")]
    [InlineData("complaint", "ground")]
    [InlineData("appeal", "text")]
    [InlineData("come-back", "statement")]
    [InlineData("data", "kind")]
    public void What_is_needed_is_asked_for_before_anything_is_sent(string name, string field) => Checked(name).ErrorOf(field).ShouldNotBeNullOrEmpty();

    [Fact]
    public void More_time_can_be_asked_for_without_a_word() => Checked("more-time").Fits.ShouldBeTrue();

    [Fact]
    public void What_is_right_as_it_stands_needs_no_words_and_what_is_not_does()
    {
        Checked("check", ("agree", "yes")).Fits.ShouldBeTrue();
        Checked("check", ("agree", "no"), ("text", "I said tired.")).Fits.ShouldBeTrue();
        Checked("check", ("agree", "yes"), ("text", "but")).ErrorOf("text").ShouldNotBeNull();
        Checked("check", ("agree", "no")).ErrorOf("text").ShouldNotBeNull();
    }

    [Fact]
    public void A_correction_of_data_says_what_is_wrong()
    {
        Checked("data", ("kind", "correction")).ErrorOf("text").ShouldNotBeNull();
        Checked("data", ("kind", "copy")).Fits.ShouldBeTrue();
    }

    [Fact]
    public void A_line_end_counts_once_however_a_browser_sends_it()
    {
        var lines = string.Concat(Enumerable.Repeat("abcdefghi\r\n", 5_000)) + "x"; // 50,001 with one character for each end of a line

        Checked("answer", ("text", lines)).ErrorOf("text")!.ShouldContain("50001");
        Checked("answer", ("text", lines[..^2])).Fits.ShouldBeTrue();
    }

    [Fact]
    public async Task An_answer_to_something_that_was_read_carries_what_was_read() =>
        (await ShowAsync("mediation", FormState.Of(("code", Rooms.Code), ("about", "00000000-0000-0000-0000-000000000081")), inRoom: true)).QuerySelector("input[name=etag]")!.GetAttribute("value").ShouldBe("\"7\"");

    [Fact]
    public async Task To_object_is_possible_to_everybody_who_decides_and_to_who_helps_them()
    {
        var page = await ShowAsync("object", FormState.Of(("code", Rooms.Code)), inRoom: true);

        page.QuerySelectorAll("select[name=seat] option").Select(o => o.GetAttribute("value")).ShouldBe(["", "00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002", "00000000-0000-0000-0000-000000000012"]);
    }

    private static FormState Checked(string name, params (string, string?)[] written)
    {
        var form = FormState.Of(written);
        RoomActs.All.Single(a => a.Name == name).Check(form, Texts);
        return form;
    }

    private static Task<IDocument> ShowAsync(string name, FormState form, bool inRoom, string language = "en") => Rendering.ShowAsync<WritingPage>(
        new Dictionary<string, object?> { ["Act"] = name, ["Form"] = form, ["Room"] = inRoom ? Rooms.Of(Rooms.Full) : null, ["Once"] = "the-key-of-this-form" }, Rendering.In(Language.Find(language)!));
}
