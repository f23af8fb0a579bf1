using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Domain.Gatherings;
using Coc.Liaison.Domain.Jurisdiction;
using Coc.Liaison.Routing;
using static Coc.Unit.Liaison.GivenBody;

namespace Coc.Unit.Liaison;

/// <summary>What the rules are told of the directory, on both sides of each edge: who produced the event and whose code applies there, which seats count, and who stands above them.</summary>
public sealed class ConcernedTests
{
    private static readonly DateTimeOffset Received = Now.AddHours(-1);

    [Theory]
    [InlineData("parent", "", "", "meridian", "J10", null)] // the event's code alone
    [InlineData("parent", "meridian", "", "meridian", "J10", null)]
    [InlineData("parent", "orrery", "", "meridian", "J10", "orrery")] // both codes
    [InlineData("parent", "meridian orrery", "", "meridian", "J10", "orrery")]
    [InlineData("parent", "sextant", "", "meridian", "J10", "orrery")]
    [InlineData("parent", "", "sextant", "meridian", "J10", "orrery")] // the report names a project
    [InlineData("other", "meridian orrery", "sextant", "orrery", "J11", null)]
    [InlineData("unknown", "", "sextant", "sextant", "J1", null)] // no event of that name is in the register
    [InlineData("unknown", "", "", "orrery", "J2", null)]
    public void The_producer_and_the_bodies_of_an_event_say_whose_codes_apply(string producer, string bodies, string projects, string body, string rule, string? jointWith)
    {
        var verdict = Evaluate(projects, b => b with
        {
            Gathering = producer == "unknown" ? null : new GatheringListed("con", "Con", producer, Received, Received, [.. bodies.Split(' ', StringSplitOptions.RemoveEmptyEntries)], null),
        });

        (verdict.Body, verdict.Rule, verdict.JointWith).ShouldBe((body, rule, jointWith));
    }

    [Theory]
    [InlineData("sextant", 5, 2, "sextant", "J1")]
    [InlineData("sextant", 5, 3, "orrery", "J3")]
    [InlineData("sextant", 4, 2, "sextant", "J1")] // exactly half
    [InlineData("sextant", 4, 3, "orrery", "J3")]
    [InlineData("sextant", 3, 1, "sextant", "J1")] // two are left
    [InlineData("sextant", 2, 1, "orrery", "J6")] // half is no majority, but one is left
    [InlineData("orrery", 5, 2, "orrery", "J2")] // three without a hard conflict
    [InlineData("orrery", 5, 3, "meridian", "J8")]
    [InlineData("orrery", 3, 0, "orrery", "J2")]
    [InlineData("orrery", 3, 1, "meridian", "J8")]
    [InlineData("orrery", 2, 0, "orrery", "J2")] // nobody has answered yet
    [InlineData("orrery", 1, 0, "meridian", "J8")]
    public void Seats_below_the_person_it_is_about_are_hard_before_anybody_is_asked(string where, int seats, int below, string body, string rule)
    {
        var verdict = Evaluate(where == "sextant" ? "sextant" : "", b => b, new Dictionary<string, int> { [where] = seats }, overseen: [.. Enumerable.Range(0, below).Select(n => Id($"{where}-{n}"))]);

        (verdict.Body, verdict.Rule).ShouldBe((body, rule));
    }

    // The second of two seats.
    [Theory]
    [InlineData("member", 0, null, false, "J1")] // filled in the moment of the report
    [InlineData("member", 1, null, false, "J6")] // a tick later it does not join (P8)
    [InlineData("alternate", 0, null, false, "J1")]
    [InlineData("liaison", 0, null, false, "J6")]
    [InlineData("eventStaff", 0, null, false, "J6")]
    [InlineData("member", 0, 1, false, "J1")] // its term ends a tick from now
    [InlineData("member", 0, 0, false, "J6")] // it has ended
    [InlineData("member", 0, null, true, "J6")] // set aside
    [InlineData("member", 0, null, false, "J6", true)] // with a soft tie it declared beforehand
    public void A_seat_counts_that_decides_was_there_and_may_read_it(string role, int filledAfter, int? endsAfter, bool aside, string rule, bool soft = false)
    {
        var sextant = Body("sextant", "project", 1);
        var terms = Terms("second", role, "", false, "elected") with { TermStart = Received.AddDays(-1), TermEnd = endsAfter is { } ticks ? Now.AddTicks(ticks) : null };
        var state = BodyState.Evolve(sextant.State, new BodyEvent.SeatFilled("sextant", Id("second"), Id("account second"), terms, Received.AddTicks(filledAfter)));

        var verdict = Evaluate("sextant", b => b with { Projects = [sextant with { State = state }] }, setAside: aside ? [Id("second")] : [], soft: soft ? [Id("second")] : []);

        verdict.Rule.ShouldBe(rule);
    }

    [Fact]
    public void Its_own_handling_is_what_a_project_has_not_what_sits_in_it() =>
        Evaluate("sextant", b => b with { Projects = [Body("sextant", "project", 5, handling: "foundation")] }).ShouldSatisfyAllConditions(v => v.Rule.ShouldBe("J6"), v => v.Because.ShouldBe("noResponders"));

    private static Verdict Evaluate(
        string projects, Func<Concerned, Concerned> change, IReadOnlyDictionary<string, int>? seats = null, IReadOnlyCollection<Guid>? setAside = null, IReadOnlyCollection<Guid>? overseen = null, IReadOnlyCollection<Guid>? soft = null)
    {
        int Seats(string slug) => seats?.GetValueOrDefault(slug) is { } n and > 0 ? n : 5;
        var bodies = change(new Concerned(
            Body("orrery", "foundation", Seats("orrery")), Body("meridian", "parent", Seats("meridian")),
            [.. projects.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => Body(p, "project", Seats(p)))]));
        return Jurisdiction.Evaluate(bodies.Facts(Received, Now, (setAside ?? []).ToHashSet(), (overseen ?? []).ToHashSet(), (soft ?? []).ToHashSet()));
    }

    private static BodyEntry Body(string slug, string kind, int seats, string handling = "own")
    {
        var state = BodyState.Evolve(BodyState.Nothing, new BodyEvent.BodyAdded(new(slug, slug, kind, handling, kind == "parent" ? slug : "orrery", kind == "parent" ? null : "meridian")));
        state = BodyState.Evolve(state, new BodyEvent.PolicySet(slug, 1, Received.AddYears(-1), new()));
        return new(slug, 1, Enumerable.Range(0, seats).Aggregate(state, (s, n) => BodyState.Evolve(
            s, new BodyEvent.SeatFilled(slug, Id($"{slug}-{n}"), Id($"account {slug}-{n}"), Terms($"{slug}-{n}", "member", "", false, "elected"), Received.AddDays(-1)))));
    }
}
