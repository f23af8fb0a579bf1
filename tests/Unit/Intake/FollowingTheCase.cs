using Coc.EventStore;
using Coc.Intake.Domain;

namespace Coc.Unit.Intake;

public sealed class FollowingTheCase
{
    private static readonly Guid Case = Guid.NewGuid();

    [Theory]
    [InlineData("received", "haveIt")]
    [InlineData("conflictScreening", "haveIt")]
    [InlineData("acknowledged", "beingRead")]
    [InlineData("triaged", "lookingInto")]
    [InlineData("investigating", "lookingInto")]
    [InlineData("deliberating", "lookingInto")]
    [InlineData("awaitingLegal", "lookingInto")]
    [InlineData("decided", "decided")]
    [InlineData("communicated", "decided")]
    [InlineData("executing", "decided")]
    [InlineData("monitoring", "decided")]
    [InlineData("closed", "finished")]
    [InlineData("somethingNew", "haveIt")]
    public void The_receipt_has_five_words(string state, string word) =>
        Given.State(Given.Filed(), Moved(Case, state)).Word.ShouldBe(word);

    [Fact]
    public void Dates_stay_when_a_later_message_has_none()
    {
        var report = Given.State(Given.Filed(), new ReportEvent.CaseMoved(Case, "acknowledged", Given.At.AddDays(3), Given.At.AddDays(1)), Moved(Case, "triaged"));

        report.AcknowledgeDue.ShouldBe(Given.At.AddDays(3));
        report.AcknowledgedAt.ShouldBe(Given.At.AddDays(1));
    }

    [Fact]
    public void Late_news_of_a_former_case_changes_nothing()
    {
        var next = Guid.NewGuid();

        var report = Given.State(
            Given.Filed(), new ReportEvent.BodyNamed("sextant"), Moved(Case, "triaged"), new ReportEvent.CaseHandedOver(Case, next, "orrery"), Moved(next, "deliberating"), Moved(Case, "closed"));

        report.Body.ShouldBe("orrery");
        report.Word.ShouldBe("lookingInto");
    }

    [Fact]
    public void News_of_the_next_case_may_come_before_the_hand_over()
    {
        var next = Guid.NewGuid();

        var report = Given.State(Given.Filed(), Moved(Case, "triaged"), Moved(next, "decided"), new ReportEvent.CaseHandedOver(Case, next, "orrery"));

        report.Word.ShouldBe("decided");
    }

    [Fact]
    public void An_erased_thread_keeps_its_entries()
    {
        var report = Given.State(Given.Filed(), new ReportEvent.ReporterWrote(Guid.NewGuid(), "message", null, new Sensitive<string>(null, "", Erased: true)));

        report.Thread.ShouldHaveSingleItem().Text.ShouldBeNull();
    }

    [Fact]
    public void Every_event_is_known()
    {
        foreach (var type in typeof(ReportEvent).GetNestedTypes(System.Reflection.BindingFlags.NonPublic).Where(t => t.IsSubclassOf(typeof(ReportEvent)) && t != typeof(ReportEvent.ReportFiled) && t != typeof(ReportEvent.AffectedInvited)))
        {
            var happened = (ReportEvent)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);
            try
            {
                Given.State(Given.Filed(), happened);
            }
            catch (Exception e) when (e is NullReferenceException or ArgumentNullException)
            {
                // empty members; what counts is that an arm took it
            }
        }
    }

    private static ReportEvent.CaseMoved Moved(Guid id, string state) => new(id, state, null, null);
}
