using System.Text.Json;
using Coc.Platform.Http;
using Coc.Portal.Features.ActingAtOnce;
using Coc.Portal.Pages.Parts;

namespace Coc.Unit.Portal.ActingAtOnce;

public sealed class EmergencyMeasureTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    private static JsonElement Sent(params (string, string?)[] form) => JsonSerializer.SerializeToElement(EmergencyMeasure.Body(FormState.Of(form), Now), Json.Options);

    private static DateTimeOffset Until(JsonElement sent) => sent.GetProperty("until").GetDateTimeOffset();

    [Fact]
    public void Hours_count_from_now() => Until(Sent(("lasts", "24"), ("alreadyDone", "no"))).ShouldBe(Now.AddHours(24));

    [Fact]
    public void Hours_of_what_was_done_before_count_from_then() =>
        Until(Sent(("lasts", "72"), ("alreadyDone", "yes"), ("at", "2026-11-28T08:30"))).ShouldBe(new(2026, 12, 1, 8, 30, 0, TimeSpan.Zero));

    [Fact]
    public void An_end_of_one_s_own_is_taken_as_it_is() => Until(Sent(("lasts", "own"), ("until", "2026-11-29T06:00"), ("alreadyDone", "no"))).ShouldBe(new(2026, 11, 29, 6, 0, 0, TimeSpan.Zero));

    [Fact]
    public void What_is_still_to_be_done_was_not_done_at_a_time() => Sent(("lasts", "2"), ("alreadyDone", "no"), ("at", "2026-11-28T08:30")).TryGetProperty("at", out _).ShouldBeFalse();

    [Fact]
    public void The_same_form_says_the_same_twice()
    {
        (string, string?)[] form = [("lasts", "2"), ("alreadyDone", "no"), ("whatHappened", "It happened.")];

        Sent(form).GetRawText().ShouldBe(Sent(form).GetRawText());
    }
}
