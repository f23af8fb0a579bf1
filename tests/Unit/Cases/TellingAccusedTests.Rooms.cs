using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>What is heard from which room, and whose thought covers whom.</summary>
public sealed partial class TellingAccusedTests
{
    private static GivenCase OfTwo() => Opened(subjects: [new CaseSubject(Rex, "heron", Identification.Claimed), new CaseSubject(Tam, "wren", Identification.Claimed)]).Cleared().Triaged();

    private static CaseCommand.HearFromAccused From(GivenCase given, Guid person, string kind, int entry, Guid? about = null) => new(given.Now, given.State.Accused.RoomOf(person)!.Id, Id(entry), kind, about);

    [Fact]
    public void Who_turned_out_to_be_another_is_told_in_the_room_that_was_made_for_them()
    {
        var given = OfTwo().After(Notice(person: Tam));
        CaseCommand.MergeSubjects Merge(int seat) => new(Seat(seat), Monday, Tam, Rex, "The same address.");

        given.After(Merge(1), Merge(2), Notice() with { Notice = Id(67) }).Then<CaseEvent.AccusedNoticed>().ShouldSatisfyAllConditions(n => n.Person.ShouldBe(Rex), n => n.Room.ShouldBe(TellingAccused.NewRoom(Id(700), Tam)));
    }

    [Fact]
    public void What_was_thought_of_one_whom_it_happened_to_covers_nobody_else()
    {
        var (ana, ben) = (new AffectedByIt(Report, Id(950)), new AffectedByIt(Report, Id(951)));
        var thought = OfTwo().After(Notice(unaware: true, considered: ("She is safe.", "She wants it told.")) with { Who = [ana] });

        thought.Then<CaseEvent.AffectedConsidered>().Covers.ShouldBe([Id(950)]);
        var next = Notice(unaware: true, person: Tam) with { Notice = Id(67) };
        thought.After(next with { Who = [ana] }).Then<CaseEvent.AccusedNoticed>();
        thought.When(next with { Who = [ana, ben] }).ThenRefused("P4");
    }

    [Fact]
    public void The_same_time_given_twice_is_given_once()
    {
        var given = Told().After(new CaseCommand.GiveAnswerTime(Seat(1), Monday, Rex, Monday.AddDays(9)));

        given.Then<CaseEvent.AnswerTimeSet>().Until.ShouldBe(Monday.AddDays(9));
        given.When(new CaseCommand.GiveAnswerTime(Seat(2), Monday, Rex, Monday.AddDays(9))).Events.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("response")]
    [InlineData("evidence")]
    [InlineData("moreTime")]
    [InlineData("readmission")]
    public void Everything_that_is_written_in_the_room_is_heard_once(string kind)
    {
        var given = InTheRoom().After(FromRoom(InTheRoom(), kind, Id(66)));

        given.Then<CaseEvent.AccusedAnswered>().Kind.ShouldBe(kind);
        given.When(FromRoom(given, kind, Id(66))).Events.ShouldBeEmpty();
    }

    [Fact]
    public void Each_checks_what_was_written_down_of_themselves_and_nobody_elses()
    {
        var given = OfTwo().After(Notice(), Notice(person: Tam) with { Notice = Id(67) });
        given = given.After(From(given, Rex, "entered", 70), From(given, Tam, "entered", 71),
            new CaseCommand.Hear(Seat(1), Monday, Id(72), Tam, "She said so.", true, null), new CaseCommand.Hear(Seat(1), Monday, Id(73), Rex, "He was tired.", true, null));

        given.When(From(given, Rex, "confirmation", 74, Id(72))).Events.ShouldBeEmpty("that is the other's");
        given.When(From(given, Rex, "confirmation", 74, Id(99))).Events.ShouldBeEmpty("that is nothing");
        given.When(From(given, Rex, "confirmation", 74, Id(73))).Then<CaseEvent.HearingChecked>().Hearing.ShouldBe(Id(73));
    }

    [Fact]
    public void While_an_appeal_is_open_what_one_answers_is_said_there_and_what_one_corrects_still_here()
    {
        var appealed = Told().After(new CaseCommand.Hear(Seat(1), Monday, Id(73), Rex, "He was tired.", true, null)).Later(TimeSpan.FromDays(4)).Proposed().Voted("yes", 1, 2, 3).MeetingClosed().WithWord();
        appealed = appealed.After(new CaseCommand.ReceiveAppeal(appealed.Now, Id(77), "reporter", null, Report, appealed.Now, [], "t", Id(78), Body(3, kind: "foundation"), []));
        appealed.State.IsUnderAppeal.ShouldBeTrue();

        appealed.When(FromRoom(appealed, "entered")).Then<CaseEvent.RoomEntered>();
        appealed.When(FromRoom(appealed, "confirmation", Id(74), Id(73))).Then<CaseEvent.HearingChecked>().Entry.ShouldBeNull();
        appealed.When(FromRoom(appealed, "correction", Id(75), Id(73))).Then<CaseEvent.HearingChecked>().Entry.ShouldBe(Id(75));
        foreach (var kind in new[] { "response", "evidence", "moreTime", "objection" })
        {
            appealed.When(FromRoom(appealed, kind, Id(76), Seat(2))).Events.ShouldBeEmpty(kind);
        }

        appealed.When(FromRoom(appealed, "readmission", Id(76))).Then<CaseEvent.AccusedAnswered>();
    }
}
