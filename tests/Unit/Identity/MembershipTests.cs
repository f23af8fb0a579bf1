using Coc.Identity.Sessions;

namespace Coc.Unit.Identity;

public sealed class MembershipTests
{
    private static readonly DateTimeOffset End = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    public void A_membership_is_in_force_until_the_very_tick_its_term_ends(long ticks, bool inForce) => Of(End).InForce(End.AddTicks(ticks)).Any().ShouldBe(inForce);

    [Fact]
    public void A_membership_without_an_end_is_in_force() => Of(null).InForce(DateTimeOffset.MaxValue).ShouldHaveSingleItem();

    private static IQueryable<Membership> Of(DateTimeOffset? end) => new[] { new Membership { Body = "sextant", Role = "member", Appointment = "elected", TermEnd = end } }.AsQueryable();
}
