using Coc.Sanctions.Domain;
using static Coc.Unit.Sanctions.Story;

namespace Coc.Unit.Sanctions;

/// <summary>What two seats change in a measure without a new decision (R47, P2).</summary>
public sealed class AmendingRules
{
    private static readonly Guid Id = Guid.NewGuid();
    private static readonly IssuedOrder AtGithub = new(Guid.NewGuid(), "sextant", "github:sextant", false);
    private static readonly IssuedOrder AtChat = new(Guid.NewGuid(), "sextant", "chat:sextant", false);
    private static readonly Amendment Shorter = new(Day.AddDays(20), null, false, null);
    private static readonly Amendment GithubOnly = new(null, ["github:sextant"], false, null);
    private static readonly Amendment AlsoAtTheList = new(null, ["github:sextant", "chat:sextant", "list:sextant"], false, "told");

    [Fact]
    public void Two_seats_make_it_shorter()
    {
        SanctionEvent[] asked = [.. InForce(), .. InForce().When(Ask(Seat1, Shorter)).Events];
        asked[^1].ShouldBeOfType<SanctionEvent.AmendmentAsked>().Wanted.ShouldBe(Shorter);

        asked.When(Ask(Seat1, Shorter)).ShouldDoNothing();
        asked.When(Ask(Seat2, Shorter with { Until = Day.AddDays(21) })).ShouldBeOf(typeof(SanctionEvent.AmendmentAsked));
        SanctionEvent[] amended = [.. asked, .. asked.When(Ask(Seat2, Shorter)).Events];
        amended[^1].ShouldBeOfType<SanctionEvent.SanctionAmended>().ShouldSatisfyAllConditions(e => e.Until.ShouldBe(Day.AddDays(20)), e => e.Because.ShouldBe("milder"), e => e.Progress.OpenOrders.ShouldBe(2));
        var state = amended.Aggregate(SanctionState.None, SanctionState.Evolve);
        state.Imposed!.Term.Until.ShouldBe(Day.AddDays(20));
        state.Amendments.ShouldBeEmpty();
        Standings.Of(state).ShouldAllBe(r => r.Until == Day.AddDays(20));
    }

    [Fact]
    public void What_would_be_longer_or_the_same_is_refused()
    {
        InForce().When(Ask(Seat1, Shorter with { Until = Day.AddDays(46) })).ShouldRefuse("longer", "P2");
        InForce().When(Ask(Seat1, Shorter with { Until = Day.AddDays(45) })).ShouldRefuse("nothingChanges", "R47");
        InForce().When(Ask(Seat1, GithubOnly with { Spaces = ["chat:sextant", "github:sextant"] })).ShouldRefuse("nothingChanges", "R47");
        InForce().When(Ask(Seat1, new Amendment(null, null, Automatic: true, null))).ShouldRefuse("nothingChanges", "R47");
        InForce(until: null).When(Ask(Seat1, Shorter)).ShouldBeOf(typeof(SanctionEvent.AmendmentAsked));
    }

    [Fact]
    public void A_space_that_is_taken_out_counts_no_more_and_its_order_is_withdrawn()
    {
        SanctionEvent[] asked = [.. InForce(), .. InForce().When(Ask(Seat1, GithubOnly)).Events];
        SanctionEvent[] amended = [.. asked, .. asked.When(Ask(Seat2, GithubOnly, withdrawn: [AtChat.Order])).Events];

        var state = amended.Aggregate(SanctionState.None, SanctionState.Evolve);
        Standings.Of(state).Select(r => r.Space).ShouldBe(["github:sextant"]);
        state.OpenOrders.ShouldBe(1);
        ((SanctionEvent.SanctionAmended)amended[^1]).Progress.OpenOrders.ShouldBe(1);
        amended.When(Ask(Seat1, GithubOnly with { Spaces = ["github:sextant", "chat:sextant"], Because = "told" })).ShouldRefuse("takenOutBefore", "R47");
    }

    [Fact]
    public void A_measure_for_every_space_keeps_those_that_are_named()
    {
        var everywhere = InForce(spaces: []);

        everywhere.When(Ask(Seat1, GithubOnly)).ShouldBeOf(typeof(SanctionEvent.AmendmentAsked));
        Amending.Added(GithubOnly, everywhere.Aggregate(SanctionState.None, SanctionState.Evolve)).ShouldBeEmpty();
    }

    [Fact]
    public void It_takes_hold_in_more_spaces_once_the_person_was_told_or_there_is_a_ground_not_to()
    {
        InForce().When(Ask(Seat1, AlsoAtTheList with { Because = null })).ShouldRefuse("untold", "P2");
        InForce()[..1].When(Ask(Seat1, AlsoAtTheList)).ShouldRefuse("notInForce", "R47");
        var order = new IssuedOrder(Guid.NewGuid(), "sextant", "list:sextant", false);
        SanctionEvent[] asked = [.. InForce(), .. InForce().When(Ask(Seat1, AlsoAtTheList, orders: [order])).Events];

        var amended = asked.When(Ask(Seat2, AlsoAtTheList, orders: [order]));

        amended.ShouldBeOf(typeof(SanctionEvent.AmendmentAsked), typeof(SanctionEvent.SanctionAmended), typeof(SanctionEvent.OrdersIssued));
        ((SanctionEvent.SanctionAmended)amended.Events[1]).Because.ShouldBe("told");
        amended.Events.Aggregate(asked.Aggregate(SanctionState.None, SanctionState.Evolve), SanctionState.Evolve).OpenOrders.ShouldBe(3);
    }

    [Fact]
    public void The_way_back_opens_by_itself()
    {
        var onRequest = InForce(readmission: "onRequest");
        var automatic = new Amendment(null, null, Automatic: true, null);
        SanctionEvent[] asked = [.. onRequest, .. onRequest.When(Ask(Seat1, automatic)).Events];
        SanctionEvent[] amended = [.. asked, .. asked.When(Ask(Seat2, automatic)).Events];

        amended.Aggregate(SanctionState.None, SanctionState.Evolve).Imposed!.Term.Readmission.ShouldBe("automatic");
    }

    [Fact]
    public void What_is_over_or_was_never_decided_is_not_changed()
    {
        SanctionEvent[] over = [.. InForce(), .. InForce().When(new SanctionCommand.End("lifted", Day, [], [])).Events];

        over.When(Ask(Seat1, Shorter)).ShouldRefuse("ended", "R51");
        InForce(kind: SanctionBasis.Interim).When(Ask(Seat1, Shorter)).ShouldRefuse("interim", "P9");
    }

    private static SanctionEvent[] InForce(int? until = 45, string[]? spaces = null, string readmission = "automatic", string kind = "own")
    {
        SanctionEvent[] imposed =
        [
            .. Array.Empty<SanctionEvent>().When(new SanctionCommand.Impose(
                Id, Guid.NewGuid(), "sextant", "suspension", new SanctionScope(false, ["sextant"], spaces ?? ["github:sextant", "chat:sextant"]),
                new SanctionTerm(Day, until is { } days ? Day.AddDays(days) : null, readmission), null, null, new SanctionBasis(kind, Guid.NewGuid(), "sextant", false, null, null, null))).Events,
        ];
        return [.. imposed, .. imposed.When(new SanctionCommand.Release("told", Day, [AtGithub, AtChat])).Events];
    }

    [Fact]
    public void Where_somebody_wishes_to_be_told_ahead_nothing_becomes_milder_sooner()
    {
        var earliest = Day.AddDays(8);
        SanctionCommand.AskAmendment Wished(Amendment wanted) => Ask(Seat1, wanted) with { NotBefore = earliest };

        InForce().When(Wished(Shorter with { Until = earliest.AddMinutes(-1) })).ShouldRefuse("tooSoon", "P14");
        InForce().When(Wished(Shorter with { Until = earliest })).ShouldBeOf(typeof(SanctionEvent.AmendmentAsked));
        InForce().When(Wished(GithubOnly)).ShouldRefuse("tooSoon", "P14");
        InForce(spaces: []).When(Wished(GithubOnly)).ShouldRefuse("tooSoon", "P14");
        InForce().When(Wished(AlsoAtTheList)).ShouldBeOf(typeof(SanctionEvent.AmendmentAsked));
    }

    private static SanctionCommand.AskAmendment Ask(Guid seat, Amendment wanted, Guid[]? withdrawn = null, IssuedOrder[]? orders = null) =>
        new(seat, wanted, "They kept to it.", Day.AddDays(1), withdrawn ?? [], orders ?? []);
}
