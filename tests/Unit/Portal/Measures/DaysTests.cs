using Coc.Portal.Pages.Measures;

namespace Coc.Unit.Portal.Measures;

/// <summary>Days in forms are instants in the API, and the second seat names the very instant that the first one did.</summary>
public sealed class DaysTests
{
    [Fact]
    public void A_last_day_counts_to_its_end_and_a_first_day_from_its_beginning()
    {
        Days.EndOf("2026-12-05").ShouldBe(new DateTimeOffset(2026, 12, 5, 23, 59, 59, TimeSpan.Zero));
        Days.StartOf("2026-12-05").ShouldBe(new DateTimeOffset(2026, 12, 5, 0, 0, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("")]
    [InlineData("tomorrow")]
    [InlineData("05/12/2026")]
    [InlineData("2026-02-30")]
    [InlineData("9999-12-31")]
    public void What_is_no_day_is_none(string written) => Days.EndOf(written).ShouldBeNull();

    [Fact]
    public void Whoever_agrees_keeps_the_instant_as_long_as_they_keep_the_day()
    {
        var named = new DateTimeOffset(2026, 12, 5, 9, 30, 1, TimeSpan.FromHours(2));

        Days.Exactly("2026-12-05", Days.Exact(named)!, Days.EndOf).ShouldBe(named);
        Days.Exactly("2026-12-06", Days.Exact(named)!, Days.EndOf).ShouldBe(Days.EndOf("2026-12-06"));
        Days.Exactly("2026-12-05", "", Days.EndOf).ShouldBe(Days.EndOf("2026-12-05"));
    }

    [Fact]
    public void An_address_leaves_out_what_is_not_said() =>
        Addresses.With("orders", ("body", "sextant"), ("due", null), ("cursor", "")).ShouldBe("orders?body=sextant");
}
