using Coc.Intake.Domain;
using FsCheck;
using FsCheck.Fluent;

namespace Coc.Unit.Intake;

/// <summary>A case goes from hand to hand and back. Each body's stream tells it in order, the streams among each other in any: the receipt ends where the case is.</summary>
public sealed class FollowingHandOvers
{
    private static readonly Guid Sextant = Guid.NewGuid();
    private static readonly Guid Orrery = Guid.NewGuid();
    private static readonly Guid Meridian = Guid.NewGuid();

    // To the foundation, on to the parent, back, and back again: always told by who gave it away first.
    private static readonly IReadOnlyList<IReadOnlyList<ReportEvent>> Streams =
    [
        [Moved(Sextant, "acknowledged")], [Over(Sextant, Orrery, "orrery", 1), Over(Orrery, Sextant, "sextant", 4)], [Moved(Sextant, "investigating")],
        [Moved(Orrery, "triaged")], [Over(Orrery, Meridian, "meridian", 2), Over(Meridian, Orrery, "orrery", 3)], [Moved(Orrery, "deliberating")],
        [Moved(Meridian, "conflictScreening")], [new ReportEvent.BodyNamed("sextant")],
    ];

    [Fact]
    public void Whatever_order_the_news_come_in_the_receipt_names_the_owner() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).Select(seed => Shuffled(new Random(seed))).ToArbitrary(), told =>
        {
            var report = Given.State([Given.Filed(), .. told]);

            report.Body.ShouldBe("sextant");
            report.FormerCases.Distinct().ShouldBe([Orrery, Meridian], ignoreOrder: true);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void News_of_the_case_that_goes_on_count_also_when_they_come_before_its_return()
    {
        var report = Given.State(
            Given.Filed(), Moved(Sextant, "acknowledged"), Over(Sextant, Orrery, "orrery", 1), Moved(Orrery, "deliberating"), Moved(Sextant, "decided"), Over(Orrery, Sextant, "sextant", 2));

        report.Word.ShouldBe("decided");
    }

    [Fact]
    public void Hand_overs_stored_before_they_were_counted_are_taken_in_their_order() =>
        Given.State(Given.Filed(), Over(Sextant, Orrery, "orrery", 0), Over(Orrery, Meridian, "meridian", 0)).Body.ShouldBe("meridian");

    [Fact]
    public void That_the_reporter_was_told_is_not_undone_by_the_next_body()
    {
        var told = Given.At.AddDays(1);

        var report = Given.State(
            Given.Filed(), new ReportEvent.CaseMoved(Sextant, "acknowledged", Given.At, told), Over(Sextant, Orrery, "orrery", 1), new ReportEvent.CaseMoved(Orrery, "acknowledged", Given.At, told.AddDays(4)));

        report.AcknowledgedAt.ShouldBe(told);
    }

    private static ReportEvent.CaseHandedOver Over(Guid from, Guid to, string body, int hop) => new(from, to, body, hop);

    private static ReportEvent.CaseMoved Moved(Guid id, string state) => new(id, state, null, null);

    private static List<ReportEvent> Shuffled(Random random)
    {
        var left = Streams.Select(s => new Queue<ReportEvent>(s)).ToList();
        var told = new List<ReportEvent>();
        while (left.Count > 0)
        {
            var stream = left[random.Next(left.Count)];
            told.Add(stream.Dequeue());
            left.RemoveAll(s => s.Count == 0);
        }

        return told;
    }
}
