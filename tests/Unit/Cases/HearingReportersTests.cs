using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>What reporters send after filing, and what comes of it in the case.</summary>
public sealed class HearingReportersTests
{
    private static CaseCommand.HearFromReporter Said(string kind, int entry = 1, string? answer = null) => new(Monday, Report, Id(entry), kind, answer);

    private static GivenCase Complaint() => new GivenCase(CaseState.None, Monday).After(new CaseCommand.Open(
        Monday, Id(700), Id(701), new CaseReport(Report, Monday, null, "complaint"), "normal", ["sextant"], null, Body(kind: "foundation"), [], "P21",
        "aboveThoseConcerned"));

    [Fact]
    public void A_withdrawal_is_a_wish_the_committee_may_go_on_or_end_it()
    {
        var ready = Opened().Ready();

        var given = ready.After(Said("withdrawal"));

        given.State.WithdrawnByReporter.ShouldBeTrue();
        given.State.Stage.ShouldBe(ready.State.Stage);
        Availability.Allowed(given.State, Seat(1), given.Now).ShouldContain("proposals");
        given.When(Said("withdrawal")).Events.ShouldBeEmpty("heard twice is heard once");
    }

    [Fact]
    public void How_a_reporter_fares_is_kept_as_a_code()
    {
        var given = Opened().After(Said("checkIn", 1, "ratherNot"), Said("checkIn", 2, "fine"), Said("message", 3));

        given.State.ReportersSaid.Select(w => (w.Kind, w.Answer)).ShouldBe([("checkIn", "ratherNot"), ("checkIn", "fine")]);
        given.State.WithdrawnByReporter.ShouldBeFalse();
    }

    [Fact]
    public void A_seat_excluded_after_the_end_has_no_case_any_more()
    {
        var closed = Opened().Cleared();
        closed = closed with { State = closed.State with { Stage = CaseStage.Closed } };
        CaseWallTests.Sees(closed, 2).ShouldBeTrue();

        CaseWallTests.Sees(closed.After(new CaseCommand.EndSeat(Monday, Seat(2))), 2).ShouldBeFalse();
    }

    [Fact]
    public void Whom_the_reporter_of_a_linked_report_excluded_leaves_with_the_link()
    {
        var given = Opened().Cleared().Linked(Id(801), 1, Seat(3), Id(4711));

        given.Then<CaseEvent.SeatLeft>().Seat.ShouldBe(Seat(3));
        CaseWallTests.Sees(given, 3).ShouldBeFalse();
    }

    [Fact]
    public void Retaliation_leads_to_the_first_case_and_not_back()
    {
        var given = new GivenCase(CaseState.None, Monday).After(new CaseCommand.Open(
            Monday, Id(700), Id(701), new CaseReport(Report, Monday, null, "retaliation"), "urgent", ["sextant"], null, Body(), [], "J1", "withinProject") { Follows = Id(699) });

        given.Then<CaseEvent.FollowsCase>().ShouldBe(new CaseEvent.FollowsCase(Id(699), "retaliation", Monday));
        given.State.Follows.ShouldBe((Id(699), "retaliation"));
        Opened().State.Follows.ShouldBeNull();
    }

    [Fact]
    public void A_complaint_is_offered_to_nobody_and_mixes_with_nothing()
    {
        var given = Complaint().Cleared();

        given.State.IsComplaint.ShouldBeTrue();
        foreach (var to in new[] { "sextant", "astrolabe", "meridian" })
        {
            given.When(new CaseCommand.OfferTransfer(Seat(1), Monday, Id(50), to, null, null, "all")).ThenRefused("complaintStays");
        }

        Availability.Allowed(given.State, Seat(1), given.Now).ShouldNotContain("transfers");
        given.When(LinkingOf(given.State, Id(801)) with { Own = Duplicate(given.State, Id(801), Monday, "report") }).ThenRefused("complaintStays");
        Opened().Cleared().When(LinkingOf(given.State, Id(801))).ThenRefused("complaintStays");
        given.Linked(Id(801)).State.Reports.Count.ShouldBe(2);
    }

    [Fact]
    public void A_complaint_still_moves_up_where_a_rule_says_so()
    {
        var given = Complaint().Answered(1, Conflict.Hard).Answered(2, Conflict.Hard).Answered(3, Conflict.Hard).Cleared(4, 5);

        given.State.TransferDueBy.ShouldBe(["J8"]);
        given.After(new CaseCommand.OfferTransfer(Seat(4), Monday, Id(50), "meridian", null, null, "all")).Then<CaseEvent.CaseOffered>().To.ShouldBe("meridian");
        given.When(new CaseCommand.OfferTransfer(Seat(4), Monday, Id(50), "sextant", null, null, "all")).ThenRefused("wrongReceiver");
    }
}
