using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>R10, P1: who has a case in hand and does not say how it stands loses it as who never took it up, and the reporter hears ahead.</summary>
public sealed class SilentPanelTests
{
    private static readonly DateTimeOffset Week = Monday.AddDays(7);

    [Fact]
    public void Who_has_it_and_does_not_say_in_time_how_it_stands_loses_it_48_hours_after_the_reporter_was_told()
    {
        var given = Opened().Cleared().Triaged();
        SteppingUp.Due(given.State).ShouldHaveSingleItem().ShouldBe(new CaseDue("stepUpNotice", given.State.Id, Week));
        given.Later(Week - Monday - TimeSpan.FromTicks(1)).ShouldSatisfyAllConditions(g => g.When(Up(g)).Events.ShouldBeEmpty());

        var late = given.Later(Week - Monday);
        var told = late.When(Up(late));
        told.Then<CaseEvent.StepUpAnnounced>().ShouldBe(new("statusMissed", "orrery", Week.AddHours(48), Week));
        told.Then<CaseEvent.ReporterMessaged>().Text.Value!.ShouldContain("how this stands");

        told.Later(TimeSpan.FromHours(48) - TimeSpan.FromTicks(1)).ShouldSatisfyAllConditions(g => g.When(Up(g)).Events.ShouldBeEmpty());
        told.Later(TimeSpan.FromHours(48)).ShouldSatisfyAllConditions(
            g => g.When(Up(g)).Then<CaseEvent.CaseSteppedUp>().Because.ShouldBe("statusMissed"),
            g => SteppingUp.Begin(g.State, Up(g)).OfType<CaseEvent.ReporterMessaged>().ShouldHaveSingleItem().Text.Value!.ShouldStartWith("sextant did not say how this stands, so orrery has it now."));
    }

    [Fact]
    public void A_word_about_how_it_stands_keeps_it_and_the_next_silence_is_told_anew()
    {
        var late = Opened().Cleared().Triaged().Later(Week - Monday);
        var told = late.When(Up(late));
        var said = told.After(new CaseCommand.NoteStatus(Seat(2), told.Now, "investigating", null));

        said.State.MovingUp.ShouldBeNull();
        said.Later(TimeSpan.FromHours(48)).ShouldSatisfyAllConditions(g => g.When(Up(g)).Events.ShouldBeEmpty());
        said.Later(TimeSpan.FromDays(7)).ShouldSatisfyAllConditions(g => g.When(Up(g)).Then<CaseEvent.StepUpAnnounced>().Because.ShouldBe("statusMissed"));
    }

    [Fact]
    public void A_vote_in_writing_that_runs_and_a_decision_leave_it_where_it_is()
    {
        var given = Opened().Ready().Later(Week - Monday - TimeSpan.FromHours(1)).Proposed(route: "written");

        SteppingUp.Due(given.State).ShouldBeEmpty();
        SteppingUp.Due(given.After(new CaseCommand.Object(Seat(3), given.Now, TheProposal, "objection")).State).ShouldHaveSingleItem().At.ShouldBe(Week);
        SteppingUp.Due(given.Voted("yes", 1, 2, 3).After(new CaseCommand.EndWindow(given.Now.AddHours(24), TheProposal)).State).ShouldBeEmpty();
    }

    [Fact]
    public void Of_an_urgent_one_the_panel_has_half_a_day_after_it_is_late_and_the_next_body_a_week_of_its_own()
    {
        var given = Opened(urgency: "urgent").Cleared().Triaged();
        SteppingUp.Due(given.State).ShouldHaveSingleItem().ShouldBe(new CaseDue("statusMissed", given.State.Id, Week.AddHours(12)));
        given = given.Later(Week.AddHours(12) - Monday);

        var taken = CaseState.None.Apply(SteppingUp.Begin(given.State, Up(given)));

        taken.StatusDue.ShouldBe(Week);
        SteppingUp.Due(taken).Where(d => d.Kind == "statusMissed").Select(d => d.At).ShouldBe([given.Now.AddDays(7).AddHours(12)]);
    }

    [Fact]
    public void Where_nobody_waits_for_a_word_it_stays()
    {
        var own = new GivenCase(CaseState.None, Monday).After(new CaseCommand.OpenByCommittee(Seat(1), Monday, Id(700), Body(), "low", "A risk."));

        SteppingUp.Due(own.State).ShouldBeEmpty();
    }

    [Fact]
    public void A_mediation_that_runs_leaves_it_where_it_is()
    {
        var given = Opened().Cleared().Triaged().After(new CaseCommand.NoticeAccused(Seat(1), Monday, Id(40), Rex, "w", null, null, null, false, null));
        given = given.After(new CaseCommand.HearFromAccused(Monday, TellingAccused.RoomOf(given.State, Rex), Id(41), "entered", null));
        SteppingUp.Due(given.State).ShouldHaveSingleItem().At.ShouldBe(Week);

        SteppingUp.Due(given.After(new CaseCommand.OfferMediation(Seat(1), Monday, Id(42), Rex, Report, new(true, false, false, false))).State).ShouldBeEmpty();
    }

    private static CaseCommand.StepUp Up(GivenCase given) => new(given.Now, Id(60), Id(61), Body(5, kind: "foundation"), [new CaseSubject(Rex, "orrery-heron", Identification.Claimed)]);
}
