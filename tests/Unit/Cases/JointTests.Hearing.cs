using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

public sealed partial class JointTests
{
    [Fact]
    public void A_summary_is_heard_where_there_is_a_joint_case_that_goes_on_and_nowhere_else()
    {
        var summary = new CaseCommand.ReceiveSummary(Monday, "meridian", "One word.");
        var joint = Opened() is var given ? given.State with { Joint = new JointState(false, "meridian", Id(700)) } : throw new InvalidOperationException();

        Jointly.Hear(joint, summary).Events.ShouldHaveSingleItem();
        Jointly.Hear(joint with { Stage = CaseStage.Closed }, summary).Events.ShouldBeEmpty();
        Jointly.Hear(joint with { Joint = null }, summary).Events.ShouldBeEmpty();
        Jointly.Hear(CaseState.None, summary).Events.ShouldBeEmpty();
    }

    [Fact]
    public void An_urgent_one_is_chosen_within_two_hours_and_never_later_than_the_reporter_is_told()
    {
        var policy = Policy() with { AcknowledgeWithin = new Coc.Contracts.Channel.Period(Hours: 1) };

        Jointly.Noted(Opened(Body(policy: policy), urgency: "urgent").State, "orrery", Monday).OfType<CaseEvent.JointlyCompetent>().ShouldHaveSingleItem().ChooseBy.ShouldBe(Monday.AddHours(1));
        Jointly.Noted(Opened(urgency: "urgent").State, "orrery", Monday).OfType<CaseEvent.JointlyCompetent>().ShouldHaveSingleItem().ChooseBy.ShouldBe(Monday.AddHours(2));
    }

    [Fact]
    public void One_space_of_the_event_among_others_is_one_too_many_for_who_follows_up()
    {
        var state = Opened().State with { Joint = new JointState(false, "meridian", Id(700)) { Mode = JointState.Alone, FollowedUp = true } };

        Jointly.Beyond(state, "mute", ["chat:sextant", "event:orrerycon"])!.ShouldTell("onlineSpacesOnly");
        var content = Opened().Suspending(10);
        Jointly.Beyond(state, content with { Remedies = [content.Remedies[0] with { Scope = new Scope(["sextant"], ["chat:sextant", "event:orrerycon"]) }] })!.ShouldTell("onlineSpacesOnly");
        Jointly.Beyond(state, content).ShouldBeNull();
    }
}
