using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

public sealed partial class LinkingTests
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(-1, false)]
    public void That_it_is_urgent_goes_with_a_report_when_it_was_said_while_it_was_linked(int hoursAfterLinking, bool goes)
    {
        var into = Opened().Cleared();
        var own = OwnOf(into);
        var pair = Linking.Link(own.State, into.State, Command(own));
        var linked = into.State.Apply(pair.Present).Apply([new CaseEvent.UrgencyRaised("ongoingThreat", Seat(1), Monday.AddHours(hoursAfterLinking))]);

        var back = Linking.Unlink(own.State.Apply(pair.Former), linked, new CaseCommand.UnlinkReport(Seat(1), Later, Other), []);

        back.Former.OfType<CaseEvent.UrgencyRaised>().Select(e => (e.Because, e.At)).ShouldBe(goes ? [("ongoingThreat", Later)] : []);
        back.Present.OfType<CaseEvent.UrgencyRaised>().ShouldBeEmpty();
        own.State.Apply(pair.Former).Apply(back.Former).IsUrgent.ShouldBe(goes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void That_somebody_is_under_age_goes_with_a_report_whenever_it_was_said_and_is_urgent_there_too(int hoursAfterLinking)
    {
        var into = Opened().Cleared();
        var own = OwnOf(into);
        var pair = Linking.Link(own.State, into.State, Command(own));
        var linked = into.State.Apply(pair.Present).Apply([new CaseEvent.UrgencyRaised("minor", Seat(1), Monday.AddHours(hoursAfterLinking))]);

        var back = Linking.Unlink(own.State.Apply(pair.Former), linked, new CaseCommand.UnlinkReport(Seat(1), Later, Other), []);

        var apart = own.State.Apply(pair.Former).Apply(back.Former);
        (apart.MinorSince is not null, apart.IsUrgent).ShouldBe((true, true));
    }
}
