using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>What happens in one person's room happens in no other, and what was given to them stays given (R40, P4, P6).</summary>
public sealed class RoomsApartTests
{
    private static readonly AffectedByIt One = new(Report, Id(90));
    private static readonly AffectedByIt Other = new(Report, Id(92));

    private static GivenCase Two() => Opened(subjects: [new(Rex, "heron", Identification.Claimed), new(Tam, "gannet", Identification.Claimed)]).Cleared().Triaged().After(Notice(60), Notice(63, Tam));

    private static CaseCommand.NoticeAccused Notice(int id, Guid? person = null, DateTimeOffset? answerBy = null, DateTimeOffset? at = null) =>
        new(Seat(1), at ?? Monday, Id(id), person ?? Rex, "why", null, null, answerBy, false, null);

    private static CaseCommand.HearFromAccused From(GivenCase given, string kind, int entry, DateTimeOffset? at = null, Guid? about = null) =>
        new(at ?? Monday, given.State.Accused.RoomOf(Rex)!.Id, Id(entry), kind, about);

    private static CaseCommand.JudgeConflict Judges(int judge, Conflict? raiseTo = null, int target = 2) => new(Seat(judge), Monday, Seat(target), raiseTo is null, raiseTo, []);

    [Fact]
    public void Who_comes_in_answers_and_gets_time_does_so_in_their_own_room_alone()
    {
        var given = Two();
        given = given.After(From(given, "entered", 70), From(given, "response", 71), new CaseCommand.GiveAnswerTime(Seat(1), Monday, Rex, Monday.AddDays(9)));

        given.State.Accused.RoomOf(Rex)!.ShouldSatisfyAllConditions(r => r.EnteredAt.ShouldBe(Monday), r => r.Entries.ShouldHaveSingleItem(), r => r.AnswerBy.ShouldBe(Monday.AddDays(9)));
        given.State.Accused.RoomOf(Tam)!.ShouldSatisfyAllConditions(r => r.EnteredAt.ShouldBeNull(), r => r.Entries.ShouldBeEmpty(), r => r.AnswerBy.ShouldBeNull());
        given.State.Accused.RoomOf(Tam)!.Released.ShouldHaveSingleItem().Item.ShouldBe(Id(63));

        given = given.After(new CaseCommand.GiveAnswerTime(Seat(1), Monday, Rex, Monday.AddDays(12)));
        given.State.Accused.RoomOf(Rex)!.Released.Select(r => (r.Kind, r.Until ?? Monday)).ShouldBe([("notice", Monday), ("answerTime", Monday.AddDays(12))], "each thing once, as it stands now");
        given.After(new CaseCommand.AddNote(Seat(1), Monday, Id(72), "n")).ThenNot<CaseEvent.RoomItemReleased>();
    }

    [Fact]
    public void A_new_code_for_who_lost_theirs_leaves_them_the_whole_time_to_answer()
    {
        var given = Opened().Cleared().Triaged().After(Notice(60, answerBy: Monday.AddDays(7)), Notice(61, at: Monday.AddDays(2)));
        given.After(From(given, "entered", 70, Monday.AddDays(3))).State.Accused.RoomOf(Rex)!.AnswerUntil.ShouldBe(Monday.AddDays(10));

        var longer = Opened().Cleared().Triaged().After(Notice(60, answerBy: Monday.AddDays(7)), Notice(61, answerBy: Monday.AddDays(20), at: Monday.AddDays(2)));
        longer.State.Accused.RoomOf(Rex)!.AnswerBy.ShouldBe(Monday.AddDays(20));
        longer.After(From(longer, "entered", 70, Monday.AddDays(3))).State.Accused.RoomOf(Rex)!.AnswerUntil.ShouldBe(Monday.AddDays(21), "from when the new time was given");
    }

    [Fact]
    public void Of_two_objections_each_is_settled_by_itself_and_the_room_says_how()
    {
        var given = Opened().Cleared().Triaged().After(Notice(60));
        given = given.After(From(given, "objection", 61, about: Seat(2)), From(given, "objection", 62, about: Seat(3)));

        var dismissed = given.After(Judges(1), Judges(4), Judges(5));
        dismissed.State.Accused.Objections.Select(o => o.State).ShouldBe(["dismissed", "open"]);
        var upheld = dismissed.After(Judges(1, Conflict.Hard, 3), Judges(4, Conflict.Hard, 3), Judges(2, Conflict.Hard, 3));
        upheld.State.Accused.Objections.Select(o => o.State).ShouldBe(["dismissed", "upheld"]);
        upheld.Events.OfType<CaseEvent.RoomItemReleased>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Item.ShouldBe(Id(62)), r => r.State.ShouldBe("upheld"));
    }

    [Fact]
    public void A_case_that_comes_back_brings_each_room_to_what_it_showed_here()
    {
        var given = Two();
        given = given.After(From(given, "entered", 70));
        var there = given.State with { Accused = given.State.Accused with { Rooms = [.. given.State.Accused.Rooms.Select(r => r with { Released = [], Entries = [.. r.Entries, new RoomEntry(Id(73), "response", Monday)] })] } };

        var back = given.State.Apply(Transferring.Carry(there, given.State, true, _ => false, Monday).OfType<CaseEvent.RoomCarried>());

        back.Accused.Rooms.Select(r => (r.Person, r.MadeHere, r.EnteredAt is not null, r.Entries.Count)).ShouldBe([(Rex, true, true, 1), (Tam, true, false, 1)]);
        back.Accused.Rooms.SelectMany(r => r.Released).ShouldBe(given.State.Accused.Rooms.SelectMany(r => r.Released), "nobody is shown the same thing anew");
    }

    [Fact]
    public void Whoever_was_thought_of_is_covered_and_nobody_else_of_the_same_report()
    {
        var thought = Thinking(Opened().Cleared().Triaged(), One);

        Thought(One).Missing(thought).ShouldBeNull();
        Thought(One, Other).Missing(thought).ShouldTell("P4");
        Thought(One, Other).Missing(Thinking(new GivenCase(thought, Monday), Other)).ShouldBeNull("each was thought of in their time");
        AffectedThought.None.Missing(Opened().State).ShouldBeNull("nobody is said not to know of it");

        static AffectedThought Thought(params AffectedByIt[] who) => new(true, null) { Who = who };
        static CaseState Thinking(GivenCase given, AffectedByIt of) => given.State.Apply(new AffectedThought(true, ("She is away.", "She asked for a week.")) { Who = [of] }.Recorded(Seat(1), Monday));
    }
}
