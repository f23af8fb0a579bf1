using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>What follows from an event, and from that, until nothing does.</summary>
public sealed class ConsequencesTests
{
    [Fact]
    public void What_would_never_come_to_an_end_is_a_mistake_of_ours_and_no_endless_work()
    {
        // No history makes it: two measures under one id, of which the person's room shows now the one, now the other.
        var given = Opened().Cleared().Triaged().After(
            new CaseCommand.NoticeAccused(Seat(1), Monday, Id(40), Rex, "w", null, null, null, false, null), new CaseCommand.TakeInterimMeasure(Seat(1), Monday, Id(70), Rex, "mute", [], Monday.AddDays(3), "threats"));
        var state = given.State with { Interim = [given.State.Interim[0], given.State.Interim[0] with { Until = Monday.AddDays(1) }] };

        Should.Throw<InvalidOperationException>(() => CaseDecider.Decide(state, new CaseCommand.AddNote(Seat(1), Monday, Id(1), "n"))).Message.ShouldContain("does not come to an end");
    }
}
