using Coc.Identity.Features.ChoosingNotifications;

namespace Coc.Unit.Identity;

public sealed class WishesTests
{
    private static readonly Wishes Berlin = Wishes.Usual with { TimeZone = "Europe/Berlin", Quiet = new("22:00", "07:00") };

    [Fact]
    public void At_once_is_the_next_collection() => Due(Wishes.Usual, "2026-03-02T12:01:00Z").ShouldBe(At("2026-03-02T12:05:00Z"));

    [Fact]
    public void Off_is_never() => Due(Wishes.Usual with { Kinds = new Dictionary<string, string> { ["clock"] = Wishes.Off } }, "2026-03-02T12:01:00Z", urgent: true).ShouldBeNull();

    [Theory]
    [InlineData("2026-03-02T20:59:00Z", "2026-03-02T21:00:00Z", "2026-03-03T06:00:00Z")] // collected into the quiet hours
    [InlineData("2026-03-02T23:30:00Z", "2026-03-03T06:00:00Z", "2026-03-03T06:00:00Z")]
    [InlineData("2026-03-03T06:00:00Z", "2026-03-03T06:00:00Z", "2026-03-03T06:00:00Z")]
    [InlineData("2026-07-02T20:30:00Z", "2026-07-03T05:00:00Z", "2026-07-03T05:00:00Z")] // summer time
    public void Quiet_hours_are_meant_where_the_person_lives(string now, string earliest, string due)
    {
        Due(Berlin, now).ShouldBe(At(due));
        At(due).ShouldBeGreaterThanOrEqualTo(At(earliest));
    }

    [Fact]
    public void Urgent_breaks_the_quiet_and_does_not_wait_for_the_digest()
    {
        Due(Berlin, "2026-03-02T23:30:00Z", urgent: true).ShouldBe(At("2026-03-02T23:30:00Z"));
        Due(Digest(9), "2026-03-02T23:30:00Z", urgent: true).ShouldBe(At("2026-03-02T23:30:00Z"));
    }

    [Theory]
    [InlineData("2026-03-02T07:59:00Z", "2026-03-02T08:00:00Z")]
    [InlineData("2026-03-02T08:00:00Z", "2026-03-03T08:00:00Z")]
    [InlineData("2026-03-28T12:00:00Z", "2026-03-29T07:00:00Z")] // over the change to summer time
    [InlineData("2026-10-24T12:00:00Z", "2026-10-25T08:00:00Z")] // and back
    public void A_digest_goes_once_a_day_at_its_hour(string now, string due) => Due(Digest(9), now).ShouldBe(At(due));

    [Fact]
    public void An_hour_that_the_change_of_time_leaves_out_comes_an_hour_later() => Due(Digest(2), "2026-03-28T12:00:00Z").ShouldBe(At("2026-03-29T01:00:00Z"));

    [Fact]
    public void A_digest_in_the_quiet_hours_waits_for_their_end() => Due(Digest(23) with { Quiet = new("22:00", "07:00") }, "2026-03-02T12:00:00Z").ShouldBe(At("2026-03-03T06:00:00Z"));

    private static Wishes Digest(int hour) => Wishes.Usual with { TimeZone = "Europe/Berlin", DigestHour = hour, Kinds = new Dictionary<string, string> { ["clock"] = Wishes.Digest } };

    private static DateTimeOffset? Due(Wishes wishes, string now, bool urgent = false) => wishes.DueAt("clock", urgent, At(now), Collected);

    private static DateTimeOffset Collected(DateTimeOffset now) => new(((now.UtcTicks - 1) / TimeSpan.FromMinutes(5).Ticks + 1) * TimeSpan.FromMinutes(5).Ticks, TimeSpan.Zero);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text);
}
