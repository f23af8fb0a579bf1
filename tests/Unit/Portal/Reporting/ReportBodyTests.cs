using System.Text.Json;
using Coc.Platform.Http;
using Coc.Portal.Features.Reporting;

namespace Coc.Unit.Portal.Reporting;

/// <summary>What was written becomes the body that the API takes, and nothing of it is lost on the way.</summary>
public sealed class ReportBodyTests
{
    private static JsonElement Body(params (string Field, string Value)[] answers) => JsonSerializer.SerializeToElement(ReportBody.Of(DraftTests.Of(answers), new Words()), Json.Options);

    [Fact]
    public void A_few_words_are_enough()
    {
        var body = Body(("description", "He shouts."));

        body.GetProperty("description").GetString().ShouldBe("He shouts.");
        body.GetProperty("reporter").GetProperty("kind").GetString().ShouldBe("anonymous");
        body.TryGetProperty("consent", out _).ShouldBeFalse();
        body.GetProperty("subjects").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public void Links_and_spellings_become_the_names_under_which_they_are_found()
    {
        var body = Body(("description", "x"), ("spaces", "https://github.com/sextant/core/pull/7\nChat: sextant\nthe bar beside the station"), ("subjects[0].accounts", "https://github.com/skyline-7\n@skyline"));

        body.GetProperty("spaces").EnumerateArray().Select(s => s.GetString()).ShouldBe(["github:sextant/core", "chat:sextant"]);
        body.GetProperty("subjects")[0].GetProperty("accounts").EnumerateArray().Select(s => s.GetString()).ShouldBe(["github:skyline-7", "@skyline"]);
        body.GetProperty("description").GetString()!.ShouldContain("the bar beside the station");
    }

    [Fact]
    public void An_event_goes_by_its_slug_and_where_that_is_unknown_in_words()
    {
        var draft = DraftTests.Of(("description", "x"), ("event", "Orrery Con 2026!"));

        ReportBody.Of(draft, new Words()).Event.ShouldBe("orrery-con-2026");
        var inWords = ReportBody.Of(draft, new Words(), eventInWords: true);
        (inWords.Event, inWords.Description.Contains("Orrery Con 2026!", StringComparison.Ordinal)).ShouldBe((null, true));
    }

    [Fact]
    public void Who_reports_for_themselves_is_affected_under_the_name_they_give()
    {
        var body = Body(("description", "x"), ("affected[0].self", "true"), ("affected[0].minor", "yes"), ("reporter.kind", "named"), ("reporter.name", "Rex"), ("affected[2].name", "Tam"));

        var affected = body.GetProperty("affected");
        affected.GetArrayLength().ShouldBe(2);
        (affected[0].GetProperty("self").GetBoolean(), affected[0].GetProperty("name").GetString(), affected[0].GetProperty("minor").GetString()).ShouldBe((true, "Rex", "yes"));
        affected[1].GetProperty("name").GetString().ShouldBe("Tam");
    }

    [Fact]
    public void Without_the_tick_the_own_card_counts_for_nothing() => Body(("description", "x"), ("affected[0].minor", "no")).GetProperty("affected").GetArrayLength().ShouldBe(0);

    [Fact]
    public void Who_chose_to_stay_unknown_stays_so_though_a_name_was_written_before() =>
        Body(("description", "x"), ("reporter.kind", "anonymous"), ("reporter.name", "Rex")).GetProperty("reporter").TryGetProperty("name", out _).ShouldBeFalse();

    [Fact]
    public void Everybody_who_must_not_read_is_an_entry_of_their_own()
    {
        var seat = Guid.NewGuid();
        var body = Body(("description", "x"), ("exclude.seat", seat.ToString()), ("exclude.seat", "no id"), ("exclude.name", "A\nB"), ("exclude.account", "https://github.com/c"), ("exclude.employer", "D"));

        body.GetProperty("exclude").EnumerateArray().Select(e => e.EnumerateObject().Single().ToString()).ShouldBe(
            [$"\"seat\":\"{seat}\"", "\"name\":\"A\"", "\"name\":\"B\"", "\"account\":\"github:c\"", "\"employer\":\"D\""], ignoreOrder: false);
    }

    [Theory]
    [InlineData("description", "description")]
    [InlineData("spaces[1]", "spaces")]
    [InlineData("subjects[1].accounts[3]", "subjects[2].accounts")]
    [InlineData("affected[0].name", "affected[1].name")]
    [InlineData("exclude[0].employer", "exclude.employer")]
    [InlineData("consent.parent", "consent.parent")]
    [InlineData("subjects[40].name", "subjects")]
    public void What_the_api_finds_wrong_is_said_at_the_field_it_came_from(string path, string field) =>
        ReportBody.FieldOf(DraftTests.Of(("subjects[0].name", "A"), ("subjects[2].name", "B"), ("affected[1].name", "C")), path).ShouldBe(field);
}
