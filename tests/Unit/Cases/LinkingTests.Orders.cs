using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

public sealed partial class LinkingTests
{
    [Theory]
    [InlineData("ended", 1, "workOfItsOwn")]
    [InlineData("awaitingNotice", 0, "workOfItsOwn")]
    [InlineData("ended", 0, null)]
    public void A_case_that_waits_for_orders_of_who_had_it_before_is_not_swallowed(string state, int open, string? refused)
    {
        var into = Opened().Cleared();
        var own = OwnOf(into);
        own = own with { State = own.State.Apply([new CaseEvent.InterimOrdersCarried([new(Id(63), "mute", ["chat:sextant"], state, open, 4)], Monday)]) };
        own.State.Interim.ShouldBeEmpty("it was over when the case came");

        (Linking.Link(own.State, into.State, Command(own)).Refusal?.Code).ShouldBe(refused);
    }
}
