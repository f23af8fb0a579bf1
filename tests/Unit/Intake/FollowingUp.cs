using Coc.EventStore;
using Coc.Intake.Domain;

namespace Coc.Unit.Intake;

/// <summary>What a complaint, and retaliation, become (P21).</summary>
public sealed class FollowingUp
{
    private static readonly Guid Own = Guid.NewGuid();
    private static readonly Reporter Rumi = new("named", "Rumi", "rumi@people.example", null, true);

    private static ReportState Told(params ReportEvent[] more) => Given.State([
        Given.Filed(Rumi, [new(["github:skyline-7"], "Rex", "tall")], [Given.Affected(self: true, name: "Rumi")], [new(null, "Lou Delacroix", null, null)]), new ReportEvent.BodyNamed("sextant"), .. more]);

    private static ReportEvent.ReporterComplained Complained(string ground = "delay") => new(Guid.NewGuid(), ground, Sensitive.Of("Nobody answers.", Owners.Reporter(Given.Report)), Own);

    private static ReportEvent.RetaliationTold Retaliated(string? text = "They took my review rights.") => new(Guid.NewGuid(), Sensitive.OfOptional(text, Owners.Reporter(Given.Report)), Own);

    [Fact]
    public void A_complaint_says_whom_it_is_about_and_nothing_of_the_matter()
    {
        var report = Told(Complained());

        var filed = report.FollowUps.ShouldHaveSingleItem().Filed(report, Guid.NewGuid());

        (filed.Kind, filed.Urgency, filed.FollowsUp, filed.AboutBody).ShouldBe(("complaint", "normal", Given.Report, "sextant"));
        (filed.Subjects.Count, filed.Affected.Count).ShouldBe((0, 0));
        (filed.Text.Value!.Description, filed.Text.Value.Ground, filed.Text.Value.Spaces.Count).ShouldBe(("Nobody answers.", "delay", 0));
        filed.Text.Owner.ShouldBe(Owners.Reporter(Own));
        report.IsComplainedOf.ShouldBeTrue();
    }

    [Fact]
    public void Retaliation_is_urgent_and_about_the_same_people()
    {
        var report = Told(Retaliated());

        var filed = report.FollowUps.ShouldHaveSingleItem().Filed(report, Guid.NewGuid());

        (filed.Kind, filed.Urgency, filed.FollowsUp, filed.AboutBody).ShouldBe(("retaliation", "urgent", Given.Report, null));
        filed.Subjects.ShouldHaveSingleItem().Value!.Accounts.ShouldBe(["github:skyline-7"]);
        filed.Affected.ShouldHaveSingleItem().Value!.Self.ShouldBeTrue();
        filed.Text.Value!.Reporter.Name.ShouldBe("Rumi");
        report.IsComplainedOf.ShouldBeFalse();
    }

    [Fact]
    public void Who_says_no_more_than_retaliation_is_heard_too()
    {
        var report = Told(Retaliated(null));

        report.FollowUps[0].Filed(report, Guid.NewGuid()).Text.Value!.Description.ShouldContain("suffer for having reported");
    }

    [Fact]
    public void The_last_word_about_who_may_know_the_reporter_goes_along()
    {
        var report = Told(new ReportEvent.ConsentGiven(Guid.NewGuid(), "foundation", "yes"), Complained());

        report.FollowUps[0].Filed(report, Guid.NewGuid()).Text.Value!.Consent!.Foundation.ShouldBe("yes");
    }

    [Fact]
    public void Neither_stands_in_the_thread_that_the_committee_reads()
    {
        var report = Told(Complained(), Retaliated(), new ReportEvent.ReporterWrote(Guid.NewGuid(), Entry.CheckIn, "fine", null));

        report.Thread.ShouldHaveSingleItem().Answer.ShouldBe("fine");
    }

    [Theory]
    [InlineData("complaint", null, true)]
    [InlineData("complaint", "askMe", true)]
    [InlineData("complaint", "no", true)]
    [InlineData("complaint", "yes", false)]
    [InlineData("retaliation", null, false)]
    public void Only_a_yes_opens_the_name_to_those_who_hear_a_complaint(string kind, string? said, bool isSealed)
    {
        var filed = Given.Filed(Rumi) with { Kind = kind };
        filed = filed with { Text = Sensitive.Of(filed.Text.Value! with { Consent = new(said, null, null, null) }, "reporter:1") };

        Consenting.IsSealed(Given.State(filed, new ReportEvent.BodyNamed("orrery")), new("orrery", "foundation", false)).ShouldBe(isSealed);
    }

    [Fact]
    public void What_no_case_may_have_heard_is_said_once_more()
    {
        var (withdrawal, first, last) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var report = Told(
            new ReportEvent.ReporterWrote(Guid.NewGuid(), Entry.Message, null, null), new ReportEvent.ReporterWrote(withdrawal, Entry.Withdrawal, null, null),
            new ReportEvent.ReporterExcluded(first, []), new ReportEvent.ReporterExcluded(last, []));

        Repeating.For(report).ShouldBe([new ReportEvent.ReporterRepeated(withdrawal, "withdrawal", null), new ReportEvent.ReporterRepeated(last, "exclusion", null)]);
        Repeating.For(Told()).ShouldBeEmpty();
        Repeating.For(Given.State(Given.Filed() with { FollowsUp = first })).ShouldBe([new ReportEvent.ReporterRepeated(first, "exclusion", null)]);
    }
}
