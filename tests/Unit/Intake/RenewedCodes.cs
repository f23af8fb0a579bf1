using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.ReadingReceipts;
using Coc.Intake.Features.ReadingReports;
using Coc.Intake.Notifying;

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

    [Fact]
    public void Who_has_the_first_code_sees_when_another_was_made_for_the_report_and_for_a_part_of_it()
    {
        var renewed = Given.State(Given.Filed(), new ReportEvent.CodeRenewed(Guid.NewGuid(), 1, Given.At.AddDays(14)));
        var part = new FollowUp(Guid.NewGuid(), FollowUp.Part, Given.At, "t");

        ReceiptView.Of(renewed, [], [], null, Given.At).RenewedAt.ShouldBe(Given.At);
        ReceiptView.Of(Given.State(Given.Filed()), [], [], null, Given.At).RenewedAt.ShouldBeNull();
        FollowUpView.Of(part, renewed, []).RenewedAt.ShouldBe(Given.At);
        FollowUpView.Of(part, Given.State(Given.Filed()), []).RenewedAt.ShouldBeNull();
    }

    [Fact]
    public void What_was_written_with_a_renewed_code_is_marked()
    {
        var report = Given.State(
            Given.Filed(), new ReportEvent.ReporterWrote(Guid.NewGuid(), Entry.Message, null, Text("mine")), new ReportEvent.ReporterWrote(Guid.NewGuid(), Entry.Message, null, Text("whose?"), Renewed: true));

        report.Thread.Select(e => e.Renewed).ShouldBe([false, true]);
        MessageView.Of(report).Select(m => m.Renewed).ShouldBe([null, true]);
        HandlerView.Of(report, new("sextant", "project", false)).Thread.Select(e => e.Renewed).ShouldBe([null, true]);
    }

    [Theory]
    [InlineData(null, true, true)]
    [InlineData(false, false, false)]
    [InlineData(true, true, false)]
    public void An_address_that_somebody_else_wrote_down_gets_no_code_and_news_only_where_it_was_read_back(bool? readBack, bool news, bool renewal)
    {
        var report = Given.State(Given.Filed(new Reporter("named", "Ana", "desk@events.example", null, true)));
        report = readBack is null ? report : ReportState.Evolve(report, new ReportEvent.ReportForwarded(Guid.NewGuid(), Guid.NewGuid(), "orrery", "transcribed", "yes", readBack, null), Given.Report, Given.At);

        (ReporterNews.AddressOf(report) is not null, ReporterNews.RenewalAddressOf(report, []) is not null).ShouldBe((news, renewal));
    }

    [Theory]
    [InlineData(FollowUp.Complaint)]
    [InlineData(FollowUp.Retaliation)]
    [InlineData(FollowUp.Part)]
    public void What_follows_from_a_report_somebody_else_wrote_down_does_not_launder_the_address(string kind)
    {
        var report = Given.State(
            Given.Filed(new Reporter("named", "Ana", "desk@events.example", null, true)), new ReportEvent.ReportForwarded(Guid.NewGuid(), Guid.NewGuid(), "orrery", "transcribed", "yes", true, null));
        var follow = new FollowUp(Guid.NewGuid(), kind, Given.At, "t");

        ReporterNews.AddressOf(Given.State(follow.Filed(report, Guid.NewGuid()))).ShouldBeNull();
        ReporterNews.AddressOf(Given.State(follow.Filed(report with { Forwarded = null }, Guid.NewGuid()))).ShouldBe("desk@events.example");
    }

    // Parts and complaints from before once took the address along with the leave to write to it.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_address_that_went_along_from_a_report_somebody_else_wrote_down_gets_neither_code_nor_news(bool forwarded)
    {
        var letter = Given.State(Given.Filed(new Reporter("named", "Ana", "desk@events.example", null, true)));
        letter = forwarded ? ReportState.Evolve(letter, new ReportEvent.ReportForwarded(Guid.NewGuid(), Guid.NewGuid(), "orrery", "forwarded", "yes", true, null), Given.Report, Given.At) : letter;
        var part = Given.State(Given.Filed(new Reporter("named", "Ana", "desk@events.example", null, true)) with { SplitFrom = Given.Report });

        (ReporterNews.AddressOf(part, [letter]) is not null, ReporterNews.RenewalAddressOf(part, [letter]) is not null).ShouldBe((!forwarded, !forwarded));
    }

    [Fact]
    public void The_halves_of_a_code_are_good_for_three_days_and_what_was_made_of_them_for_fourteen()
    {
        var halves = new Renewal(Guid.NewGuid(), 1, Given.At, Given.At + Renewal.Lasts, false, Halved: true);

        halves.IsOpen(Given.At.AddHours(71)).ShouldBeTrue();
        halves.IsOpen(Given.At.AddDays(3)).ShouldBeFalse();
        (halves with { Taken = true }).IsOpen(Given.At).ShouldBeFalse();
        var old = Given.State(Given.Filed(), new ReportEvent.CodeRenewed(Guid.NewGuid(), 1, Given.At.AddDays(14))).LastRenewal!;
        old.IsOpen(Given.At.AddDays(13)).ShouldBeTrue("what was mailed as a whole is as good as it was told to be");
        old.IsOpen(Given.At.AddDays(14)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("named", true)]
    [InlineData("anonymous", false)]
    [InlineData("holder", false)]
    public void Only_a_named_reporters(string kind, bool named) => Renewal.IsNamed(Given.State(Given.Filed(new Reporter(kind, "Rumi", "rumi@people.example", null, true)))).ShouldBe(named);
}
