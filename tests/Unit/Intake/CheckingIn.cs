using Coc.Intake.Domain;

namespace Coc.Unit.Intake;

/// <summary>How the reporter fares: asked two, six and twelve weeks after the decision (P21).</summary>
public sealed class CheckingIn
{
    private static readonly Guid Case = Guid.NewGuid();
    private static readonly DateTimeOffset Decided = Given.At;

    private static ReportState Moved(ReportState report, string state, DateTimeOffset at) => ReportState.Evolve(report, new ReportEvent.CaseMoved(Case, state, null, null), Given.Report, at);

    private static ReportState After(params (string Answer, int Day)[] answers) => answers.Aggregate(
        Moved(Given.State(Given.Filed()), "decided", Decided),
        (report, a) => ReportState.Evolve(
            report,
            a.Answer == "retaliation" ? new ReportEvent.RetaliationTold(Guid.NewGuid(), null, Guid.NewGuid()) : new ReportEvent.ReporterWrote(Guid.NewGuid(), Entry.CheckIn, a.Answer, null),
            Given.Report, Decided.AddDays(a.Day)));

    private static CheckIn? On(ReportState report, int day) => CheckIns.Next(report, Decided.AddDays(day));

    [Fact]
    public void Before_a_decision_nobody_is_asked() => On(Moved(Given.State(Given.Filed()), "deliberating", Decided), 500).ShouldBeNull();

    [Theory]
    [InlineData(0, 14, false)]
    [InlineData(13, 14, false)]
    [InlineData(14, 14, true)]
    [InlineData(41, 14, true)]
    [InlineData(42, 42, true)]
    [InlineData(83, 42, true)]
    [InlineData(84, 84, true)]
    [InlineData(400, 84, true)]
    public void Two_six_and_twelve_weeks_later(int day, int due, bool open) => On(After(), day).ShouldBe(new CheckIn(Decided.AddDays(due), open));

    [Theory]
    [InlineData("fine")]
    [InlineData("retaliation")]
    [InlineData("ratherNot")]
    public void An_answer_settles_the_open_one_only(string answer)
    {
        var report = After((answer, 15));

        On(report, 15).ShouldBe(new CheckIn(Decided.AddDays(42), false));
        On(report, 42).ShouldBe(new CheckIn(Decided.AddDays(42), true));
        On(After((answer, 14), (answer, 42), (answer, 84)), 84).ShouldBeNull();
    }

    [Fact]
    public void An_early_answer_is_taken_and_the_question_still_comes() => On(After(("fine", 3)), 14).ShouldBe(new CheckIn(Decided.AddDays(14), true));

    [Fact]
    public void What_happens_after_the_decision_does_not_move_it_and_opening_it_again_does()
    {
        var closed = Moved(Moved(After(), "executing", Decided.AddDays(5)), "closed", Decided.AddDays(9));
        On(closed, 9)!.Due.ShouldBe(Decided.AddDays(14));

        var reopened = Moved(closed, "investigating", Decided.AddDays(20));
        On(reopened, 20).ShouldBeNull();
        CheckIns.Next(Moved(reopened, "decided", Decided.AddDays(30)), Decided.AddDays(30))!.Due.ShouldBe(Decided.AddDays(44));
    }
}
