using Coc.EventStore;
using Coc.Intake.Domain;

namespace Coc.Unit.Intake;

/// <summary>What a renewed code shows (P21).</summary>
public sealed class RenewedCodes
{
    private static Sensitive<string> Text(string text) => Sensitive.Of(text, Owners.Reporter(Given.Report));

    [Fact]
    public void The_state_and_what_is_new_and_nothing_of_before()
    {
        var report = Given.State(
            Given.Filed(exclude: [new(null, "Lou", null, null)]), new ReportEvent.BodyNamed("sextant"), new ReportEvent.ReporterWrote(Guid.NewGuid(), Entry.Message, null, Text("old")),
            new ReportEvent.ReporterComplained(Guid.NewGuid(), "delay", Text("c"), Guid.NewGuid()), new ReportEvent.CaseMoved(Guid.NewGuid(), "investigating", null, null));
        report = ReportState.Evolve(report, new ReportEvent.CommitteeWrote(Guid.NewGuid(), Given.At.AddDays(3), Text("new")), Given.Report, Given.At.AddDays(3));

        var seen = Renewal.Since(report, Given.At.AddDays(1), Given.At.AddDays(15));

        seen.Thread.ShouldHaveSingleItem().Text.ShouldBe("new");
        (seen.Word, seen.Body, seen.FollowUps.Count, seen.Evidence.Count, seen.RenewedUntil).ShouldBe((report.Word, "sextant", 0, 0, Given.At.AddDays(15)));
    }

    [Fact]
    public void The_newest_counts_and_once()
    {
        var report = Given.State(Given.Filed(), new ReportEvent.CodeRenewed(Guid.NewGuid(), 1, Given.At.AddDays(14)), new ReportEvent.CodeRenewed(Guid.NewGuid(), 2, Given.At.AddDays(14)), new ReportEvent.RenewedCodeTaken(2));

        report.Renewals.Select(r => (r.Number, r.Taken)).ShouldBe([(1, false), (2, true)]);
    }

    [Theory]
    [InlineData("named", true)]
    [InlineData("anonymous", false)]
    [InlineData("holder", false)]
    public void Only_a_named_reporters(string kind, bool named) => Renewal.IsNamed(Given.State(Given.Filed(new Reporter(kind, "Rumi", "rumi@people.example", null, true)))).ShouldBe(named);
}
