using System.Reflection;
using Coc.Cases;
using Coc.Cases.Domain;
using Coc.Cases.Publishing;
using FsCheck;
using FsCheck.Fluent;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>What must hold for every event, whichever is added next.</summary>
public sealed class EveryEventTests
{
    public static TheoryData<Type> Events => [.. All];

    private static IEnumerable<Type> All => typeof(CaseEvent).GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).Where(t => t.IsAssignableTo(typeof(CaseEvent)));

    [Theory]
    [MemberData(nameof(Events))]
    public void Every_event_folds(Type type)
    {
        // Which ones carry a member the fold asks for does not matter here: that the fold knows the event does.
        var @event = (CaseEvent)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);
        try
        {
            CaseEvolution.Evolve(CaseState.None, @event);
        }
        catch (Exception e) when (e is NullReferenceException or ArgumentNullException)
        {
            // An empty event was recognised and read.
        }
    }

    [Fact]
    public void Every_event_has_a_stored_name_of_its_own() => CasesModule.EventTypes.Names.Count.ShouldBe(All.Count());

    [Fact]
    public void What_is_published_is_an_event_of_the_case() => CasePublishing.Table.EventTypes.Except(All).ShouldBeEmpty();

    [Fact]
    public void Commands_print_as_their_name_only() =>
        new CaseCommand.AddNote(Seat(1), Monday, Id(1), "SECRET").ToString().ShouldBe("AddNote");

    [Fact]
    public void Whatever_is_tried_in_whatever_order_an_accepted_history_folds_and_a_refused_command_leaves_nothing() =>
        Prop.ForAll(Gen.Choose(0, Tries.Count - 1).ListOf().ToArbitrary(), Gen.Choose(1, 5).ToArbitrary(), (choices, seat) =>
        {
            var given = Opened(Body(5, alternates: 2));
            foreach (var choice in choices)
            {
                given = given.Later(TimeSpan.FromHours(7));
                given = given.When(Tries[choice](given, seat));
                var again = CaseState.None.Apply([]);
                again.Exists.ShouldBeFalse();
                given.State.Panel.Count(p => p.Conflict == Conflict.Hard && p.Sees).ShouldBe(0);
                (given.State.Decision is null || given.State.Proposals.Any(p => p.State == ProposalState.Adopted)).ShouldBeTrue();
            }

            return true;
        }).QuickCheckThrowOnFailure();

    private static readonly IReadOnlyList<Func<GivenCase, int, CaseCommand>> Tries =
    [
        (g, s) => new CaseCommand.AnswerConflict(Seat(s), g.Now, Conflict.None, [], null),
        (g, _) => new CaseCommand.AnswerConflict(Seat(1), g.Now, Conflict.None, [], null),
        (g, _) => new CaseCommand.AnswerConflict(Seat(2), g.Now, Conflict.None, [], null),
        (g, _) => new CaseCommand.AnswerConflict(Seat(3), g.Now, Conflict.None, [], null),
        (g, s) => new CaseCommand.AnswerConflict(Seat(s), g.Now, Conflict.Soft, ["same company"], null),
        (g, s) => new CaseCommand.AnswerConflict(Seat(s), g.Now, Conflict.Hard, [], null),
        (g, s) => new CaseCommand.GiveUpOnSeat(g.Now, Seat(s)),
        (g, s) => new CaseCommand.EndSeat(g.Now, Seat(s)),
        (g, _) => new CaseCommand.Acknowledge(Seat(1), g.Now, "m"),
        (g, _) => new CaseCommand.Triage(Seat(1), g.Now, "low", "low", null),
        (g, _) => new CaseCommand.Hear(Seat(1), g.Now, Id(1), Rex, "r", false, null),
        (g, _) => new CaseCommand.Propose(Seat(1), g.Now, TheProposal, "meeting", g.Suspending(30)),
        (g, _) => new CaseCommand.NoteStatus(Seat(2), g.Now, "onHold", null),
        (g, _) => new CaseCommand.RecordRiskFactor(Seat(2), g.Now, Factors.SuspectedLawViolation, g.State.RiskFactors.Count == 0),
        (g, s) => new CaseCommand.OfferTransfer(Seat(s), g.Now, Id(50), "orrery", null, null, "all"),
        (g, s) => new CaseCommand.RecallTransfer(Seat(s), g.Now, Id(50)),
        (g, s) => g.State.ProposalOf(TheProposal) is null ? new CaseCommand.AddNote(Seat(s), g.Now, Id(2), "n") : new CaseCommand.Vote(Seat(s), g.Now, TheProposal, "yes"),
        (g, s) => g.State.ProposalOf(TheProposal) is null ? new CaseCommand.AddNote(Seat(s), g.Now, Id(2), "n") : new CaseCommand.CloseMeeting(Seat(s), g.Now, TheProposal, []),
    ];
}
