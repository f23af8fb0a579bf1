using Coc.Contracts.Channel;
using Coc.Intake.Domain;
using Coc.Intake.Features.ReadingReports;
using Coc.Intake.Features.ScreeningConflicts;

namespace Coc.Unit.Intake;

/// <summary>P10: of somebody under age the others read that they are, and nothing of who it is.</summary>
public sealed class WithholdingMinors
{
    private static readonly ReportState Report = Given.State(Given.Filed(
        new Reporter("named", "Mara Teacher", "mara@school.example", null, true),
        affected: [Given.Affected(name: "Ana Child", accounts: ["chat:ana"], contact: "ana@child.example", minor: "yes") with { MayBeContacted = "askMe" }, Given.Affected(name: "Bo Grown", minor: "no") with { MayBeNamed = "yes" }]));

    private static readonly ReportState Themselves = Given.State(Given.Filed(
        new Reporter("named", "Ana Child", "ana@child.example", null, true), affected: [Given.Affected(self: true, name: "Ana Child", accounts: ["chat:ana"], minor: "yes")]));

    private static Readership As(string? minors) => new("sextant", "project", false, minors);

    private static ReportContent Read(ReportState report, string? minors = null) => HandlerView.Of(report, As(minors));

    [Fact]
    public void The_others_read_that_somebody_is_under_age_and_what_that_means_for_them()
    {
        var (child, grown) = (Read(Report).Affected[0], Read(Report).Affected[1]);

        (child.Name, child.Contact, child.Accounts.Count).ShouldBe((null, null, 0));
        (child.Minor, child.KnowsOfReport, child.MayBeContacted, child.MinorWithheld).ShouldBe(("yes", "yes", "askMe", true));
        child.Id.ShouldNotBeNull("a code of their own is made for them all the same");
        (grown.Name, grown.MinorWithheld).ShouldBe(("Bo Grown", false));
        Read(Report).Reporter.Name.ShouldBe("Mara Teacher");
    }

    [Fact]
    public void The_two_who_were_named_read_who_it_is()
    {
        var child = Read(Report, Readership.Known).Affected[0];

        (child.Name, child.Contact, child.Accounts.ShouldHaveSingleItem(), child.MinorWithheld).ShouldBe(("Ana Child", "ana@child.example", "chat:ana", false));
    }

    [Fact]
    public void Who_reports_for_themselves_is_withheld_as_the_reporter_too()
    {
        var (others, two) = (Read(Themselves), Read(Themselves, Readership.Known));

        (others.Reporter.Name, others.Reporter.Contact, others.Reporter.MayWrite, others.MinorWithheld, others.IdentitySealed).ShouldBe((null, null, true, true, false));
        (two.Reporter.Name, two.MinorWithheld).ShouldBe(("Ana Child", false));
    }

    [Fact]
    public void What_is_sealed_for_another_reason_stays_sealed_for_the_two()
    {
        var elsewhere = HandlerView.Of(Themselves, As(Readership.Known) with { HandedOver = true });

        (elsewhere.Reporter.Name, elsewhere.Affected[0].Name, elsewhere.IdentitySealed).ShouldBe((null, null, true));
    }

    [Fact]
    public void Found_out_by_the_panel_it_may_be_anybody()
    {
        Read(Report, Readership.Found).Affected.ShouldAllBe(a => a.Name == null && a.MinorWithheld);
        ScreeningConflicts.View(Report, As(null)).AffectedNames.ShouldBe(["Bo Grown"]);
        ScreeningConflicts.View(Report, As(Readership.Found)).AffectedNames.ShouldBeEmpty();
    }
}
