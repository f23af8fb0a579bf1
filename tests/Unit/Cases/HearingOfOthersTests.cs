using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>What a case hears from elsewhere and says to people outside.</summary>
public sealed class HearingOfOthersTests
{
    [Fact]
    public void A_message_goes_to_one_reporter_s_thread_at_once()
    {
        var written = new CaseCommand.WriteToReporter(Seat(1), Monday, Id(3), Report, "May we call you?");

        Opened().Cleared(1).After(written).Then<CaseEvent.ReporterMessaged>().ShouldSatisfyAllConditions(m => m.Report.ShouldBe(Report), m => m.Text.Value.ShouldBe("May we call you?"));
        Opened().When(written).ThenRefused("notOnPanel");
    }

    [Fact]
    public void What_the_rules_say_anew_is_kept_and_a_human_looks_at_another_rule_again()
    {
        var given = Opened().Cleared(1).After(new CaseCommand.JudgeJurisdiction(Seat(1), Monday, true, null, null));

        given.After(Evaluated("J1")).State.JurisdictionConfirmed.ShouldBeTrue();
        var other = given.After(Evaluated("J2"));
        other.Then<CaseEvent.JurisdictionEvaluated>().Rule.ShouldBe("J2");
        other.State.JurisdictionConfirmed.ShouldBeFalse();
        new GivenCase(CaseState.None, Monday).When(Evaluated("J1")).Events.ShouldBeEmpty();
    }

    [Fact]
    public void Another_project_s_word_makes_it_a_matter_of_two_unless_somebody_here_said_that_it_is_not()
    {
        Opened().Cleared(1).After(new CaseCommand.LearnOfProject(Monday, "astrolabe")).Then<CaseEvent.TransferBecameDue>().Rule.ShouldBe("J2");
        Opened().Cleared(1).After(new CaseCommand.NameProject(Seat(1), Monday, "astrolabe", true), new CaseCommand.NameProject(Seat(1), Monday, "astrolabe", false))
            .When(new CaseCommand.LearnOfProject(Monday, "astrolabe")).Events.ShouldBeEmpty();
    }

    [Fact]
    public void An_organiser_is_told_the_measures_for_the_venue_and_nothing_else()
    {
        Opened().Ready().When(Organiser).ThenRefused("nothingForTheVenue");
        var atEvent = new GivenCase(CaseState.None, Monday).After(new CaseCommand.Open(
            Monday, Id(700), Id(701), new CaseReport(Report, Monday, null), "normal", ["sextant"], "meetup", Body(), [new CaseSubject(Rex, "heron", Identification.Claimed)], "J11", "otherEvent")).Ready();
        var suspension = atEvent.Suspending(30);
        var ban = suspension with { Remedies = [suspension.Remedies[0] with { Type = "eventBan" }] };

        var text = atEvent.Proposed(ban).Voted("yes", 1, 2, 3).MeetingClosed().After(Organiser).Then<CaseEvent.CommunicationDrafted>().Text.Value!;

        text.ShouldContain("no attendance");
        text.ShouldNotContain("because");
        atEvent.Proposed().Voted("yes", 1, 2, 3).MeetingClosed().When(Organiser).ThenRefused("nothingForTheVenue");
    }

    [Fact]
    public void The_room_of_the_person_goes_along_with_the_case()
    {
        var given = Opened().Cleared().Triaged().After(new CaseCommand.NoticeAccused(Seat(1), Monday, Id(41), Rex, "fair", null, null, Monday.AddDays(7), false, null));
        var room = TellingAccused.RoomOf(given.State, Rex);

        var carried = given with { Events = [.. Transferring.Carry(given.State, CaseState.None, shared: true, _ => false, Monday)] };

        carried.Then<CaseEvent.RoomCarried>().ShouldSatisfyAllConditions(c => c.Room.ShouldBe(room), c => c.Person.ShouldBe(Rex), c => c.AnswerBy.ShouldBe(Monday.AddDays(7)));
        var there = CaseState.None.Apply(carried.Events);
        there.Accused.RoomOf(Rex)!.Id.ShouldBe(room);
    }

    private static CaseCommand.TellOrganiser Organiser => new(Seat(1), Monday, Id(40), Report);

    private static CaseCommand.FollowEvaluation Evaluated(string rule) => new(Monday, new("sextant", rule, "oneProject", [], [], Monday));
}
