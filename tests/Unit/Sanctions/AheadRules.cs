using Coc.Sanctions.Domain;
using static Coc.Unit.Sanctions.Story;

namespace Coc.Unit.Sanctions;

/// <summary>Before an end, who it happened to is told seven days ahead if they wished so; what was wrong does not wait (P14).</summary>
public sealed class AheadRules
{
    [Fact]
    public void The_end_of_a_term_is_told_seven_days_ahead_and_once()
    {
        var inForce = InForce();
        Ahead.TellAt(State(inForce)).ShouldBe(Day.AddDays(38));
        inForce.When(new SanctionCommand.AnnounceEnds(Day.AddDays(37))).ShouldDoNothing();

        var told = inForce.And(new SanctionCommand.AnnounceEnds(Day.AddDays(38)));

        told[^1].ShouldBe(new SanctionEvent.EndAnnounced(Day.AddDays(45)));
        told.When(new SanctionCommand.AnnounceEnds(Day.AddDays(39))).ShouldDoNothing();
        Ahead.TellAt(State(told)).ShouldBeNull();
    }

    [Fact]
    public void What_ends_sooner_is_told_at_once_and_what_becomes_shorter_is_told_anew()
    {
        Ahead.TellAt(State(InForce(lasts: 3))).ShouldBe(Day.AddDays(-4), "which is long due");
        var told = InForce().And(new SanctionCommand.AnnounceEnds(Day.AddDays(38)), new SanctionCommand.MoveTerm(Day.AddDays(40)));

        Ahead.TellAt(State(told)).ShouldBe(Day.AddDays(33));
    }

    [Fact]
    public void What_is_not_in_force_or_does_not_end_or_is_a_copy_is_told_by_nobody()
    {
        Ahead.TellAt(State(InForce()[..1])).ShouldBeNull();
        Ahead.TellAt(State(InForce(readmission: "onRequest"))).ShouldBeNull();
        Ahead.TellAt(State(InForce(kind: SanctionBasis.Adopted))).ShouldBeNull();
        Ahead.TellAt(State(InForce().And(new SanctionCommand.End("overturned", Day, [], [])))).ShouldBeNull();
    }

    [Fact]
    public void A_lift_waits_seven_days_where_somebody_wishes_to_be_told_first()
    {
        var planned = InForce().And(Lift(Seat1, notBefore: 8), Lift(Seat2, notBefore: 8));

        planned[^1].ShouldBe(new SanctionEvent.LiftPlanned(Day.AddDays(8)));
        Ahead.TellAt(State(planned)).ShouldBe(Day.AddDays(1), "which is now");
        planned.When(Lift(Guid.NewGuid(), notBefore: 9)).ShouldDoNothing();
        planned.When(new SanctionCommand.TakeLift(Day.AddDays(7), [], [])).ShouldDoNothing();
        var lifted = State(planned.And(new SanctionCommand.TakeLift(Day.AddDays(9), [], [])));
        (lifted.State, lifted.EndedAt).ShouldBe(("lifted", Day.AddDays(8)));
    }

    [Fact]
    public void Where_nobody_does_a_lift_is_at_once_and_what_was_wrong_never_waits()
    {
        State(InForce().And(Lift(Seat1), Lift(Seat2))).State.ShouldBe("lifted");
        State(InForce()[..1].And(Lift(Seat1, notBefore: 8), Lift(Seat2, notBefore: 8))).State.ShouldBe("lifted", "it holds nobody off yet");
        State(InForce().And(Lift(Seat1, notBefore: 8), Lift(Seat2, notBefore: 8), new SanctionCommand.End("overturned", Day.AddDays(2), [], []))).State.ShouldBe("overturned");
    }

    private static SanctionState State(SanctionEvent[] given) => given.Aggregate(SanctionState.None, SanctionState.Evolve);

    private static SanctionEvent[] InForce(int lasts = 45, string readmission = "automatic", string kind = "own") => Array.Empty<SanctionEvent>().And(
        new SanctionCommand.Impose(
            Guid.NewGuid(), Guid.NewGuid(), "sextant", "suspension", new SanctionScope(false, ["sextant"], []), new SanctionTerm(Day, Day.AddDays(lasts), readmission), null, null,
            new SanctionBasis(kind, Guid.NewGuid(), "sextant", false, null, null, null)),
        new SanctionCommand.Release("told", Day, []));

    private static SanctionCommand.AskLift Lift(Guid seat, int? notBefore = null) => new(seat, Day.AddDays(1), [], [], notBefore is { } days ? Day.AddDays(days) : null);
}
