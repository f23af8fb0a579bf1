using System.Text.Json;
using Coc.Platform.Http;
using Coc.Portal.Features.FilingForOthers;
using Coc.Portal.Pages.Parts;

namespace Coc.Unit.Portal.FilingForOthers;

public sealed class ReportForOthersTests
{
    private static JsonElement Sent(params (string, string?)[] form) => JsonSerializer.SerializeToElement(ReportForOthers.Body(FormState.Of(form)), Json.Options);

    [Fact]
    public void What_was_not_said_is_not_sent() =>
        Sent(("as", "moderator"), ("description", "It happened.")).EnumerateObject().Select(p => p.Name).ShouldBe(["as", "description", "occurred", "safetyConcern", "reporter"]);

    [Fact]
    public void That_it_was_read_back_is_said_of_what_was_written_down_only()
    {
        Sent(("as", "transcribed"), ("readBack", "no")).GetProperty("readBack").GetBoolean().ShouldBeFalse();
        Sent(("as", "forwarded"), ("readBack", "yes")).TryGetProperty("readBack", out _).ShouldBeFalse();
    }

    [Fact]
    public void Consent_is_sent_when_it_was_given_and_nothing_where_nobody_could_ask()
    {
        Sent(("as", "forwarded"), ("reporterConsent", "yes")).GetProperty("reporterConsent").GetBoolean().ShouldBeTrue();
        Sent(("as", "forwarded"), ("reporterConsent", "notAsked")).TryGetProperty("reporterConsent", out _).ShouldBeFalse();
    }

    [Fact]
    public void Everybody_it_is_about_is_sent_and_empty_places_are_not()
    {
        var subjects = Sent(("people", "3"), ("subjects[0].accounts", "github:a\nchat:a"), ("subjects[2].name", "B")).GetProperty("subjects");

        subjects.GetArrayLength().ShouldBe(2);
        subjects[0].GetProperty("accounts").GetArrayLength().ShouldBe(2);
        subjects[1].GetProperty("name").GetString().ShouldBe("B");
    }

    [Fact]
    public void A_name_that_is_not_to_be_known_is_not_sent()
    {
        var reporter = Sent(("reporter.kind", "anonymous"), ("reporter.name", "Somebody")).GetProperty("reporter");

        reporter.GetProperty("kind").GetString().ShouldBe("anonymous");
        reporter.TryGetProperty("name", out _).ShouldBeFalse();
    }

    [Fact]
    public void Who_told_it_and_somebody_else_are_two_to_whom_it_happened() =>
        Sent(("affected.self", "yes"), ("affected.name", "C")).GetProperty("affected").EnumerateArray().Select(a => a.GetProperty("self").GetBoolean()).ShouldBe([true, false]);

    [Theory]
    [InlineData("", 1)]
    [InlineData("4", 4)]
    [InlineData("4000", 10)]
    [InlineData("-1", 1)]
    public void There_is_room_for_a_few_people(string people, int places) => ReportForOthers.People(FormState.Of(("people", people))).ShouldBe(places);

    [Fact]
    public async Task The_code_is_shown_to_be_copied_and_stands_in_no_address()
    {
        var page = await Rendering.ShowAsync<FiledPage>(new Dictionary<string, object?> { ["Filed"] = new FiledForOthers(Guid.NewGuid(), "aaaa-bbbb-cccc"), ["Body"] = new Coc.Portal.Talking.KnownBody("sextant", "Sextant") });

        page.QuerySelector(".coc-code")!.TextContent.ShouldBe("aaaa-bbbb-cccc");
        page.QuerySelectorAll("[href]").Where(a => a.GetAttribute("href")!.Contains("aaaa", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_field_of_the_form_has_a_label()
    {
        var page = await Rendering.ShowAsync<FilePage>(new Dictionary<string, object?> { ["Body"] = new Coc.Portal.Talking.KnownBody("orrery", "Orrery", "foundation"), ["Ways"] = (IReadOnlyList<string>)["transcribed", "forwarded", "moderator"] });

        page.QuerySelectorAll("main input:not([type=hidden]), main textarea, main select").Where(f => page.QuerySelector($"label[for='{f.Id}']") is null).Select(f => f.GetAttribute("name")).ShouldBeEmpty();
        page.QuerySelectorAll("[id]").GroupBy(e => e.Id).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty();
    }
}
