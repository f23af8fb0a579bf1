using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>A lost code of a named reporter is renewed by two seats (P21).</summary>
public sealed class RenewingTests
{
    private static readonly RenewalFactsOf Fine = new(true, true);

    private static CaseCommand.AskRenewal Ask(RenewalFactsOf? facts = null, int id = 60, int seat = 1) => new(Seat(seat), Monday, Id(id), Report, facts ?? Fine);

    private static CaseCommand.AgreeRenewal Agree(int seat, RenewalFactsOf? facts = null) => new(Seat(seat), Monday, Id(60), facts ?? Fine);

    [Fact]
    public void It_takes_two_seats()
    {
        var asked = Opened().Cleared().After(Ask());
        asked.ThenNot<CaseEvent.CodeRenewed>();
        asked.When(Agree(1)).ThenRefused("ownAct");
        asked.When(Ask(id: 61, seat: 2)).ThenRefused("renewalOpen");

        var renewed = asked.After(Agree(2));

        renewed.Then<CaseEvent.CodeRenewed>().ShouldSatisfyAllConditions(r => r.Report.ShouldBe(Report), r => r.By.ShouldBe(Seat(2)));
        renewed.When(Agree(3)).Events.ShouldBeEmpty();
        renewed.After(Ask(id: 62)).Then<CaseEvent.CodeRenewalAsked>().Renewal.ShouldBe(Id(62), "it can be lost again");
    }

    [Fact]
    public void An_anonymous_one_cannot_be_and_it_goes_nowhere_but_to_the_contact_left_at_filing()
    {
        Opened().Cleared().When(Ask(new(false, true))).ThenRefused("anonymous");
        Opened().Cleared().When(Ask(new(true, false))).ThenRefused("noContact");
        Opened().Cleared().After(Ask()).When(Agree(2, new(true, false))).ThenRefused("noContact");
    }

    [Fact]
    public void Also_when_the_case_is_closed_but_never_by_a_seat_with_a_conflict()
    {
        Opened().Cleared(1, 2, 3).When(Ask(seat: 4)).ThenRefused("notOnPanel");
        var closed = Opened().Cleared();
        (closed with { State = closed.State with { Stage = CaseStage.Closed } }).After(Ask(), Agree(2)).Then<CaseEvent.CodeRenewed>();
    }
}
