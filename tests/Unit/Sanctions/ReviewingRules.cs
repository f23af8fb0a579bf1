using Coc.Sanctions.Domain;
using static Coc.Unit.Sanctions.Story;

namespace Coc.Unit.Sanctions;

/// <summary>Nothing lasts unlooked-at (R53).</summary>
public sealed class ReviewingRules
{
    private static readonly DateTimeOffset NextYear = Day.AddDays(365);

    [Fact]
    public void What_has_no_end_or_a_far_one_comes_up_after_a_year()
    {
        State(InForce(until: null)).ReviewDue.ShouldBe(NextYear);
        State(InForce(until: 366)).ReviewDue.ShouldBe(NextYear);
        State(InForce(until: 365)).ReviewDue.ShouldBeNull();
        State(InForce(until: null)[..1]).ReviewDue.ShouldBeNull("it is not in force");
    }

    [Fact]
    public void It_falls_due_once_at_its_time()
    {
        InForce().When(new SanctionCommand.ReviewFallDue(NextYear.AddTicks(-1))).ShouldDoNothing();
        SanctionEvent[] due = [.. InForce(), .. InForce().When(new SanctionCommand.ReviewFallDue(NextYear)).Events];

        due[^1].ShouldBe(new SanctionEvent.ReviewFellDue(NextYear));
        State(due).ReviewIsDue.ShouldBeTrue();
        due.When(new SanctionCommand.ReviewFallDue(NextYear.AddDays(1))).ShouldDoNothing();
        InForce(until: 30).When(new SanctionCommand.ReviewFallDue(NextYear)).ShouldDoNothing();
    }

    [Fact]
    public void Who_keeps_it_says_when_it_is_looked_at_again_or_it_is_a_year()
    {
        SanctionEvent[] due = [.. InForce(), new SanctionEvent.ReviewFellDue(NextYear)];

        var kept = State([.. due, .. due.When(Keep(NextYear)).Events]);
        kept.ShouldSatisfyAllConditions(s => s.ReviewDue.ShouldBe(NextYear.AddDays(365)), s => s.ReviewIsDue.ShouldBeFalse());
        State([.. due, .. due.When(Keep(NextYear, NextYear.AddDays(90))).Events]).ReviewDue.ShouldBe(NextYear.AddDays(90));
        due.When(Keep(NextYear, NextYear.AddDays(366))).ShouldRefuse("tooFar", "R53");
    }

    [Fact]
    public void A_review_after_the_end_is_none()
    {
        InForce(until: 400).When(Keep(Day, Day.AddDays(400))).ShouldRefuse("tooFar", "R53");
        SanctionEvent[] last = [.. InForce(until: 400), .. InForce(until: 400).When(Keep(NextYear)).Events];

        State(last).ReviewDue.ShouldBeNull();
    }

    [Fact]
    public void Only_what_is_in_force_is_reviewed()
    {
        InForce()[..1].When(Keep(Day)).ShouldRefuse("notInForce", "R53");
        SanctionEvent[] over = [.. InForce(), .. InForce().When(new SanctionCommand.End("lifted", Day, [], [])).Events];

        over.When(Keep(Day)).ShouldRefuse("ended", "R53");
        over.When(new SanctionCommand.ReviewFallDue(NextYear)).ShouldDoNothing();
        State(over).ReviewDue.ShouldBeNull();
    }

    [Fact]
    public void What_was_made_shorter_than_its_review_has_none()
    {
        var shorter = new Amendment(Day.AddDays(100), null, false, null);
        SanctionEvent[] amended = InForce();
        foreach (var seat in (Guid[])[Seat1, Seat2])
        {
            amended = [.. amended, .. amended.When(new SanctionCommand.AskAmendment(seat, shorter, null, Day, [], [])).Events];
        }

        State(amended).ReviewDue.ShouldBeNull();
    }

    private static SanctionState State(SanctionEvent[] events) => events.Aggregate(SanctionState.None, SanctionState.Evolve);

    private static SanctionEvent[] InForce(int? until = null)
    {
        SanctionEvent[] imposed =
        [
            .. Array.Empty<SanctionEvent>().When(new SanctionCommand.Impose(
                Guid.NewGuid(), Guid.NewGuid(), "sextant", "ban", new SanctionScope(false, ["sextant"], []), new SanctionTerm(Day, until is { } days ? Day.AddDays(days) : null, "automatic"), null, null,
                new SanctionBasis("own", Guid.NewGuid(), "sextant", false, null, null, null))).Events,
        ];
        return [.. imposed, .. imposed.When(new SanctionCommand.Release("told", Day, [])).Events];
    }

    private static SanctionCommand.Review Keep(DateTimeOffset at, DateTimeOffset? next = null) => new(Seat1, next, "Nothing has changed.", at);
}
