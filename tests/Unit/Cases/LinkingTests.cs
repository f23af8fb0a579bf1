using Coc.Cases.Domain;
using Coc.Cases.Features.ReadingCases;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>Duplicates: one incident, one piece of work, however many reported it (R64).</summary>
public sealed class LinkingTests
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

        Linking.Unlink(ownAfter, after, new CaseCommand.UnlinkReport(Seat(1), Later, Report), []).Refusal!.Code.ShouldBe("notLinked");
        new GivenCase(after, Later).When(new CaseCommand.UnlinkReport(Seat(2), Later, Other)).Refusal.ShouldBeNull("anybody on the panel");
        Linking.Link(ownAgain, without, Command(own)).Refusal.ShouldBeNull("and once more");
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
