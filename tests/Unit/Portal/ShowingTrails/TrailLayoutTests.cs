using Coc.Portal.Features.ShowingTrails;
using FsCheck;
using FsCheck.Fluent;

namespace Coc.Unit.Portal.ShowingTrails;

/// <summary>Where steps and lines of a trail are drawn.</summary>
public sealed class TrailLayoutTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static TrailNode Step(string body, double hours = 0) => new(Guid.NewGuid(), "voted", body, Start.AddHours(hours));

    private static TrailDrawing Draw(IReadOnlyList<TrailNode> nodes, params TrailEdge[] edges) => TrailLayout.Of(new Trail(nodes, edges));

    [Fact]
    public void Steps_stand_below_each_other_in_their_order()
    {
        var drawing = Draw([Step("*intake*"), Step("sextant", 1), Step("sextant", 2)]);

        drawing.Boxes.Select(b => b.Number).ShouldBe([1, 2, 3]);
        drawing.Boxes.Select(b => b.Y).ShouldBeInOrder(SortDirection.Ascending);
        drawing.Boxes[^1].Y.ShouldBeLessThan(drawing.Height);
    }

    [Fact]
    public void Each_body_has_one_lane_in_the_order_in_which_it_comes_in()
    {
        var drawing = Draw([Step("*intake*"), Step("sextant", 1), Step("orrery", 2), Step("sextant", 3)]);

        drawing.Lanes.Select(l => l.Body).ShouldBe(["*intake*", "sextant", "orrery"]);
        drawing.Boxes[1].X.ShouldBe(drawing.Boxes[3].X);
        drawing.Width.ShouldBe(3 * TrailLayout.LaneWidth);
    }

    [Fact]
    public void A_new_day_is_marked_once()
    {
        var drawing = Draw([Step("sextant"), Step("sextant", 1), Step("sextant", 30)]);

        drawing.Days.Select(d => d.Day).ShouldBe([new(2026, 3, 2), new(2026, 3, 3)]);
    }

    [Fact]
    public void A_line_within_a_lane_goes_around_what_lies_between()
    {
        TrailNode[] steps = [Step("sextant"), Step("sextant", 1), Step("sextant", 2)];
        var drawing = Draw(steps, new TrailEdge(steps[0].Id, steps[1].Id, "follows"), new TrailEdge(steps[0].Id, steps[2].Id, "causedBy"));

        drawing.Lines[0].Path.ShouldContain(" L");
        drawing.Lines[1].Path.ShouldContain(" C");
    }

    [Fact]
    public void A_line_to_a_step_that_is_not_there_is_not_drawn()
    {
        TrailNode[] steps = [Step("sextant"), Step("sextant", 1)];

        Draw(steps, new TrailEdge(steps[0].Id, Guid.NewGuid(), "linked"), new TrailEdge(steps[1].Id, steps[1].Id, "follows")).Lines.ShouldBeEmpty();
    }

    [Fact]
    public void From_right_to_left_the_first_lane_is_at_the_right()
    {
        var trail = new Trail([Step("*intake*"), Step("sextant", 1)], []);

        var (there, here) = (TrailLayout.Of(trail), TrailLayout.Of(trail, rightToLeft: true));

        here.Boxes[0].X.ShouldBeGreaterThan(here.Boxes[1].X);
        here.Boxes.Select(b => here.Width - b.X - TrailLayout.NodeWidth).ShouldBe(there.Boxes.Select(b => b.X));
    }

    [Fact]
    public void An_empty_trail_is_drawn_as_nothing() => Draw([]).Boxes.ShouldBeEmpty();

    [Fact]
    public void No_two_steps_ever_overlap_and_all_lie_within_the_drawing() => Prop.ForAll(
        Gen.Choose(0, 5).ListOf().Select(bodies => bodies.Select((b, i) => Step($"body{b}", i * 7)).ToList()).ToArbitrary(),
        steps =>
        {
            var drawing = Draw(steps);
            drawing.Boxes.Count.ShouldBe(steps.Count);
            drawing.Boxes.Zip(drawing.Boxes.Skip(1)).ShouldAllBe(p => p.Second.Y - p.First.Y >= TrailLayout.NodeHeight);
            drawing.Boxes.ShouldAllBe(b => b.X >= 0 && b.X + TrailLayout.NodeWidth <= drawing.Width && b.Y + TrailLayout.NodeHeight <= drawing.Height);
        }).QuickCheckThrowOnFailure();
}
