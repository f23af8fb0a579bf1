using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>A body that lost a case by a rule which goes on holding does not get it back by a fresh offer: its conflicted seats would be asked anew.</summary>
public sealed class TakenAwayTests
{
    private static readonly DateTimeOffset Wednesday = Monday.AddHours(48);

    private static HandlingBody Orrery => Body(5, kind: "foundation");

    private static HandlingBody Meridian => Body(5, kind: "parent") with { Slug = "meridian", Foundation = "meridian", Parent = null };

    [Theory]
    [InlineData(5, 3, true)]
    [InlineData(5, 2, false)]
    [InlineData(4, 3, true)]
    [InlineData(4, 2, false)] // exactly half is no majority: they gave it away, and may be asked again
    public void J3_a_project_with_a_conflicted_majority_is_not_asked_anew(int members, int hard, bool refused)
    {
        var there = Taken(Answered(Opened(Body(members)), hard), "orrery");

        var offered = there.When(Down());

        Refused(offered, refused ? "J3" : null);
    }

    [Fact]
    public void J8_the_foundation_does_not_get_back_what_it_had_no_panel_for()
    {
        var there = Taken(Answered(Opened(Orrery), 3).Answered(4, Conflict.None).Answered(5, Conflict.None), "meridian", Meridian);
        Refused(there.When(Offer("orrery")), "J8");

        var gaveItAway = Taken(Answered(Opened(Orrery), 2).Answered(3, Conflict.None).Answered(4, Conflict.None).Answered(5, Conflict.None), "meridian", Meridian);
        Refused(gaveItAway.When(Offer("orrery")), null);
    }

    [Fact]
    public void J5_counsels_word_stands_wherever_the_case_goes()
    {
        var warned = Opened().Ready().After(new CaseCommand.RecordConsultation(Seat(1), Monday, "exposureLikely", null, "counsel"));

        Refused(Taken(warned, "orrery").When(Down()), "J5");
        Refused(Taken(Opened().Ready().After(new CaseCommand.RecordConsultation(Seat(1), Monday, "noExposure", null, "counsel")), "orrery").When(Down()), null);
    }

    [Fact]
    public void J4_and_J2_are_looked_at_where_the_case_is_and_no_longer_hold_it_up_when_they_are_gone()
    {
        var lawBroken = Taken(Opened().Ready().After(new CaseCommand.RecordRiskFactor(Seat(1), Monday, Factors.SuspectedLawViolation, true)), "orrery");
        lawBroken.When(Down()).ThenRefused("notWithinRemit");
        Refused(lawBroken.After(new CaseCommand.RecordRiskFactor(Seat(1), Wednesday, Factors.SuspectedLawViolation, false)).When(Down()), null);

        var twoProjects = Taken(Opened().Ready().After(new CaseCommand.NameProject(Seat(1), Monday, "astrolabe", true)), "orrery");
        twoProjects.When(Down()).ThenRefused("notWithinRemit");
        Refused(twoProjects.After(new CaseCommand.NameProject(Seat(1), Wednesday, "astrolabe", false)).When(Down()), null);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void J9_what_affects_other_communities_goes_down_to_no_project(bool holds)
    {
        var given = Opened(Orrery).Ready().After(new CaseCommand.FollowEvaluation(
            Monday, new("orrery", "J9", "otherCommunities", [new("J9", holds, holds ? "otherCommunities" : "onlyFoundation")], [], Monday)));

        (given.When(Down()).Refusal?.Code).ShouldBe(holds ? "notWithinRemit" : null);
    }

    [Fact]
    public void It_is_remembered_however_often_the_case_changes_hands()
    {
        var atOrrery = Taken(Answered(Opened(), 3), "orrery", clear: false);
        var atMeridian = Taken(Answered(atOrrery, 3).Answered(4, Conflict.None).Answered(5, Conflict.None), "meridian", Meridian);

        atMeridian.State.TakenFrom.ShouldBe([new("sextant", "J3"), new("orrery", "J8")]);
        Refused(atMeridian.When(Down()), "J3");
        Refused(atMeridian.When(Offer("orrery")), "J8");
    }

    [Fact]
    public void It_is_remembered_where_the_reports_were_taken_into_another_case()
    {
        var sender = Offered(Answered(Opened(), 3), "orrery");
        var into = Opened(Orrery, subjects: [new CaseSubject(Rex, "wren", Identification.Claimed)]).Ready();
        var joined = Joining.Decide(sender.State, into.State, new CaseCommand.AcceptTransfer(Wednesday, Id(50), into.State.Id, Orrery, []), Seat(1));

        Refused(new GivenCase(into.State.Apply(joined.Present), Wednesday).When(Down()), "J3");
    }

    [Fact]
    public void What_a_rule_gives_it_a_body_gets_again()
    {
        var atOrrery = Taken(Answered(Opened(Orrery), 3).Answered(4, Conflict.None).Answered(5, Conflict.None), "meridian", Meridian);
        var atSextant = Taken(atOrrery, "sextant", Body(), down: true).After(new CaseCommand.RecordRiskFactor(Seat(1), Wednesday, Factors.SuspectedLawViolation, true));

        atSextant.State.TakenFrom.ShouldBe([new("orrery", "J8")]);
        Refused(atSextant.When(Offer("orrery")), null);
    }

    [Fact]
    public void Of_what_was_handed_over_before_that_was_recorded_the_rule_of_the_offer_says_it()
    {
        var sender = Offered(Answered(Opened(), 3), "orrery");
        var begun = Transferring.Begin(sender.State, Accepting(Orrery)).Select(e => e is CaseEvent.CaseTakenOver t ? t with { Taken = null } : e);

        CaseState.None.Apply(begun).TakenFrom.ShouldBe([new("sextant", "J3")]);
    }

    private static CaseCommand.OfferTransfer Offer(string to) => new(Seat(5), Wednesday, Id(60), to, null, null, "all");

    private static CaseCommand.OfferTransfer Down() => Offer("sextant") with { Down = true };

    private static CaseCommand.AcceptTransfer Accepting(HandlingBody receiver) => new(Wednesday, Id(50), Id(702), receiver, [new CaseSubject(Rex, "wren", Identification.Claimed)]);

    private static void Refused(GivenCase offered, string? rule) => (offered.Refusal?.Code, offered.Refusal?.Rule).ShouldBe(rule is null ? (null, null) : ("takenAway", rule));

    // The first so many are hard, one is left to offer it.
    private static GivenCase Answered(GivenCase given, int hard)
    {
        given = Enumerable.Range(1, hard).Aggregate(given, (g, n) => g.Answered(n, Conflict.Hard));
        return given.State.IsProject ? given.State.Handling.Seats.Skip(hard).Aggregate(given, (g, s) => g.After(new CaseCommand.AnswerConflict(s.Seat, g.Now, Conflict.None, [], null))) : given;
    }

    private static GivenCase Offered(GivenCase given, string to, bool down = false)
    {
        var by = given.State.Panel.Last(p => p.Clean).Seat;
        return given.After(new CaseCommand.OfferTransfer(by, given.Now, Id(50), to, null, null, "all") { Down = down });
    }

    private static GivenCase Taken(GivenCase given, string to, HandlingBody? receiver = null, bool down = false, bool clear = true)
    {
        var offered = Offered(given, to, down);
        offered.Later(TimeSpan.FromHours(48)).After(Accepting(receiver ?? Orrery) with { At = offered.Now.AddHours(48) });
        var there = new GivenCase(CaseState.None.Apply(Transferring.Begin(offered.State, Accepting(receiver ?? Orrery))), Wednesday);
        return clear ? there.Cleared() : there;
    }
}
