using Coc.Cases.Domain;
using Coc.Cases.Features.ReadingCases;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>Duplicates: one incident, one piece of work, however many reported it (R64).</summary>
public sealed partial class LinkingTests
{
    private static readonly Guid Other = Id(801);

    private static readonly DateTimeOffset Later = Monday.AddHours(5);

    [Fact]
    public void A_linked_report_is_in_one_case_only_and_its_own_case_is_over()
    {
        var into = Opened().Cleared();
        var own = OwnOf(into);

        var pair = Linking.Link(own.State, into.State, Command(own));

        Occurrences.Note([.. pair.Former, .. pair.Present]);
        var (ownAfter, after) = (own.State.Apply(pair.Former), into.State.Apply(pair.Present));
        after.ReportIds.ShouldBe([Report, Other]);
        after.Unacknowledged.ShouldBe([Report, Other]);
        after.CameBy.ShouldBeEmpty("it was no transfer");
        ownAfter.ReportIds.ShouldBeEmpty();
        ownAfter.IsOver.ShouldBeTrue();
        CaseDue.Of(ownAfter).ShouldBeEmpty("its clocks are the other's now");
        Linking.Link(ownAfter, after, Command(own)).ShouldBe(PairDecision.Nothing, "linked once");
        pair.Present.OfType<CaseEvent.StageReached>().Last().Reports.ShouldBe([Report, Other], "the receipt follows");
    }

    [Fact]
    public void What_was_written_there_is_read_here_and_no_more_there()
    {
        var into = Opened().Cleared();
        var own = OwnOf(into);
        own = own.After(new CaseCommand.Acknowledge(Seat(1), Monday, "We have it."), new CaseCommand.AddNote(Seat(2), Monday, Id(60), "canary-6"), new CaseCommand.AttachEvidence(Seat(2), Monday, Id(61)));

        var pair = Linking.Link(own.State, into.State, Command(own));

        var after = into.State.Apply(pair.Present);
        after.Carried.Where(t => t.Kind == "note").ShouldHaveSingleItem().Text.Value.ShouldBe("canary-6");
        after.Evidence.Select(e => e.Id).ShouldBe([Id(61)]);
        var left = System.Text.Json.JsonSerializer.Serialize(CaseView.Of(own.State.Apply(pair.Former), Seat(1), Monday), Coc.Platform.Http.Json.Options);
        left.ShouldNotContain("canary-6");
        left.ShouldNotContain(into.State.Id.ToString(), Case.Insensitive, "who sees the one need not see the other");
    }

    [Fact]
    public void A_link_is_no_lever_to_get_out_of_a_case_who_was_out_of_the_other_before()
    {
        var into = Opened().Cleared().Answered(3, Conflict.Hard).After(new CaseCommand.EndSeat(Monday, Seat(4)));
        var own = OwnOf(Opened().Cleared());
        var pair = Linking.Link(own.State, into.State, Command(own));
        var (ownAfter, after) = (own.State.Apply(pair.Former), into.State.Apply(pair.Present));
        after = after.Apply(CaseDecider.Decide(after, new CaseCommand.AnswerConflict(Seat(5), Later, Conflict.Hard, [], null)).Events);

        var back = ownAfter.Apply(Linking.Unlink(ownAfter, after, new CaseCommand.UnlinkReport(Seat(1), Later, Other), []).Former);

        back.Departed.ShouldBe([Seat(5)], "who found a conflict while it was linked");
    }

    [Fact]
    public void Unlinked_it_goes_on_where_it_stood_and_the_case_keeps_what_it_was_opened_for()
    {
        var into = Opened().Cleared();
        var own = OwnOf(into);
        var pair = Linking.Link(own.State, into.State, Command(own));
        var (ownAfter, after) = (own.State.Apply(pair.Former), into.State.Apply(pair.Present));
        after = after.Apply(CaseDecider.Decide(after, new CaseCommand.HearFromReporter(Later, Other, Id(62), "withdrawal")).Events);

        var back = Linking.Unlink(ownAfter, after, new CaseCommand.UnlinkReport(Seat(1), Later, Other), [Seat(4)]);
        Occurrences.Note(back.Former);

        var (ownAgain, without) = (ownAfter.Apply(back.Former), after.Apply(back.Present));
        without.ReportIds.ShouldBe([Report]);
        without.Unacknowledged.ShouldBe([Report]);
        ownAgain.ReportIds.ShouldBe([Other]);
        ownAgain.HasGone.ShouldBeFalse();
        ownAgain.Unacknowledged.ShouldBe([Other]);
        ownAgain.WithdrawnByReporter.ShouldBeTrue("what was heard meanwhile is not lost");
        ownAgain.SeatOf(Seat(4))!.Left.ShouldBeTrue("whom the reporter excluded meanwhile");
        back.Former.OfType<CaseEvent.StageReached>().Last().Reports.ShouldBe([Other]);

        without.ReportersSaid.ShouldBeEmpty("the other reporter's wish is not this one's");
        without.FormerReports.ShouldBe([Other], "who handled it here handled it");
        Linking.Unlink(ownAfter, after, new CaseCommand.UnlinkReport(Seat(1), Later, Report), []).Refusal.ShouldTell("notLinked");
        new GivenCase(after, Later).When(new CaseCommand.UnlinkReport(Seat(2), Later, Other)).Refusal.ShouldBeNull("anybody on the panel");
        Linking.Link(ownAgain, without, Command(own)).Refusal.ShouldBeNull("and once more");
    }

    [Fact]
    public void Everything_it_brought_goes_with_it()
    {
        var into = Opened().Cleared().After(new CaseCommand.Acknowledge(Seat(1), Monday, "We have it."));
        var own = OwnOf(into, [new(Rex, "heron", Identification.Claimed), new(Tam, "wren", Identification.Claimed)]).After(
            new CaseCommand.AddNote(Seat(2), Monday, Id(60), "canary-6"), new CaseCommand.AttachEvidence(Seat(2), Monday, Id(61)), new CaseCommand.NameProject(Seat(1), Monday, "astrolabe", true),
            new CaseCommand.RecordRiskFactor(Seat(1), Monday, Factors.SuspectedLawViolation, true));
        var pair = Linking.Link(own.State, into.State, Command(own));
        var linked = into.State.Apply(pair.Present);
        linked.AcknowledgedAt.ShouldBeNull("one of its reporters waits");
        linked.TransferDueBy.ShouldNotBeEmpty();
        linked = linked.Apply(CaseDecider.Decide(linked, new CaseCommand.WriteToReporter(Seat(1), Later, Id(66), Other, "We are looking into it.")).Events);

        var back = Linking.Unlink(own.State.Apply(pair.Former), linked, new CaseCommand.UnlinkReport(Seat(1), Later, Other), []);

        var without = linked.Apply(back.Present);
        without.Carried.ShouldBeEmpty();
        without.Evidence.ShouldBeEmpty();
        without.Messages.ShouldAllBe(m => m.Report == Report);
        without.Subjects.Select(s => s.Person).ShouldBe([Rex]);
        without.Projects.ShouldBe(["sextant"]);
        without.RiskFactors.ShouldBeEmpty();
        without.TransferDueBy.ShouldBeEmpty("no rule holds for what is left");
        (without.AcknowledgedAt, without.AcknowledgeDue).ShouldBe((into.State.AcknowledgedAt, into.State.AcknowledgeDue));
        own.State.Apply(pair.Former).Apply(back.Former).Messages.ShouldContain(m => m.Message == Id(66));
    }

    [Fact]
    public void What_was_done_with_it_here_keeps_it_here()
    {
        var into = Opened().Cleared();
        var own = OwnOf(into, [new(Rex, "heron", Identification.Claimed), new(Tam, "wren", Identification.Claimed)]);
        var linked = into.After(Command(own)).Cleared().Triaged();
        linked.When(new CaseCommand.UnlinkReport(Seat(1), Monday, Other)).Refusal.ShouldBeNull();
        foreach (var (code, gone) in new (string, GivenCase)[]
        {
            ("workDone", linked.After(new CaseCommand.Hear(Seat(1), Monday, Id(67), Tam, "I was not there.", false, null))),
            ("workDone", linked.After(new CaseCommand.TakeInterimMeasure(Seat(1), Monday, Id(63), Tam, "mute", [], Later, "threats"))),
            ("workDone", linked.After(new CaseCommand.Draft(Seat(1), Monday, Id(68), "reporter", null, Other, "We have decided."))),
            ("workDone", linked with { State = linked.State with { Affected = [new AffectedPage(Id(90), Other, 1)] } }),
            ("workDone", linked with { State = linked.State with { Renewals = [new CodeRenewal(Id(91), Other, Seat(1), Monday)] } }),
            ("alreadyOffered", linked.After(new CaseCommand.OfferTransfer(Seat(1), Monday, Id(64), "orrery", null, null, "all"))),
            ("alreadyDecided", linked with { State = linked.State with { Stage = CaseStage.Decided } }),
        })
        {
            gone.When(new CaseCommand.UnlinkReport(Seat(1), Monday, Other)).ThenRefused(code);
            Availability.Allowed(gone.State, Seat(1), Monday).ShouldNotContain("unlink-report");
        }
    }

    [Fact]
    public void Who_found_a_conflict_or_left_while_it_was_linked_is_out_of_both()
    {
        var into = Opened().Cleared();
        var own = OwnOf(into);
        var pair = Linking.Link(own.State, into.State, Command(own));
        var linked = new GivenCase(into.State.Apply(pair.Present), Later).Answered(2, Conflict.Hard).After(new CaseCommand.EndSeat(Later, Seat(3)));
        var gone = new GivenCase(own.State.Apply(pair.Former), Later).After(new CaseCommand.EndSeat(Later, Seat(5)));

        var again = new GivenCase(gone.State.Apply(Linking.Unlink(gone.State, linked.State, new CaseCommand.UnlinkReport(Seat(1), Later, Other), []).Former), Later);

        foreach (var seat in new[] { 2, 3, 5 })
        {
            CaseWallTests.Sees(again, seat).ShouldBeFalse($"seat {seat}");
        }

        CaseWallTests.Sees(again, 4).ShouldBeTrue();
    }

    [Fact]
    public void Who_had_to_leave_for_a_duplicate_alone_is_asked_again_when_it_is_taken_back()
    {
        var into = Opened().Cleared();
        var own = OwnOf(into).Answered(2, Conflict.Hard);
        var pair = Linking.Link(own.State, into.State, Command(own) with { SetAside = [Seat(4)] });
        var linked = into.State.Apply(pair.Present);
        linked.Panel.Where(p => p.Left).Select(p => p.Seat).ShouldBe([Seat(2), Seat(4)]);
        CaseCommand.UnlinkReport unlink = new(Seat(1), Later, Other) { MayTakePart = [Seat(1), Seat(2), Seat(3)] };

        var back = Linking.Unlink(own.State.Apply(pair.Former), linked, unlink, []);
        Occurrences.Note(back.Present);

        var without = linked.Apply(back.Present);
        back.Present.OfType<CaseEvent.SeatCameBack>().ShouldHaveSingleItem().Seat.ShouldBe(Seat(2));
        without.SeatOf(Seat(2))!.ShouldSatisfyAllConditions(s => s.Awaited.ShouldBeTrue(), s => s.Sees.ShouldBeFalse("what was said before is old by now"));
        without.SeatOf(Seat(4))!.Left.ShouldBeTrue("somebody else keeps that one out");
        without.Departed.ShouldBe([Seat(4)]);
        own.State.Apply(pair.Former).Apply(back.Former).SeatOf(Seat(2))!.Sees.ShouldBeFalse("there the conflict is");
    }

    [Fact]
    public void Who_has_to_stay_away_from_another_duplicate_too_does_not_come_back_with_the_first()
    {
        var into = Opened().Cleared();
        var own = OwnOf(into).Answered(2, Conflict.Hard);
        var linked = into.After(Command(own));
        var second = Duplicate(linked.State, Id(802), Monday);
        linked = linked.After(new CaseCommand.LinkReport(Seat(1), Monday, Id(802), second, [Seat(2)]));

        linked = linked.After(new CaseCommand.UnlinkReport(Seat(1), Later, Other) { MayTakePart = [Seat(2)] });
        linked.ThenNot<CaseEvent.SeatCameBack>();
        linked.After(new CaseCommand.UnlinkReport(Seat(1), Later, Id(802)) { MayTakePart = [Seat(2)] }).Then<CaseEvent.SeatCameBack>();
    }

    [Fact]
    public void A_hard_answer_of_before_stands_when_the_seat_comes_back()
    {
        var into = Opened().Cleared().Answered(2, Conflict.Hard);
        var linked = into.After(Command(OwnOf(into).Answered(2, Conflict.Hard)));

        var back = linked.After(new CaseCommand.UnlinkReport(Seat(1), Later, Other) { MayTakePart = [Seat(2)] });

        back.State.SeatOf(Seat(2))!.ShouldSatisfyAllConditions(s => s.Left.ShouldBeFalse(), s => s.Conflict.ShouldBe(Conflict.Hard));
    }

    [Fact]
    public void The_case_closes_only_when_the_reporters_of_late_duplicates_were_told()
    {
        var decided = Opened().Ready().Proposed().Voted("yes", 1, 2, 3).MeetingClosed().After(Command(OwnOf(Opened().Cleared())));
        Availability.Of(decided.State, Seat(1), "close")!.Code.ShouldBe("notAcknowledged");
        (Availability.Of(decided.After(new CaseCommand.Acknowledge(Seat(1), Monday, "We have it.")).State, Seat(1), "close")?.Code).ShouldNotBe("notAcknowledged");
    }

    [Fact]
    public void Who_was_told_here_is_not_told_again_there()
    {
        var into = Opened().Cleared();
        var own = OwnOf(into);
        var pair = Linking.Link(own.State, into.State, Command(own));
        var after = new GivenCase(into.State.Apply(pair.Present), Later).After(new CaseCommand.Acknowledge(Seat(1), Later, "We have it."));

        var back = Linking.Unlink(own.State.Apply(pair.Former), after.State, new CaseCommand.UnlinkReport(Seat(1), Later, Other), []);

        back.Former.OfType<CaseEvent.CaseUnlinked>().Single().AcknowledgedAt.ShouldBe(Later);
    }

    [Fact]
    public void Who_is_conflicted_in_the_one_does_not_read_it_in_the_other()
    {
        var into = Opened().Cleared();
        var own = OwnOf(into, but: [2, 3, 4]).Answered(2, Conflict.Hard).Answered(3, Conflict.Soft, "friend");

        var after = into.After(Command(own));

        CaseWallTests.Sees(after, 1).ShouldBeTrue();
        CaseWallTests.Sees(after, 2).ShouldBeFalse("hard there");
        CaseWallTests.Sees(after, 3).ShouldBeFalse("has to say about the other report first");
        CaseWallTests.Sees(after, 4).ShouldBeFalse("was never asked");
        CaseWallTests.Sees(after, 5).ShouldBeTrue("clean in both");
        CaseWallTests.Sees(after.Answered(4, Conflict.None), 4).ShouldBeTrue();
    }

    [Fact]
    public void A_person_whom_only_the_duplicate_names_is_one_of_the_case()
    {
        var into = Opened().Cleared();
        var own = OwnOf(into, [new(Rex, "heron", Identification.Claimed), new(Tam, "wren", Identification.Claimed)]);

        into.After(Command(own)).State.Subjects.Select(s => (s.Person, s.CodeName)).ShouldBe([(Rex, "heron"), (Tam, "wren")]);
        var decided = into.Triaged().Heard().Proposed().Voted("yes", 1, 2, 3).MeetingClosed();
        decided.When(Command(own)).ThenRefused("alreadyDecided");
        decided.After(Command(OwnOf(into))).State.ReportIds.ShouldBe([Report, Other], "late duplicates of what is decided");
    }

    [Fact]
    public void A_case_that_has_gone_further_is_not_swallowed()
    {
        var into = Opened().Cleared();
        var own = OwnOf(into);
        foreach (var (code, gone) in new (string, GivenCase)[]
        {
            ("workOfItsOwn", own.After(new CaseCommand.Acknowledge(Seat(1), Monday, "m"), new CaseCommand.Triage(Seat(1), Monday, "low", "low", null), new CaseCommand.TakeInterimMeasure(Seat(1), Monday, Id(63), Rex, "mute", [], Later, "threats"))),
            ("workOfItsOwn", own.Triaged().Heard()),
            ("alreadyDecided", own.Triaged().Heard().Proposed().Voted("yes", 1, 2, 3).MeetingClosed()),
            ("alreadyOffered", own.After(new CaseCommand.OfferTransfer(Seat(1), Monday, Id(64), "orrery", null, null, "all"))),
            ("notOnPanel", OwnOf(into, but: [1])),
            ("urgentStays", own with { State = own.State with { Urgency = "urgent" } }),
            ("otherEvent", own with { State = own.State with { Event = "orrerycon" } }),
            ("jointCase", own with { State = own.State with { Joint = new JointState(true, "meridian", null) } }),
            ("recallWindow", own with { State = own.State with { CameFrom = Id(69) } }),
            ("caseTransferred", own with { State = own.State with { Gone = new Departure(Id(64), "orrery", Id(70), Monday) } }),
            ("transferDisputed", own with { State = own.State with { Contested = new Contest(Id(65), "meridian", Later) } }),
        })
        {
            into.When(Command(gone)).ThenRefused(code);
        }

        into.After(new CaseCommand.MarkMistaken(Seat(1), Monday, Rex, "another account")).When(Command(own)).ThenRefused("otherSubjects");
        into.After(new CaseCommand.OfferTransfer(Seat(1), Monday, Id(64), "orrery", null, null, "all")).When(Command(own)).ThenRefused("alreadyOffered");
        var third = into.After(Command(own));
        OwnOf(into, report: Id(802)).When(Command(third)).ThenRefused("linkedElsewhere");
    }

    private static CaseCommand.LinkReport Command(GivenCase own) => new(Seat(1), Monday, Other, own.State, []);

    /// <summary>The case of the other report, in the same body.</summary>
    private static GivenCase OwnOf(GivenCase into, IReadOnlyList<CaseSubject>? subjects = null, Guid? report = null, int[]? but = null)
    {
        var id = report ?? Other;
        var own = new GivenCase(CaseState.None, Monday).After(new CaseCommand.Open(
            Monday, Coc.Platform.Ids.V5(id, "case"), Coc.Platform.Ids.V5(id, "incident"), new CaseReport(id, Monday, null), "normal", ["sextant"], null, into.State.Handling,
            subjects ?? [new CaseSubject(Rex, "heron", Identification.Claimed)], "J1", "oneProject"));
        return own.Cleared([.. Enumerable.Range(1, 5).Except(but ?? [])]);
    }
}
