using Coc.Ledger.Features.Tracing;
using Coc.Platform;

namespace Coc.Unit.Ledger;

public sealed class TrailTests
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly Guid Report = Ids.New();
    private static readonly Guid Case = Ids.New();
    private static readonly Guid Sanction = Ids.New();

    [Fact]
    public void Steps_come_in_order_of_their_instants()
    {
        var filed = StepOf("filed", "report", Report, at: 0);
        var routed = StepOf("routed", "report", Report, at: 1);
        var opened = StepOf("opened", "case", Case, at: 2);

        Trail.Of([opened, filed, routed]).Nodes.Select(n => n.Kind).ShouldBe(["filed", "routed", "opened"]);
    }

    [Fact]
    public void What_happened_at_one_instant_comes_in_order_of_cause()
    {
        var cause = StepOf("decided", "case", Case, at: 0);
        var middle = StepOf("imposed", "sanction", Sanction, at: 0) with { Causation = cause.Id };
        var last = StepOf("offered", "notice", Ids.New(), at: 0) with { Causation = middle.Id };

        Trail.Of([last, middle, cause]).Nodes.Select(n => n.Kind).ShouldBe(["decided", "imposed", "offered"]);
    }

    [Fact]
    public void A_step_points_to_the_one_it_caused()
    {
        var filed = StepOf("filed", "report", Report, at: 0);
        var identified = StepOf("identified", "person", Ids.New(), at: 1) with { Causation = filed.Id };

        Trail.Of([filed, identified]).Edges.ShouldBe([new TrailEdge(filed.Id, identified.Id, "causedBy")]);
    }

    [Fact]
    public void Steps_of_one_stream_follow_each_other_also_past_a_hidden_one()
    {
        var stream = Ids.New();
        var opened = StepOf("opened", "case", Case, at: 0) with { Stream = stream, Version = 1 };
        var triaged = StepOf("triaged", "case", Case, at: 2) with { Stream = stream, Version = 3 };

        Trail.Of([triaged, opened]).Edges.ShouldBe([new TrailEdge(opened.Id, triaged.Id, "follows")]);
    }

    [Fact]
    public void A_link_leads_from_the_newest_step_of_the_linked_thing()
    {
        var filed = StepOf("filed", "report", Report, at: 0);
        var identified = StepOf("identified", "report", Report, at: 1);
        var opened = StepOf("opened", "case", Case, at: 2) with { Links = [Report] };
        var later = StepOf("written", "report", Report, at: 3);

        Trail.Of([filed, identified, opened, later]).Edges.ShouldBe([new TrailEdge(identified.Id, opened.Id, "linked")]);
    }

    [Fact]
    public void An_edge_to_a_hidden_step_is_not_drawn()
    {
        var identified = StepOf("identified", "report", Report, at: 1) with { Causation = Ids.New() };

        Trail.Of([identified]).Edges.ShouldBeEmpty();
    }

    [Fact]
    public void Two_steps_that_claim_to_cause_each_other_do_not_hang_the_trail()
    {
        var one = StepOf("opened", "case", Case, at: 0);
        var other = StepOf("triaged", "case", Case, at: 0) with { Causation = one.Id };

        Trail.Of([one with { Causation = other.Id }, other]).Nodes.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("receipt:0198", "reporter")]
    [InlineData("room:0198", "accused")]
    [InlineData("system", "system")]
    public void Who_has_no_seat_shows_as_a_role_alone(string actor, string role)
    {
        var node = Trail.Of([StepOf("filed", "report", Report, at: 0) with { Actor = actor }]).Nodes.Single();

        node.By.ShouldBe(new TrailActor(null, role));
    }

    internal static Step StepOf(string what, string thing, Guid id, int at) => new(
        Ids.New(), Ids.New(), 1, what, thing, id, null, null, null, [], "sextant", null, Monday.AddMinutes(at), null, null, null, null, null, null, null, null);
}
