using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.ReadingReceipts;
using Coc.Intake.Features.ReadingReports;

namespace Coc.Unit.Intake;

/// <summary>A reporter has one thread; of those who handle the report, only who decides an appeal reads what is said about it (P15).</summary>
public sealed class ReadingAppealThreads
{
    private static readonly Guid Appeal = Guid.NewGuid();

    private static readonly ReportState Report = Given.State(
        Given.Filed(), Written("first"), Answered("to the first"), Written("appeal", Appeal), Answered("to the appeal"), Answered("once more"), Answered("rather not", Entry.Withdrawal),
        Written("first again"), Answered("to the first again"));

    private static ReportEvent.CommitteeWrote Written(string text, Guid? appeal = null) => new(Guid.NewGuid(), Given.At, Sensitive.Of(text, "reporter:1"), appeal);

    private static ReportEvent.ReporterWrote Answered(string text, string kind = Entry.Message) => new(Guid.NewGuid(), kind, null, Sensitive.Of(text, "reporter:1"));

    private static IEnumerable<string?> ReadFor(Guid? appeal) => HandlerView.Of(Report, new("sextant", "project", false), appeal: appeal).Thread.Select(e => e.Text);

    [Fact]
    public void The_first_panel_reads_nothing_that_was_said_about_the_appeal() =>
        ReadFor(null).ShouldBe(["first", "to the first", "rather not", "first again", "to the first again"]);

    [Fact]
    public void Nor_does_who_decides_another_appeal() => ReadFor(Guid.NewGuid()).ShouldBe(ReadFor(null));

    [Fact]
    public void Who_decides_it_reads_it() => ReadFor(Appeal).ShouldBe(Report.Thread.Select(e => e.Text));

    [Fact]
    public void What_was_found_to_be_the_cases_stays_the_cases_whoever_wrote_last() =>
        HandlerView.Of(Given.State(Given.Filed(), Written("appeal", Appeal), Answered("once it was closed") with { ToCase = true }), new("sextant", "project", false)).Thread.Select(e => e.Text)
            .ShouldBe(["once it was closed"]);

    [Fact]
    public void A_renewed_code_answers_whom_the_lost_one_would_have_answered()
    {
        var report = Given.State(Given.Filed(), Written("appeal", Appeal));

        Renewal.Since(report, Given.At.AddDays(1), Given.At.AddDays(15)).AskedInAppeal.ShouldBe(Appeal);
    }

    [Fact]
    public void A_file_sent_to_who_decides_an_appeal_is_there_for_no_other()
    {
        var facts = Sensitive.Of(new EvidenceFacts("n.png", 1, "00", "image/png", null, false, null, null), "reporter:1");
        var sent = Given.State(Given.Filed(), new ReportEvent.EvidenceAddedInAppeal(Guid.NewGuid(), Appeal, facts, "00")).Evidence.Single();

        (sent.IsFor(Appeal), sent.IsFor(null), sent.IsFor(Guid.NewGuid())).ShouldBe((true, false, false));
    }

    [Fact]
    public void The_reporter_sees_everything() => MessageView.Of(Report).Select(m => m.Text)
        .ShouldBe(["first", "to the first", "appeal", "to the appeal", "once more", "first again", "to the first again"]);
}
