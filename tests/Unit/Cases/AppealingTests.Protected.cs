using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>Whom a measure protected, and who reported, hears when an appeal ends it (P4, P15).</summary>
public sealed partial class AppealingTests
{
    private static readonly Guid Page = Id(77);

    private static GivenCase WithAPage(CaseCommand.ReceiveAppeal by)
    {
        var given = Appeal(by);
        return given with { State = given.State with { Affected = [new AffectedPage(Page, Report, 1)] } };
    }

    private static GivenCase RexTold(GivenCase given) => given.After(new CaseCommand.Draft(Id(301), Monday, Id(70), "accused", Rex, null, "We have looked at it."), new CaseCommand.Approve(Id(302), Monday, Id(70)));

    private static GivenCase Written(GivenCase given, Guid thread, string to, int id) => given.After(
        new CaseCommand.Draft(Id(301), Monday, Id(id), to, null, thread, "It was looked at again."), new CaseCommand.Approve(Id(302), Monday, Id(id)));

    [Fact]
    public void Overturned_whom_it_protected_hears_at_once_in_words_that_name_nobody()
    {
        var given = Decide(WithAPage(ByRex()), "overturn");

        var words = given.Events.OfType<CaseEvent.ReporterMessaged>().ToDictionary(m => m.Report, m => m.Text.Value!);
        words.Keys.ShouldBe([Report, Page], ignoreOrder: true);
        foreach (var text in words.Values)
        {
            text.ShouldContain("does not hold any more");
            text.ShouldContain("may have ended");
            text.ShouldNotContain("appeal", Case.Insensitive);
        }

        words[Report].ShouldContain("may have ended. You did nothing wrong by telling us. We write to you again");
        words[Page].ShouldContain("may have ended. We write to you again", customMessage: "who is affected told nobody");
        given.Events.OfType<CaseEvent.ReporterMessaged>().ShouldAllBe(m => m.By == null);
        Appealing.Due(given.State, Monday).ShouldBeEmpty("once");
    }

    [Fact]
    public void Where_nothing_was_in_place_nothing_is_said_to_have_ended()
    {
        var given = WithAPage(ByRex());
        given = Decide(given with { State = given.State with { AppealOf = given.State.AppealOf! with { Measures = [] } } }, "overturn");

        given.Events.OfType<CaseEvent.ReporterMessaged>().ShouldAllBe(m => m.Text.Value!.Contains("as it was. ", StringComparison.Ordinal) && !m.Text.Value!.Contains("ended", StringComparison.Ordinal));
    }

    [Fact]
    public void What_came_of_it_is_not_shown_any_more_as_if_it_held()
    {
        var given = Decide(WithAPage(ByRex()), "overturn");
        var word = given.Events.OfType<CaseEvent.ReporterMessaged>().Single(m => m.Report == Report);

        Communicating.IsOutcome(given.State, word.Message, Report).ShouldBeTrue();
        Communicating.IsOutcome(given.State, given.Events.OfType<CaseEvent.ReporterMessaged>().Single(m => m.Report == Page).Message, Page).ShouldBeFalse();
    }

    [Fact]
    public void The_appeal_does_not_close_before_each_of_them_has_a_word_of_the_panel()
    {
        var given = RexTold(Decide(WithAPage(ByRex()), "overturn"));
        given.When(new CaseCommand.Close(Id(301), Monday, null)).ThenRefused("reporterNotTold");
        given = Written(given, Report, "reporter", 90);
        given.When(new CaseCommand.Close(Id(301), Monday, null)).ThenRefused("reporterNotTold");
        Written(given, Page, "affected", 91).After(new CaseCommand.Close(Id(301), Monday, null)).State.Stage.ShouldBe(CaseStage.Closed);
    }

    [Fact]
    public void What_was_voted_for_who_appealed_is_shown_to_nobody_else()
    {
        var content = FindingNothing with { Rationale = Why with { ForReporter = Coc.EventStore.Sensitive.Of("your appeal", "panel") } };
        var given = Written(Decide(WithAPage(ByRex()), "overturn", content), Report, "reporter", 90);

        given.State.Messages.ShouldNotContain(m => m.Text == "your appeal");
        Written(Decide(WithAPage(ByReporter()), "overturn", content), Report, "reporter", 90).State.Messages.ShouldContain(m => m.Text == "your appeal");
    }

    [Fact]
    public void Who_appealed_hears_from_the_panel_and_the_others_as_any()
    {
        var given = Decide(WithAPage(ByReporter()), "overturn");

        given.Then<CaseEvent.ReporterMessaged>().Report.ShouldBe(Page);
        Communicating.WithoutWord(given.State).ShouldBe([Report, Page], ignoreOrder: true);
    }

    [Fact]
    public void Changed_they_hear_when_the_first_measure_ends()
    {
        var given = Decide(WithAPage(ByRex()), "change", Opened(Body(kind: "foundation")).Suspending(3));
        given.ThenNot<CaseEvent.ReporterMessaged>();

        RexTold(given).Events.OfType<CaseEvent.ReporterMessaged>().Select(m => m.Report).ShouldBe([Report, Page], ignoreOrder: true);
    }

    [Fact]
    public void Upheld_nobody_hears_who_did_not_appeal()
    {
        var given = Decide(WithAPage(ByRex()), "uphold");

        given.ThenNot<CaseEvent.ReporterMessaged>();
        Communicating.WithoutWord(given.State).ShouldBeEmpty();
    }
}
