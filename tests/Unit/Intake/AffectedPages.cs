using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Publishing;

namespace Coc.Unit.Intake;

/// <summary>The page of somebody it happened to, who did not report (P4).</summary>
public sealed class AffectedPages
{
    private static readonly Guid Page = Guid.NewGuid();
    private static readonly Guid Entry = Guid.NewGuid();

    private static ReportState Opened(params ReportEvent[] more) => new ReportEvent[]
    {
        new ReportEvent.AffectedInvited(Guid.NewGuid(), Given.Report, Guid.NewGuid(), ["sextant"], "orrerycon", Sensitive.Of(Given.Affected(name: "Ana", accounts: ["github:ana"]), Owners.Reporter(Page))),
        new ReportEvent.BodyNamed("sextant"), new ReportEvent.AffectedCodeMade(1, Guid.NewGuid()),
    }.Concat(more).Aggregate((ReportState?)null, (state, e) => ReportState.Evolve(state, e, Page, Given.At))!;

    [Fact]
    public void It_is_a_thread_without_an_account_of_what_happened_and_all_in_it_is_this_persons()
    {
        var page = Opened();

        (page.Filed.Kind, page.AffectedOf, page.Body, page.Filed.Subjects.Count, page.Filed.Text.Value!.Description).ShouldBe(("affected", Given.Report, "sextant", 0, ""));
        page.Filed.Affected.ShouldHaveSingleItem().Owner.ShouldBe(Owners.Reporter(Page));
        page.HasEntered.ShouldBeFalse();
    }

    [Fact]
    public void Erased_nothing_more_is_taken() => ReportState.Evolve(
        null, new ReportEvent.AffectedInvited(Guid.NewGuid(), Given.Report, Guid.NewGuid(), [], null, new Sensitive<Affected>(null, "", Erased: true)), Page, Given.At).Filed.Text.Erased.ShouldBeTrue();

    [Fact]
    public void Nobody_is_routed_to_for_it() => IntakePublishing.Table.EventTypes.ShouldNotContain(typeof(ReportEvent.AffectedInvited));

    [Fact]
    public void The_seat_of_this_person_and_whom_they_exclude_do_not_read()
    {
        var (ana, kai, lou) = (Given.Seat("Ana", null, "github:ana"), Given.Seat("Kai"), Given.Seat("Lou"));
        var page = Opened(new ReportEvent.ReporterExcluded(Guid.NewGuid(), [Sensitive.Of(new Exclusion(null, "Kai", null, null), Owners.Reporter(Page))]));

        SetAside.Of(page, [ana, kai, lou]).ShouldBe([ana.Seat, kai.Seat]);
    }

    [Fact]
    public void Who_came_to_their_page_knows_of_the_report()
    {
        var unaware = Given.Affected(name: "Ana") with { KnowsOfReport = "no" };
        var report = Given.State(Given.Filed(affected: [Given.Affected(self: true), unaware]));
        var page = Opened() with { Id = AffectedPage.IdOf(report, 1) };

        AffectedPage.HasUnaware(report, []).ShouldBeTrue();
        AffectedPage.HasUnaware(report, [page]).ShouldBeTrue("the code was handed on, and nobody came");
        AffectedPage.HasUnaware(report, [page with { Entered = Entry }]).ShouldBeFalse();
        AffectedPage.HasUnaware(Given.State(Given.Filed(affected: [Given.Affected(self: true) with { KnowsOfReport = null }])), []).ShouldBeFalse();
    }

    [Fact]
    public void Retaliation_told_from_the_page_is_told_by_who_it_happened_to_and_from_a_letter_by_whom_the_letter_says()
    {
        var retaliation = new FollowUp(Guid.NewGuid(), FollowUp.Retaliation, Given.At, "They made me leave.");

        retaliation.Filed(Opened(), Guid.NewGuid()).Affected.ShouldHaveSingleItem().Value!.ShouldSatisfyAllConditions(a => a.Name.ShouldBe("Ana"), a => a.Self.ShouldBeTrue());
        retaliation.Filed(Given.State(Given.Filed(affected: [Given.Affected(self: true, name: "Rumi"), Given.Affected(name: "Ana")])), Guid.NewGuid()).Affected.Select(a => a.Value!.Self).ShouldBe([true, false]);
        new FollowUp(Guid.NewGuid(), FollowUp.Complaint, Given.At, "c").Filed(Opened(), Guid.NewGuid()).Affected.ShouldBeEmpty("a complaint says nothing of the matter");
    }

    [Fact]
    public void That_they_came_is_said_again_to_a_case_that_takes_over() =>
        Repeating.For(Opened(new ReportEvent.AffectedEntered(Entry))).ShouldBe([new ReportEvent.ReporterRepeated(Entry, "entered", null)]);
}
