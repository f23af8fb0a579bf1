using System.Text.Json;
using Coc.Platform.Http;
using Coc.Portal.Features.DecidingReadmissions;
using Coc.Portal.Pages.Parts;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Coc.Unit.Portal.DecidingReadmissions;

/// <summary>What a seat answers to somebody who asks to come back goes to the API as it was written, and what another seat answered can be answered alike.</summary>
public sealed class ReturnFormTests
{
    private static readonly StringLocalizer<ReturnTexts> Words = new(new ResourceManagerStringLocalizerFactory(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance));

    private static FormState Form(params (string Field, string[] Values)[] written) => new(written.ToDictionary(w => w.Field, w => new StringValues(w.Values)));

    private static JsonElement BodyOf(FormState form) => JsonSerializer.SerializeToElement(ReturnForm.Body(form), Json.Options);

    [Fact]
    public void Steps_that_are_empty_are_none_and_the_last_gives_everything_back()
    {
        var body = BodyOf(Form(
            ("outcome", ["returnInSteps"]), ("reasons", ["Welcome back"]), ("rows", ["3"]), ("steps[0].from", ["2026-07-01"]), ("steps[0].giveBack", ["chat:sextant", "list:sextant"]),
            ("steps[0].conditions", ["training"]), ("steps[2].from", ["2026-08-01"])));

        body.GetProperty("steps").GetArrayLength().ShouldBe(2);
        body.GetProperty("steps")[0].GetProperty("giveBack").GetArrayLength().ShouldBe(2);
        body.GetProperty("steps")[0].GetProperty("conditions")[0].GetString().ShouldBe("training");
        body.GetProperty("steps")[1].TryGetProperty("giveBack", out _).ShouldBeFalse();
    }

    [Fact]
    public void A_return_at_once_has_no_steps_whatever_was_written_before()
    {
        var body = BodyOf(Form(("outcome", ["return"]), ("reasons", ["Welcome"]), ("steps[0].from", ["2026-07-01"]), ("askAgainFrom", ["2026-07-01"])));

        (body.TryGetProperty("steps", out _), body.TryGetProperty("askAgainFrom", out _)).ShouldBe((false, false));
    }

    [Fact]
    public void What_another_seat_answered_is_answered_alike_to_the_second()
    {
        var from = new DateTimeOffset(2026, 7, 1, 8, 15, 2, TimeSpan.Zero);
        var body = BodyOf(ReturnForm.Like(new(Guid.NewGuid(), "returnInSteps", [new(from, ["chat:sextant"], null, ["training"]), new(from.AddDays(30), null, null, [])], null, "Welcome back")));

        body.GetProperty("steps")[0].GetProperty("from").GetDateTimeOffset().ShouldBe(from);
        body.GetProperty("steps")[1].GetProperty("from").GetDateTimeOffset().ShouldBe(from.AddDays(30));
    }

    [Theory]
    [InlineData("outcome", "")]
    [InlineData("askAgainFrom", "notYet")]
    [InlineData("steps[0].from", "returnInSteps")]
    public void What_is_missing_is_said_where_it_is_missing(string field, string outcome)
    {
        var form = Form(("outcome", [outcome]), ("reasons", ["Because"]));

        ReturnForm.Check(form, Words);

        form.Errors.Select(e => e.Field).ShouldBe([field]);
    }

    [Fact]
    public void Only_the_last_step_gives_everything_back()
    {
        var form = Form(("outcome", ["returnInSteps"]), ("reasons", ["Because"]), ("steps[0].from", ["2026-07-01"]), ("steps[1].from", ["2026-08-01"]));

        ReturnForm.Check(form, Words);

        form.Errors.Select(e => e.Field).ShouldBe(["steps[0].giveBack"]);
    }
}
