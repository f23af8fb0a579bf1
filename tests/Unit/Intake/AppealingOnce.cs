using Coc.EventStore;
using Coc.Intake.Domain;

namespace Coc.Unit.Intake;

/// <summary>Once for each decision: who appealed one may appeal what is decided after the case was opened again (P15).</summary>
public sealed class AppealingOnce
{
    private static readonly Guid Case = Guid.NewGuid();

    [Fact]
    public void By_receipt()
    {
        var report = ReportState.Evolve(null, Given.Filed(), Given.Report, Given.At)!;
        report = At(report, 1, new ReportEvent.ReporterAppealed(Guid.NewGuid(), [], Sensitive.Of("t", "reporter:1")));
        report.HasAppealed.ShouldBeTrue("also before it is known here that it was decided");

        report = At(ReportState.Evolve(null, Given.Filed(), Given.Report, Given.At)!, 1, Moved("decided"));
        report.HasAppealed.ShouldBeFalse();
        report = At(report, 2, new ReportEvent.ReporterAppealed(Guid.NewGuid(), [], Sensitive.Of("t", "reporter:1")));
        report.HasAppealed.ShouldBeTrue();
        report = At(At(report, 3, Moved("investigating")), 4, Moved("decided"));
        report.HasAppealed.ShouldBeFalse();
        At(report, 4, new ReportEvent.ReporterAppealed(Guid.NewGuid(), [], Sensitive.Of("t", "reporter:1"))).HasAppealed.ShouldBeTrue();
    }

    [Fact]
    public void From_the_room()
    {
        var room = RoomState.Evolve(null, new RoomEvent.RoomOpened(Case, Guid.NewGuid()), Guid.NewGuid(), Given.At)!;
        room = Decided(Decided(room, 1, null), 2, null);
        room.HasAppealed.ShouldBeFalse();
        room = RoomState.Evolve(room, new RoomEvent.PersonAppealed(Guid.NewGuid(), [], Sensitive.Of("t", RoomEvent.Owner)), room.Id, Given.At.AddDays(3))!;
        room.HasAppealed.ShouldBeTrue();
        Decided(room, 4, "uphold").HasAppealed.ShouldBeTrue("what was decided on the appeal is not appealed again");
        Decided(room, 4, null).HasAppealed.ShouldBeFalse();
    }

    private static ReportState At(ReportState report, int day, ReportEvent happened) => ReportState.Evolve(report, happened, report.Id, Given.At.AddDays(day))!;

    private static ReportEvent.CaseMoved Moved(string state) => new(Case, state, null, null);

    private static RoomState Decided(RoomState room, int day, string? outcome) => RoomState.Evolve(
        room, new RoomEvent.ItemReleased(Case, Guid.NewGuid(), "decision", "sextant", outcome, null, Sensitive.Of(new RoomItemContent("t", null, null, null), RoomEvent.Owner), Given.At.AddDays(day)),
        room.Id, Given.At.AddDays(day))!;
}
