using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>A notice that was struck because nothing was found is followed by a new one when a violation is found after all (R23, P7).</summary>
public sealed class NoticingAnewTests
{
    private static GivenCase Decided(GivenCase given, DecisionContent content, int proposal) => given
        .After(new CaseCommand.Hear(Seat(1), Monday, Id(proposal + 20), Rex, "Once more.", false, null, Id(proposal + 40)), new CaseCommand.Propose(Seat(1), Monday, Id(proposal), "meeting", content))
        .After([.. Enumerable.Range(1, 3).Select(n => new CaseCommand.Vote(Seat(n), Monday, Id(proposal), "yes"))])
        .After(new CaseCommand.CloseMeeting(Seat(1), Monday, Id(proposal), []));

    private static GivenCase Again(GivenCase given) => given.After(new CaseCommand.Reopen(Seat(1), Monday, "it happened again"));

    private static GivenCase Struck()
    {
        var given = Decided(Opened(subjects: [new(Rex, "heron", Identification.Confirmed), new(Tam, "wren", Identification.Confirmed)]).Cleared().Triaged(), FindingNothing, 721);
        given.Events.OfType<CaseEvent.IncidentNoticeStruck>().Count().ShouldBe(2);
        return given;
    }

    [Fact]
    public void A_violation_that_is_found_after_all_is_noticed_anew()
    {
        var struck = Struck();
        var given = Again(struck);
        given.ThenNot<CaseEvent.IncidentNoticed>(); // nothing is found yet

        given = Decided(given, given.Suspending(30), 722);

        given.Then<CaseEvent.IncidentNoticed>().ShouldSatisfyAllConditions(
            n => n.Person.ShouldBe(Rex), n => n.Category.ShouldBe("harassment"), n => struck.State.Notices.ShouldNotContain(old => old.Id == n.Notice, "the old one is void for whoever has it"));
        given.State.Notices.Count(n => n.Person == Rex && !n.Struck).ShouldBe(1);
        given.State.Notices.Single(n => n.Person == Tam).Struck.ShouldBeTrue();
        given.After(new CaseCommand.AddNote(Seat(1), Monday, Id(5), "n")).ThenNot<CaseEvent.IncidentNoticed>();
    }

    [Fact]
    public void And_struck_again_where_the_next_decision_finds_nothing()
    {
        var given = Again(Struck());
        given = Again(Decided(given, given.Suspending(30), 722));
        var anew = given.State.Notices.Single(n => !n.Struck).Id;

        given = Decided(given, FindingNothing, 723);
        given.Then<CaseEvent.IncidentNoticeStruck>().Notice.ShouldBe(anew);

        given = Again(given);
        given = Decided(given, given.Suspending(10), 724);
        given.Then<CaseEvent.IncidentNoticed>().Notice.ShouldNotBe(anew);
        given.State.Notices.Select(n => n.Id).ShouldBeUnique();
    }

    [Fact]
    public void What_is_decided_again_without_a_violation_or_about_somebody_else_notices_nobody()
    {
        Decided(Again(Struck()), FindingNothing, 722).ThenNot<CaseEvent.IncidentNoticed>();
        Decided(Again(Struck()), FindingNothing with { Findings = [new Finding(Tam, "noViolation", null)] }, 722).ThenNot<CaseEvent.IncidentNoticed>();
    }

    [Fact]
    public void What_else_the_decision_finds_of_others_keeps_no_notice_back_and_another_category_is_told_once()
    {
        var again = Again(Struck());
        var content = again.Suspending(30) with { Findings = [new Finding(Tam, "noViolation", null), new Finding(Rex, Finding.Violation, "insult")] };

        var given = Decided(again, content, 722);

        given.Then<CaseEvent.IncidentNoticed>().ShouldSatisfyAllConditions(n => n.Person.ShouldBe(Rex), n => n.Category.ShouldBe("insult"));
        given = Decided(Again(given), content with { Findings = [content.Findings[0], new Finding(Rex, Finding.Violation, "threats")] }, 723);
        given.Then<CaseEvent.IncidentNoticed>().ShouldSatisfyAllConditions(n => n.Person.ShouldBe(Rex), n => n.Category.ShouldBe("threats"));
        given.State.Notices.Count(n => !n.Struck).ShouldBe(1, "the same notice, with its newer word");
    }
}
