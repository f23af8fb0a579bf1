using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>What a case knows of rules that hold, held, or were said to hold (R14 to R17), of what it is about, and of how it came.</summary>
public sealed class RulesComeAndGoTests
{
    private static readonly Guid Transfer = Id(50);

    private static CaseCommand.RecordRiskFactor LawBroken(int days, bool present) => new(Seat(1), Monday.AddDays(days), Factors.SuspectedLawViolation, present);

    private static CaseCommand.NameProject Astrolabe(int days, bool concerned) => new(Seat(1), Monday.AddDays(days), "astrolabe", concerned);

    private static CaseCommand.OfferTransfer Offering(string? rule = null) => new(Seat(1), Monday, Transfer, "orrery", rule, null, "all");

    private static CaseCommand.FollowEvaluation Evaluated(string rule) => new(Monday, new JurisdictionEvaluation("sextant", rule, "because", [], [], Monday));

    private static CaseEvent.CaseTakenOver Taken(GivenCase sender) => Transferring.Begin(
        sender.State, new CaseCommand.AcceptTransfer(Monday.AddHours(48), Transfer, Id(702), Body(5, kind: "foundation"), [new CaseSubject(Rex, "wren", Identification.Claimed)])).OfType<CaseEvent.CaseTakenOver>().Single();

    [Fact]
    public void It_is_due_since_the_first_of_the_rules_that_hold_and_no_more_when_none_does()
    {
        var given = Opened().Ready().After(LawBroken(0, true), Astrolabe(1, true));
        given.State.TransferDueBy.ShouldBe(["J4", "J2"]);
        given.State.TransferDueSince.ShouldBe(Monday);

        given = given.After(LawBroken(2, false));
        given.State.TransferDueBy.ShouldBe(["J2"]);
        given.State.TransferDueSince.ShouldBe(Monday, "it has been due all the time");

        given = given.After(Astrolabe(3, false));
        given.State.TransferDueBy.ShouldBeEmpty();
        given.State.TransferDueSince.ShouldBeNull();
        CaseDue.Of(given.State).ShouldNotContain(d => d.Kind == Transferring.Overdue);
    }

    [Fact]
    public void Whoever_takes_an_offer_back_has_a_day_from_then_and_what_no_rule_demanded_is_not_demanded_now()
    {
        var mandatory = Opened().Ready().After(LawBroken(0, true), Offering(), new CaseCommand.RecallTransfer(Seat(1), Monday.AddDays(1), Transfer));
        mandatory.State.Offer!.State.ShouldBe("recalled");
        mandatory.State.TransferDueSince.ShouldBe(Monday.AddDays(1));

        Opened().Ready().After(Offering(), new CaseCommand.RecallTransfer(Seat(1), Monday.AddDays(1), Transfer)).State.TransferDueSince.ShouldBeNull();
    }

    [Fact]
    public void Settled_for_who_has_it_the_offer_says_so()
    {
        var settled = Opened().Ready().After(LawBroken(0, true), Offering(), new CaseCommand.RefuseTransfer(Monday, Transfer, "ruleDoesNotHold", "why"), new CaseCommand.SettleTransfer(Monday, Transfer, null));

        settled.State.Offer!.State.ShouldBe("settled");
        settled.State.HasGone.ShouldBeFalse();
    }

    [Fact]
    public void A_second_triage_changes_the_kind_of_conduct_only_when_it_says_one()
    {
        var given = Opened().Cleared().After(new CaseCommand.Triage(Seat(1), Monday, "low", "low", null, "spam"), new CaseCommand.Triage(Seat(2), Monday, "high", "high", null));
        given.State.ShouldSatisfyAllConditions(s => s.Category.ShouldBe("spam"), s => s.Impact.ShouldBe("high"));

        given.After(new CaseCommand.Triage(Seat(2), Monday, "high", "high", null, "harassment")).State.Category.ShouldBe("harassment");
    }

    [Fact]
    public void What_was_confirmed_stands_as_long_as_the_rules_say_the_same_as_last_time()
    {
        var given = Opened().Cleared().After(Evaluated("J12"), new CaseCommand.JudgeJurisdiction(Seat(1), Monday, false, "J4", "police were called"));
        given.State.JurisdictionClaim.ShouldBe("J4");
        given = given.After(new CaseCommand.JudgeJurisdiction(Seat(2), Monday, true, "J12", null));
        given.State.ShouldSatisfyAllConditions(s => s.JurisdictionConfirmed.ShouldBeTrue(), s => s.JurisdictionClaim.ShouldBeNull("nobody claims what is confirmed"));

        given.After(Evaluated("J12")).State.JurisdictionConfirmed.ShouldBeTrue();
        given.After(Evaluated("J1")).State.JurisdictionConfirmed.ShouldBeFalse("another rule has to be looked at anew");
    }

    [Fact]
    public void A_project_that_is_concerned_after_all_is_no_more_one_that_is_not()
    {
        var given = Opened().Cleared().After(Astrolabe(0, true), Astrolabe(0, false));
        given.State.NotConcerned.ShouldBe(["astrolabe"]);
        given.When(new CaseCommand.LearnOfProject(Monday, "astrolabe")).Events.ShouldBeEmpty("a human here said that it is not");

        given.After(Astrolabe(0, true)).State.ShouldSatisfyAllConditions(s => s.NotConcerned.ShouldBeEmpty(), s => s.Projects.ShouldBe(["sextant", "astrolabe"]));
    }

    [Fact]
    public void Only_what_is_reversed_has_to_be_undone()
    {
        var given = Opened().Ready().After(new CaseCommand.TakeInterimMeasure(Seat(2), Monday, Id(5), Rex, "mute", [], Monday.AddDays(9), "threats"));

        given.After(new CaseCommand.ReviewInterimMeasure(Seat(3), Monday, Id(5), "confirm", null)).State.InterimOrders[Id(5)].State.ShouldBe(CaseEvolution.AwaitingNotice);
        given.After(new CaseCommand.ReviewInterimMeasure(Seat(3), Monday, Id(5), "reverse", null)).State.InterimOrders[Id(5)].State.ShouldBe("ending");
    }

    [Fact]
    public void Of_two_notices_to_the_foundation_only_that_of_who_was_mistaken_is_struck()
    {
        CaseCommand Says(int seat, Guid person) => new CaseCommand.Identify(Seat(seat), Monday, person, [], null, null, true);
        var given = Opened(subjects: [new(Rex, "heron", Identification.Claimed), new(Tam, "gannet", Identification.Claimed)]).Cleared().Triaged().After(Says(1, Rex), Says(2, Rex), Says(1, Tam), Says(2, Tam));
        given.State.Notices.Select(n => (n.Person, n.Struck)).ShouldBe([(Rex, false), (Tam, false)]);

        given = given.After(new CaseCommand.MarkMistaken(Seat(1), Monday, Rex, "another"), new CaseCommand.MarkMistaken(Seat(2), Monday, Rex, "another"));
        given.State.Notices.Select(n => (n.Person, n.Struck)).ShouldBe([(Rex, true), (Tam, false)]);
    }

    [Fact]
    public void A_case_that_came_says_why_and_what_was_stored_of_old_is_still_read()
    {
        var voluntary = Taken(Opened().Ready().After(Offering()));
        CaseState.None.Apply([voluntary]).ShouldSatisfyAllConditions(
            s => s.Rule.ShouldBe("J7"), s => s.Because.ShouldBe("transferred"), s => s.Unacknowledged.ShouldBeEmpty("they were told"), s => s.TakenFrom.ShouldBeEmpty(), s => s.CameFromBody.ShouldBe("sextant"));
        var old = voluntary with { Formerly = null, Taken = null, Overrulings = null, AcknowledgedAt = null };
        CaseState.None.Apply([old]).ShouldSatisfyAllConditions(
            s => s.Formerly.ShouldBeEmpty(), s => s.Overruled.ShouldBeEmpty(), s => s.TakenFrom.ShouldBeEmpty(), s => s.Unacknowledged.ShouldBe([Report]));
        CaseState.None.Apply([old with { Rule = "J3" }]).ShouldSatisfyAllConditions(s => s.Because.ShouldBe("J3"), s => s.TakenFrom.ShouldBe([new TakenFrom("sextant", "J3")], "its seats would be asked anew"));
        CaseState.None.Apply([old with { Rule = "J4" }]).TakenFrom.ShouldBeEmpty();
    }

    [Fact]
    public void A_committee_s_own_case_is_about_its_project_and_says_by_which_rule_it_opened()
    {
        var own = new GivenCase(CaseState.None, Monday).After(Moves.OpenByCommittee(Body(3)));
        own.State.ShouldSatisfyAllConditions(s => s.Projects.ShouldBe(["sextant"]), s => s.Rule.ShouldBe("R6"), s => s.Because.ShouldBe("committee"));

        new GivenCase(CaseState.None, Monday).After(Moves.OpenByCommittee(Body(3, kind: "foundation"))).State.Projects.ShouldBeEmpty("a foundation is no project");
    }

    [Fact]
    public void A_report_that_comes_to_a_case_nobody_was_told_of_waits_with_the_others()
    {
        CaseEvent linked = new CaseEvent.ReportLinked(new CaseReport(Id(801), Monday.AddDays(-1), null), Guid.Empty, Monday);

        Opened().Apply(linked).State.ShouldSatisfyAllConditions(s => s.Unacknowledged.ShouldBe([Report, Id(801)]), s => s.ReceivedAt.ShouldBe(Monday.AddDays(-1)));
        Opened().Cleared(1).After(new CaseCommand.Acknowledge(Seat(1), Monday, "We have it.")).Apply(linked).State.Unacknowledged.ShouldBeEmpty();
    }

    [Fact]
    public void A_notice_of_how_it_ended_is_owed_by_a_project_to_its_foundation_and_by_nobody_else()
    {
        static bool Owes(HandlingBody body) => Opened(body).Ready().Proposed(FindingNothing).Voted("yes", 1, 2, 3).MeetingClosed().State.OwesResolutionNotice;

        Owes(Body()).ShouldBeTrue();
        Owes(Body() with { Foundation = "sextant" }).ShouldBeFalse("it has none above it");
        Owes(Body(kind: "foundation")).ShouldBeFalse();
        Owes(Body(kind: "parent") with { Slug = "meridian", Parent = null }).ShouldBeFalse();
    }

    [Fact]
    public void While_it_is_disputed_whether_it_came_rightly_it_goes_nowhere_else_and_what_has_gone_has_gone()
    {
        var offered = Opened().Ready().After(Offering()).Later(TimeSpan.FromHours(48));
        var accepting = new CaseCommand.AcceptTransfer(offered.Now, Transfer, Id(702), Body(5, kind: "foundation"), []);
        var contest = new Contest(Id(65), "meridian", Monday.AddDays(9));

        (offered with { State = offered.State with { Contested = contest } }).When(accepting).ThenRefused("transferDisputed");
        var gone = offered.After(accepting);
        (gone with { State = gone.State with { Contested = contest } }).When(accepting).ThenRefused("transferEnded");
    }

    [Theory]
    [InlineData("project", "meridian", "orrery", "meridian")]
    [InlineData("project", null, "orrery", "meridian")]
    [InlineData("project", "sextant", "orrery", "meridian")]
    [InlineData("project", null, "meridian", "orrery")]
    [InlineData("foundation", "meridian", "meridian", null)]
    [InlineData("foundation", "quadrant", "meridian", "quadrant")]
    public void A_dispute_is_settled_by_whom_the_policy_names_or_who_stands_above_and_never_by_one_of_the_two(string kind, string? named, string to, string? arbiter) =>
        Disputing.ArbiterOf(Opened(Body(kind: kind, policy: Policy() with { Arbiter = named })).State, to).ShouldBe(arbiter);

    [Theory]
    [InlineData("noContact", true)]
    [InlineData("temporaryLimit", true)]
    [InlineData("suspension", true)]
    [InlineData("roleRemoval", true)]
    [InlineData("eventBan", true)]
    [InlineData("ban", true)]
    [InlineData("contentRemoval", true)]
    [InlineData("warning", false)]
    [InlineData("agreement", false)]
    public void What_limits_somebody_is_carried_out_and_what_does_not_stays_in_the_case(string type, bool limits)
    {
        var content = Opened().Suspending(30) is var suspending ? suspending with { Remedies = [suspending.Remedies[0] with { Type = type }] } : null!;

        Opened().Ready().Proposed(content).Voted("yes", 1, 2, 3).MeetingClosed().Then<CaseEvent.DecisionRecorded>().Measures.Select(m => m.Type).ShouldBe(limits ? [type] : []);
    }
}
