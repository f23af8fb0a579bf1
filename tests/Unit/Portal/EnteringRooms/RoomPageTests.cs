using AngleSharp.Dom;
using Coc.Portal.Features.EnteringRooms;
using Coc.Portal.Languages;

namespace Coc.Unit.Portal.EnteringRooms;

/// <summary>The room shows what was released, offers what can be done, and keeps its code out of every address.</summary>
public sealed class RoomPageTests
{
    [Fact]
    public async Task The_code_travels_in_forms_alone()
    {
        var page = await ShowAsync(Rooms.Full);

        page.QuerySelectorAll("[href], [action], [src]").Select(e => e.GetAttribute("href") + e.GetAttribute("action") + e.GetAttribute("src")).ShouldAllBe(a => !a.Contains(Rooms.Code, StringComparison.Ordinal));
        var forms = page.QuerySelectorAll("main form").ToList();
        forms.ShouldAllBe(f => f.GetAttribute("method") == "post");
        forms.ShouldAllBe(f => f.QuerySelector("input[type=hidden][name=code]")!.GetAttribute("value") == Rooms.Code);
        page.Body!.TextContent.ShouldNotContain(Rooms.Code);
    }

    [Fact]
    public async Task Everything_that_was_released_is_there()
    {
        var text = (await ShowAsync(Rooms.Full)).QuerySelector("main")!.TextContent;

        foreach (var words in new[] { "Sextant", "It is about a pull request.", "He said he was tired.", "You insulted people.", "Read the code", "Ira Halloran", "I was tired.", "Weeks.", "We read it.", "thread.txt", "You: say what you will do otherwise" })
        {
            text.ShouldContain(words);
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public async Task No_code_of_the_API_stands_there_raw(string language)
    {
        var text = (await ShowAsync(Rooms.Full, language)).QuerySelector("main")!.TextContent;

        foreach (var code in new[] { "onRequest", "readmissionPending", "haveIt", "noContact", "takesPlace", "moreTime", "State.", "Measure.", "Because." })
        {
            text.ShouldNotContain(code, Case.Sensitive);
        }
    }

    [Fact]
    public async Task A_code_that_is_newer_than_the_page_does_not_break_it() => (await ShowAsync(Rooms.Empty("pausedForNow"))).QuerySelector("main")!.TextContent.ShouldContain("pausedForNow");

    [Fact]
    public async Task What_can_be_done_is_offered()
    {
        var acts = Acts(await ShowAsync(Rooms.Full));

        acts.ShouldBe(["room", "room/answer", "room/apology", "room/appeal", "room/check", "room/come-back", "room/complaint", "room/complaint-message", "room/copy", "room/data", "room/file", "room/mediation", "room/object"]);
    }

    [Theory]
    [InlineData("told")]
    [InlineData("yourTurn")]
    [InlineData("lookingInto")]
    public async Task As_long_as_nothing_is_decided_the_first_thing_is_to_answer(string state)
    {
        var page = await ShowAsync(Rooms.Empty(state));

        page.QuerySelector("main form:has(.govuk-button:not(.govuk-button--secondary))")!.GetAttribute("action").ShouldBe("room/answer");
        Acts(page).ShouldContain("room/more-time");
    }

    [Fact]
    public async Task Where_all_is_finished_no_answer_is_taken_that_nobody_would_read_but_complaints_and_data_stay_open() =>
        Acts(await ShowAsync(Rooms.Empty("finished"))).ShouldBe(["room", "room/complaint", "room/copy", "room/data"]);

    [Fact]
    public async Task Who_has_appealed_the_decision_is_not_offered_it_again()
    {
        var appealed = Rooms.Full.Replace("\"appeals\": []", """ "appeals": [{ "id": "00000000-0000-0000-0000-0000000000c1", "at": "2026-03-11T09:00:00Z", "grounds": ["tooHarsh"], "text": "Too hard.", "taken": true }]""", StringComparison.Ordinal);

        Acts(await ShowAsync(appealed)).ShouldNotContain("room/appeal");
    }

    [Fact]
    public async Task An_appeal_of_an_earlier_decision_does_not_use_up_that_of_the_next()
    {
        var before = Rooms.Full.Replace("\"appeals\": []", """ "appeals": [{ "id": "00000000-0000-0000-0000-0000000000c1", "at": "2026-03-09T09:00:00Z", "taken": true }]""", StringComparison.Ordinal);

        Acts(await ShowAsync(before)).ShouldContain("room/appeal");
    }

    [Fact]
    public async Task A_way_back_that_cannot_be_told_now_is_not_told_to_be_none() =>
        (await ShowAsync("""{ "state": "decided" }""")).QuerySelector("main")!.TextContent.ShouldContain("cannot be shown right now");

    [Fact]
    public async Task What_has_just_arrived_is_said_on_top() =>
        (await ShowAsync(Rooms.Full, said: "answer")).QuerySelector("[role=alert]")!.TextContent.ShouldContain("Your answer has arrived.");

    [Fact]
    public async Task There_is_a_way_to_leave_at_once() => (await ShowAsync(Rooms.Full)).QuerySelector(".govuk-exit-this-page").ShouldNotBeNull();

    private static string[] Acts(IDocument page) => [.. page.QuerySelectorAll("main form").Select(f => f.GetAttribute("action")!).Distinct().Order(StringComparer.Ordinal)];

    private static Task<IDocument> ShowAsync(string json, string language = "en", string? said = null) =>
        Rendering.ShowAsync<RoomPage>(new Dictionary<string, object?> { ["Room"] = Rooms.Of(json), ["Said"] = said }, Rendering.In(Language.Find(language)!));
}
