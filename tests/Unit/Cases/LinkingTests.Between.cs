using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>What goes from the one case into the other when a report is linked, and back when it is not any more: all that is of that report, once, and nothing of anybody else's.</summary>
public sealed partial class LinkingTests
{
    private static readonly CaseSubject[] AboutTwo = [new(Rex, "heron", Identification.Claimed), new(Tam, "wren", Identification.Claimed)];

    private static (GivenCase Own, GivenCase Into) Pair(GivenCase own, GivenCase into)
    {
        var pair = Linking.Link(own.State, into.State, Command(own));
        pair.Refusal.ShouldBeNull();
        return (own with { State = own.State.Apply(pair.Former) }, into with { State = into.State.Apply(pair.Present) });
    }

    private static PairDecision Apart(GivenCase own, GivenCase into)
    {
        var back = Linking.Unlink(own.State, into.State, new CaseCommand.UnlinkReport(Seat(1), Later, Other), []);
        back.Refusal.ShouldBeNull();
        return back;
    }

    [Fact]
    public void What_was_written_to_and_by_another_reporter_does_not_go_into_this_ones_case()
    {
        var into = Opened().Cleared();
        var (own, linked) = Pair(OwnOf(into).After(new CaseCommand.HearFromReporter(Monday, Other, Id(60), "withdrawal")), into);
        linked = linked.After(
            new CaseCommand.Acknowledge(Seat(1), Later, "We have it."), new CaseCommand.WriteToReporter(Seat(1), Later, Id(61), Report, "Dear Carol"), new CaseCommand.WriteToReporter(Seat(1), Later, Id(62), Other, "Dear Dan"),
            new CaseCommand.HearFromReporter(Later, Report, Id(63), "withdrawal"), new CaseCommand.HearFromReporter(Later, Other, Id(64), "withdrawal"));

        var back = Apart(own, linked);

        var messages = back.Former.OfType<CaseEvent.ReporterMessaged>().ToList();
        messages.ShouldAllBe(m => m.Report == Other);
        messages.Select(m => m.Text.Value).ShouldContain("Dear Dan");
        messages.Select(m => m.Text.Value).ShouldNotContain("Dear Carol");
        back.Former.OfType<CaseEvent.ReporterWroteBack>().Select(w => (w.Report, w.Entry)).ShouldBe([(Other, Id(64))], "what was there before it was linked is there still");
    }

    [Theory]
    [InlineData(false, false, "ConflictScreening")]
    [InlineData(false, true, "Acknowledged")]
    [InlineData(true, true, "Triaged")]
    public void Whoever_was_told_meanwhile_has_been_told_and_nothing_that_was_done_is_undone(bool triaged, bool told, string stage)
    {
        var into = Opened().Cleared();
        var (own, linked) = Pair(triaged ? OwnOf(into).Triaged() : OwnOf(into), into);

        var back = Apart(own, told ? linked.After(new CaseCommand.Acknowledge(Seat(1), Later, "We have it.")) : linked);

        back.Former.OfType<CaseEvent.StageReached>().Last().Stage.ShouldBe(Enum.Parse<CaseStage>(stage));
        own.State.Apply(back.Former).AcknowledgedAt.ShouldBe(triaged ? Monday : told ? Later : null, "what was said first is what was said");
    }

    [Fact]
    public void Only_what_was_linked_to_a_case_is_taken_out_of_it()
    {
        var into = Opened().Cleared();
        var (own, linked) = Pair(OwnOf(into), into);

        Linking.Unlink(own.State with { Linked = (Id(999), Monday) }, linked.State, new CaseCommand.UnlinkReport(Seat(1), Later, Other), []).Refusal.ShouldTell("notLinked");
        Linking.Unlink(OwnOf(into).State, linked.State, new CaseCommand.UnlinkReport(Seat(1), Later, Other), []).Refusal.ShouldTell("notLinked");
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(1, 3)]
    public void How_often_it_changed_hands_is_the_longer_way_of_the_two(int there, int here)
    {
        var into = Opened().Cleared();
        into = into with { State = into.State with { Hops = here } };
        var own = OwnOf(into);
        var (gone, linked) = Pair(own with { State = own.State with { Hops = there } }, into);

        linked.State.Hops.ShouldBe(3);
        Apart(gone, linked).Former.OfType<CaseEvent.CaseUnlinked>().ShouldHaveSingleItem().Hops.ShouldBe(3);
    }

    [Fact]
    public void What_is_known_already_is_not_recorded_again_and_what_was_carried_there_is_read_here()
    {
        var into = Opened().Cleared().After(new CaseCommand.RecordRiskFactor(Seat(1), Monday, Factors.PhysicalInjury, true));
        var own = OwnOf(into).After(new CaseCommand.RecordRiskFactor(Seat(1), Monday, Factors.PhysicalInjury, true), new CaseCommand.RecordRiskFactor(Seat(1), Monday, "attorneyHired", true));
        own = own with
        {
            State = own.State with
            {
                Carried = [new CarriedText("context", Monday, null, Texts.Panel("their view"))],
                Consents = [new Consent(Other, "lent", null, "yes"), new Consent(Other, "foundation", null, "yes")],
            },
        };

        var after = into.After(Command(own));

        after.Then<CaseEvent.DuplicateTaken>().RiskFactors.ShouldBe(["attorneyHired"]);
        after.Then<CaseEvent.RiskFactorRecorded>().ShouldSatisfyAllConditions(r => r.Factor.ShouldBe("attorneyHired"), r => r.Present.ShouldBeTrue());
        after.State.Carried.Select(t => t.Text.Value).ShouldContain("their view");
        after.ThenNot<CaseEvent.ConsentAnswered>(); // nobody is lent here
    }

    [Fact]
    public void Whoever_leaves_for_it_is_tied_to_nothing_here()
    {
        var into = Opened().Cleared();

        into.After(Command(OwnOf(into)) with { SetAside = [Seat(4)], Soft = [Seat(2), Seat(4)] }).Then<CaseEvent.DuplicateTaken>().Tied.ShouldBe([Seat(2)]);
    }

    [Fact]
    public void Whoever_comes_back_answers_anew_and_what_they_stated_before_they_left_is_no_second_tie()
    {
        var into = Opened().Cleared(1, 3, 4, 5).Answered(2, Conflict.Soft, "same company");
        var linked = into.After(Command(OwnOf(into)) with { SetAside = [Seat(2)] });
        linked.State.SeatOf(Seat(2))!.Left.ShouldBeTrue();

        var back = linked.After(new CaseCommand.UnlinkReport(Seat(1), Later, Other) { MayTakePart = [Seat(2)] });

        back.Then<CaseEvent.ConflictAskedAgain>().ShouldSatisfyAllConditions(a => a.Seat.ShouldBe(Seat(2)), a => a.Adds.ShouldBeFalse());
        back.Answered(2, Conflict.Soft, "my cousin").Then<CaseEvent.ConflictAnswered>().Effective.ShouldBe(Conflict.Soft);
    }

    [Fact]
    public void Who_was_never_asked_here_is_no_less_tied_for_what_they_stated_there()
    {
        var into = Opened().Cleared(1, 2, 3, 5);
        into = into with { State = into.State with { Panel = [.. into.State.Panel.Where(p => p.Seat != Seat(4))] } };

        var after = into.After(Command(OwnOf(into, but: [4]).Answered(4, Conflict.Soft, "same company")));

        after.Then<CaseEvent.DuplicateTaken>().Tied.ShouldBe([Seat(4)]);
        after.ThenNot<CaseEvent.SeatLeft>();
    }

    [Fact]
    public void A_person_whom_only_the_duplicate_names_and_who_is_another_by_now_keeps_it_here()
    {
        var into = Opened().Cleared();
        var linked = into.After(Command(OwnOf(into, [.. AboutTwo, new(Id(902), "lark", Identification.Claimed)]))).Cleared();
        var unlink = new CaseCommand.UnlinkReport(Seat(1), Monday, Other);
        linked.When(unlink).Refusal.ShouldBeNull();

        CaseCommand.MergeSubjects Merge(int seat) => new(Seat(seat), Monday, Tam, Id(902), "The same address.");
        linked.After(Merge(1), Merge(2)).Cleared().When(unlink).ThenRefused("workDone");
        linked.After(new CaseCommand.SplitSubject(Seat(1), Monday, Tam, Id(903), "plover", ["chat:plover"], null, null, [], "Another person.")).Cleared().When(unlink).ThenRefused("workDone");
        (linked with { State = linked.State with { Stage = CaseStage.AwaitingLegal } }).When(unlink).ThenRefused("alreadyDecided");
    }

    [Fact]
    public void What_came_from_another_body_can_be_linked_when_its_seven_days_are_over_and_what_waits_for_counsel_not_at_all()
    {
        var into = Opened().Cleared();
        var own = OwnOf(into);
        var came = own with { State = own.State with { CameFrom = Id(69) } };

        var early = into.When(Command(came) with { At = Monday.AddDays(7).AddTicks(-1) });
        early.ThenRefused("recallWindow");
        early.Refusal!.Detail.ShouldContain("2026-03-09T09:00:00Z");
        into.When(Command(came) with { At = Monday.AddDays(7) }).Refusal.ShouldBeNull();

        into.When(Command(own with { State = own.State with { Stage = CaseStage.AwaitingLegal } })).ThenRefused("alreadyDecided");
        var waiting = into with { State = into.State with { Stage = CaseStage.AwaitingLegal } };
        waiting.When(Command(OwnOf(into, AboutTwo))).ThenRefused("alreadyDecided");
        waiting.When(Command(own)).Refusal.ShouldBeNull("it names nobody else");
    }

    [Fact]
    public void Only_a_tie_that_was_stated_there_and_is_declared_here_is_held_by_both()
    {
        var body = Body();
        var into = Opened(body with { Seats = [.. body.Seats.Select(s => s.Seat == Seat(2) || s.Seat == Seat(3) ? s with { SoftTie = true } : s)] }).Cleared(1, 4, 5);
        var own = OwnOf(into, but: [2, 3, 5]).Answered(3, Conflict.Soft, "friend").Answered(5, Conflict.Soft, "friend");

        var taken = into.After(Command(own) with { SetAside = [Seat(2)] }).Then<CaseEvent.DuplicateTaken>();

        taken.Tied.ShouldBe([Seat(5)]);
        taken.AlsoTied.ShouldBe([Seat(3)]);
    }

    [Fact]
    public void A_tie_that_went_with_its_duplicate_counts_nowhere_any_more()
    {
        var into = Opened().Cleared(1, 3, 4, 5);
        var linked = into.After(Command(OwnOf(into)) with { Soft = [Seat(2)] });
        linked.State.TiedByLinks.ShouldBe([Seat(2)]);

        var after = linked.After(Unlink(Other));

        after.State.TiedByLinks.ShouldBeEmpty();
        after.State.SeatOf(Seat(2))!.ShouldSatisfyAllConditions(s => s.SoftTie.ShouldBeFalse(), s => s.SoftConflicts.ShouldBe(0));
        after.Answered(2, Conflict.Soft, "same company").Then<CaseEvent.ConflictAnswered>().Effective.ShouldBe(Conflict.Soft, "it is the only one");
    }
}
