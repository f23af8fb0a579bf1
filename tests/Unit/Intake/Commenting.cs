using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.ReadingReports;

namespace Coc.Unit.Intake;

/// <summary>What is proposed, as somebody who was asked about it sees it (R45).</summary>
public sealed class Commenting
{
    private static readonly Guid One = Guid.NewGuid();
    private static readonly Guid Two = Guid.NewGuid();
    private static readonly Guid Message = Guid.NewGuid();

    private static ReportEvent.CommentMoved Moved(string state = "open", Guid? appeal = null) => new(Guid.NewGuid(), One, Message, state, Given.At.AddDays(5), appeal);

    private static ReportEvent.ReporterCommented Said(Guid? appeal = null) => new(Guid.NewGuid(), One, Sensitive.Of("Too little.", "reporter:1"), appeal);

    [Fact]
    public void The_page_shows_the_question_and_the_own_answers_and_handlers_read_them_in_the_thread()
    {
        var report = Given.State(Given.Filed(), Moved(), Said(), Moved("ended"));

        var asked = report.Comments.ShouldHaveSingleItem();
        (asked.Message, asked.State).ShouldBe((Message, "ended"));
        asked.Said.ShouldHaveSingleItem().Text.ShouldBe("Too little.");
        report.Thread.ShouldHaveSingleItem().ShouldSatisfyAllConditions(e => e.Kind.ShouldBe("comment"), e => e.From.ShouldBe("reporter"));
    }

    [Fact]
    public void What_is_said_to_the_panel_of_an_appeal_is_read_by_no_other()
    {
        var appeal = Guid.NewGuid();
        var report = Given.State(Given.Filed(), Moved(appeal: appeal), Said(appeal));
        Readership readers = new("sextant", "project", false);

        HandlerView.Of(report, readers).Thread.ShouldBeEmpty();
        HandlerView.Of(report, readers, appeal: appeal).Thread.ShouldHaveSingleItem();
        System.Text.Json.JsonSerializer.Serialize(report.Comments, Coc.Platform.Http.Json.Options).ShouldNotContain(appeal.ToString());
    }

    [Fact]
    public void The_only_open_one_is_meant_unless_another_is_named()
    {
        CommentAsked open = new(One, Message, "open", Given.At.AddDays(1), null, []), over = open with { Id = Two, State = "ended" };
        Comments.Meant([open, over], null, Given.At).ShouldBe(open);
        Comments.Meant([open, over], Two, Given.At).ShouldBe(over);
        Comments.Meant([open, open with { Id = Two }], null, Given.At).ShouldBeNull();
        Comments.Meant([open], null, Given.At.AddDays(1)).ShouldBeNull();
    }

    [Theory]
    [InlineData("open", 0, false)]
    [InlineData("open", 5, true)]
    [InlineData("ended", 0, true)]
    public void Only_while_it_is_asked_and_in_time(string state, int days, bool refused) =>
        (Comments.Refused(new(One, Message, state, Given.At.AddDays(5), null, []), Given.At.AddDays(days)) is not null).ShouldBe(refused);
}
