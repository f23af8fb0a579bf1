using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>Several pairs in one case: what is said and open for one of them is not so for another.</summary>
public sealed partial class MediatingTests
{
    private static readonly Guid Other = Id(801);

    private static GivenCase TwoReporters() => InRoom(Opened().Cleared().Linked(Other).Cleared().Triaged());

    private static bool May(GivenCase given) => Availability.Allowed(given.State, Seat(1), given.Now).Contains("mediation");

    [Fact]
    public void It_is_offered_as_long_as_there_is_a_pair_on_their_pages_and_no_proposal()
    {
        May(Opened().Cleared().Triaged()).ShouldBeFalse("nobody is in a room");
        May(InRoom()).ShouldBeTrue();
        May(InRoom().Heard().Proposed()).ShouldBeFalse("a proposal is on the table");

        // One of two persons only is in their room, and one of two whom it happened to on their page.
        var given = InRoom(Opened(subjects: [new(Rex, "heron", Identification.Claimed), new(Tam, "wren", Identification.Claimed)]).Cleared().Triaged().After(new CaseCommand.MakeAffectedCode(Seat(1), Monday, Id(950), Report, false, "yes", false)));
        May(given).ShouldBeTrue();
        Mediating.HasPair(given.State).ShouldBeTrue();
        Mediating.HasPair(given.After(Offer()).State).ShouldBeFalse("the only pair has its offer");
    }

    [Fact]
    public void What_is_open_with_one_of_them_stands_in_nobody_elses_way()
    {
        var given = TwoReporters().After(Offer());
        Mediating.HasPair(given.State).ShouldBeTrue();

        given = given.After(Offer(thread: Other, id: Id(63)));

        given.Then<CaseEvent.MediationOffered>().Thread.ShouldBe(Other);
        given.When(Offer(id: Id(64))).ThenRefused("mediationOpen");
        var over = given.After(End("ended"));
        over.After(Offer(id: Id(64))).Then<CaseEvent.MediationOffered>().Thread.ShouldBe(Report);
        over.When(Offer(thread: Other, id: Id(64))).ThenRefused("mediationOpen");
    }

    [Fact]
    public void Only_ones_own_last_word_asks_for_it_and_no_other_kind_of_word_takes_it_back()
    {
        var given = TwoReporters().After(new CaseCommand.AnswerMediation(Monday, null, Report, Id(5), "yes"), new CaseCommand.AnswerMediation(Monday.AddHours(1), null, Other, Id(6), "no"), new CaseCommand.HearFromReporter(Monday.AddHours(2), Report, Id(7), "withdrawal"));
        (Mediating.IsWished(given.State, Report), Mediating.IsWished(given.State, Other)).ShouldBe((true, false));

        // Heard in the wrong order the word that was said last counts.
        var back = given.State.Apply([new CaseEvent.ReporterWroteBack(Report, Id(8), ReporterWord.Mediation, Monday.AddHours(-1), "no")]);
        Mediating.IsWished(back, Report).ShouldBeTrue();
        Mediating.IsWished(given.State.Apply([new CaseEvent.ReporterWroteBack(Report, Id(8), ReporterWord.Mediation, Monday.AddHours(3), "no")]), Report).ShouldBeFalse();
    }

    [Fact]
    public void While_they_talk_both_pages_say_until_when_and_that_is_when_it_ends()
    {
        var given = Running();

        given.State.Mediations[0].View.ShouldBe(("takesPlace", given.Now.AddDays(14)));
        var later = Person(Affected(Offered().Later(TimeSpan.FromDays(3)), "yes", 1), "yes", 2);
        later.State.Mediations[0].ShouldSatisfyAllConditions(m => m.Until.ShouldBe(Monday.AddDays(17)), m => m.DueAt.ShouldBe(Monday.AddDays(17)), m => m.View.Until.ShouldBe(Monday.AddDays(17)));
        later.When(new CaseCommand.PassMediationTime(Monday.AddDays(14), Mediation)).Events.ShouldBeEmpty("they began later");
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    public void The_other_sides_yes_counts_until_its_time_is_over(int ticks, bool begins)
    {
        var given = Affected(Offered(), "yes", 1).Later(TimeSpan.FromDays(15));
        var room = given.State.Accused.Rooms[0].Id;

        var said = given.When(new CaseCommand.AnswerMediation(given.Now, Mediation, room, Id(2), "yes") { SaidAt = Monday.AddDays(14).AddTicks(ticks) });

        said.Events.OfType<CaseEvent.MediationBegun>().Any().ShouldBe(begins);
    }

    [Fact]
    public void Of_two_words_in_the_same_moment_the_no_counts_in_whatever_order_they_come()
    {
        Said(Said(Offered(), "report", "no", 1), "report", "yes", 1).ThenNot<CaseEvent.MediationPersonAsked>();
        var yes = Said(Offered(), "report", "yes", 1);
        yes.When(new CaseCommand.AnswerMediation(yes.Now, Mediation, Report, Id(77), "no") { SaidAt = yes.Now.AddSeconds(1) }).State.Mediations[0].ByAffected!.Yes.ShouldBeFalse();
        var no = Said(Offered(), "report", "no", 1);
        no.When(new CaseCommand.AnswerMediation(no.Now, Mediation, Report, Id(77), "yes") { SaidAt = no.Now.AddSeconds(1) }).State.Mediations[0].ByAffected!.Yes.ShouldBeFalse();
    }

    [Fact]
    public void With_the_case_gone_it_has_ended_and_nothing_that_is_said_reaches_this_one_any_more()
    {
        var given = Offered().After(new CaseCommand.OfferTransfer(Seat(1), Monday, Id(50), "orrery", null, null, "all")).Later(TimeSpan.FromDays(3));
        given = given.After(new CaseCommand.AcceptTransfer(given.Now, Id(50), Id(51), Body(kind: "foundation"), [new CaseSubject(Rex, "gannet", Identification.Claimed)]));

        given.Then<CaseEvent.MediationEnded>().ShouldSatisfyAllConditions(e => e.Mediation.ShouldBe(Mediation), e => e.Outcome.ShouldBe("ended"));
        given.State.Mediations[0].IsOpen.ShouldBeFalse();
        given.When(new CaseCommand.AnswerMediation(given.Now, null, Report, Id(9), "yes")).Events.ShouldBeEmpty();
        new GivenCase(CaseState.None, Monday).When(new CaseCommand.AnswerMediation(Monday, null, Report, Id(9), "yes")).Events.ShouldBeEmpty();
    }
}
