using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>R11: what is open passes from the one on duty to the next, who says so or has it with the day.</summary>
public sealed class HandingOnTests
{
    private static readonly DateTimeOffset Tonight = Monday.AddHours(15);

    [Fact]
    public void Whose_turn_it_is_leaves_a_note_for_the_next_who_takes_part_and_they_say_that_they_have_it()
    {
        var given = Opened().Answered(2, Conflict.Hard).Cleared(1, 3, 4).Triaged().After(Hand(1, 1, 2, 3, 4));

        given.Then<CaseEvent.HandedOn>().ShouldBe(new(Id(40), Seat(3), Tonight, Seat(1), Monday), "who has a conflict is passed over");
        given.Then<CaseEvent.NoteAdded>().Text.Value.ShouldBe("Two witnesses wait for an answer.");
        given.State.Assignee.ShouldBeNull("not before it is taken");
        Waits(given).ShouldBe([3]);
        Availability.Allowed(given.State, Seat(3), Monday).ShouldContain("hand-on/take");
        given.When(new CaseCommand.TakeOn(Seat(4), Monday)).ThenRefused("nothingHandedOn");

        var taken = given.After(new CaseCommand.TakeOn(Seat(3), Monday.AddHours(1)));

        taken.Then<CaseEvent.TakenOn>().Acknowledged.ShouldBeTrue();
        taken.State.Assignee.ShouldBe(Seat(3));
        Waits(taken).ShouldBeEmpty();
        taken.When(new CaseCommand.TakeOn(Seat(3), Monday.AddHours(1))).ThenRefused("nothingHandedOn");
        CaseDue.Of(taken.State).ShouldNotContain(d => d.Kind == HandingOn.Due);
    }

    [Fact]
    public void What_nobody_says_to_have_passes_with_the_turn()
    {
        var given = Opened().Cleared().Triaged().After(Hand(1, 1, 2));
        CaseDue.Of(given.State).ShouldContain(new CaseDue("turnEnds", given.State.Id, Tonight));
        given.When(new CaseCommand.PassTurn(Tonight.AddTicks(-1))).Events.ShouldBeEmpty();

        var passed = given.After(new CaseCommand.PassTurn(Tonight));

        passed.Then<CaseEvent.TakenOn>().Acknowledged.ShouldBeFalse();
        passed.Then<CaseEvent.CaseAssigned>().ShouldBe(new(Seat(2), Seat(1), Tonight));
        passed.When(new CaseCommand.PassTurn(Tonight)).Events.ShouldBeEmpty("once");
    }

    [Fact]
    public void Whoever_found_a_conflict_meanwhile_does_not_get_it()
    {
        var given = Opened().Cleared().Triaged().After(new CaseCommand.Assign(Seat(1), Monday, Seat(1)), Hand(1, 1, 2)).Answered(2, Conflict.Hard);

        var passed = given.After(new CaseCommand.PassTurn(Tonight));
        passed.ThenNot<CaseEvent.CaseAssigned>();
        passed.State.Assignee.ShouldBe(Seat(1));
    }

    [Fact]
    public void A_case_that_somebody_has_in_hand_stays_there_until_they_hand_it_on()
    {
        var given = Opened().Cleared().Triaged().After(new CaseCommand.Assign(Seat(1), Monday, Seat(4)));

        given.When(Hand(1, 1, 2)).ThenRefused("notYours");
        given.When(new CaseCommand.PassTurn(Tonight)).Events.ShouldBeEmpty();
        given.After(Hand(4, 1, 2)).Then<CaseEvent.HandedOn>().To.ShouldBe(Seat(2));
    }

    [Fact]
    public void Who_is_not_on_duty_or_nobody_next_or_no_rota_and_it_is_refused()
    {
        var given = Opened().Cleared(1, 2).Triaged();

        given.When(Hand(2, 1, 2)).ThenRefused("notYours");
        given.When(Hand(1, 1, 3, 1)).ThenRefused("nobodyNext");
        given.When(Hand(1)).ThenRefused("noTurns");
        Offered(given, 2, Hand(2, 1, 2)).ShouldBeFalse();
        Offered(given, 1, Hand(1, 1, 3, 1)).ShouldBeFalse();
        Offered(given, 1, Hand(1)).ShouldBeFalse();
        Offered(given, 1, Hand(1, 1, 2)).ShouldBeTrue();
    }

    private static bool Offered(GivenCase given, int seat, CaseCommand.HandOn known) => Availability.Allowed(given.State, Seat(seat), Monday, new(Holders.None, known.Turns)).Contains("hand-on");

    private static CaseCommand.HandOn Hand(int by, params int[] turns) =>
        new(Seat(by), Monday, Id(40), "Two witnesses wait for an answer.", [.. turns.Select((t, i) => new WatchTurn(Seat(t), Tonight.AddDays(i - 1), Tonight.AddDays(i)))]);

    private static IEnumerable<int> Waits(GivenCase given) => Enumerable.Range(1, 5).Where(n => Waiting.Is(given.State, Waiting.Approval, Id(40), [new(Seat(n), "sextant", "member", false)]));
}
