using System.Reflection;
using Coc.EventStore;
using Coc.Intake.Domain;

namespace Coc.Unit.Intake;

/// <summary>What an accused person's room says, out of what was released and what they did.</summary>
public sealed class RoomWordsTests
{
    private static readonly RoomState Empty = RoomState.Evolve(null, new RoomEvent.RoomOpened(Guid.NewGuid(), Guid.NewGuid()), Guid.NewGuid(), Given.At);

    private static RoomState After(params RoomEvent[] events) => events.Aggregate(Empty, (state, e) => RoomState.Evolve(state, e, state.Id, Given.At));

    private static RoomEvent.ItemReleased Released(string kind, DateTimeOffset? until = null, string? state = null, Guid? item = null, string body = "sextant", int day = 0) =>
        new(Guid.NewGuid(), item ?? Guid.NewGuid(), kind, body, state, until, Sensitive.Of(new RoomItemContent("t", null, null, null), RoomEvent.Owner), Given.At.AddDays(day));

    private static RoomEvent.PersonWrote Wrote(string kind, Guid? about = null) => new(Guid.NewGuid(), kind, about, null);

    [Fact]
    public void There_are_five_states()
    {
        Word().ShouldBe("told");
        Word(Released("notice")).ShouldBe("told");
        Word(Released("answerTime", Given.At.AddDays(1))).ShouldBe("yourTurn");
        Word(Released("answerTime", Given.At.AddDays(1)), Wrote("moreTime")).ShouldBe("yourTurn");
        Word(Released("answerTime", Given.At.AddDays(1)), Wrote("response")).ShouldBe("lookingInto");
        Word(Released("answerTime", Given.At)).ShouldBe("lookingInto");
        Word(Wrote("response"), Released("decision")).ShouldBe("decided");
        Word(Released("decision"), Released("end")).ShouldBe("finished");

        static string Word(params RoomEvent[] events) => RoomWords.Of(After(events), Given.At);
    }

    [Fact]
    public void Taken_up_again_it_is_neither_decided_nor_finished_until_it_is_so_again()
    {
        RoomEvent[] ended = [Wrote("response"), Released("answerTime", Given.At), Released("decision"), Released("end", day: 1), Released("reopened", day: 2)];
        RoomWords.Of(After(ended), Given.At.AddDays(2)).ShouldBe("lookingInto");
        RoomRules.Refused(After(ended)).ShouldBeNull("the person can answer");
        RoomWords.Of(After([.. ended, Released("answerTime", Given.At.AddDays(9), day: 3)]), Given.At.AddDays(3)).ShouldBe("yourTurn", "the old answer is none");

        RoomWords.Of(After([.. ended, Released("decision", day: 4)]), Given.At.AddDays(4)).ShouldBe("decided");
        RoomRules.Refused(After([.. ended, Released("end", day: 5)]))!.Code.ShouldBe("finished");
        RoomWords.Of(After(Released("decision"), Released("reopened", day: 2)), Given.At.AddDays(2)).ShouldBe("lookingInto");
    }

    [Fact]
    public void Asked_by_the_panel_of_an_appeal_after_the_end_the_person_can_answer_and_the_decision_stands()
    {
        RoomEvent[] asked = [Released("decision"), Released("end", day: 1), Released("answerTime", Given.At.AddDays(9), day: 2)];
        RoomRules.Refused(After(asked)).ShouldBeNull();
        RoomWords.Of(After(asked), Given.At.AddDays(2)).ShouldBe("yourTurn");
        RoomWords.Of(After(asked), Given.At.AddDays(9)).ShouldBe("decided");
        var decision = Guid.NewGuid();
        RoomRules.Refused(After(Released("decision", item: decision), Released("end", day: 1), Released("answerTime", Given.At.AddDays(9), day: 2), Released("decision", Given.At.AddDays(33), item: decision, day: 3)))
            .ShouldBeNull("the same decision, with the date of its appeal");
        RoomRules.Refused(After([.. asked, Released("end", day: 10)]))!.Code.ShouldBe("finished");
    }

    [Fact]
    public void What_is_released_again_is_shown_as_it_is_now_in_its_place()
    {
        var item = Guid.NewGuid();
        var room = After(Released("measure", item: item, state: "awaitingNotice"), Released("message"), Released("measure", item: item, state: "active", day: 3));

        room.Items.Select(i => (i.Kind, i.State)).ShouldBe([("measure", "active"), ("message", null)]);
        room.Items[0].At.ShouldBe(Given.At);
    }

    [Fact]
    public void The_body_is_the_one_that_last_let_something_be_seen() => After(Released("notice"), Released("answerTime", body: "orrery", day: 2)).Body.ShouldBe("orrery");

    [Fact]
    public void After_the_end_nothing_is_answered() => RoomRules.Refused(After(Released("end")))!.Code.ShouldBe("finished");

    [Theory]
    [InlineData("open", 1, null)]
    [InlineData(null, null, null)]
    [InlineData("open", 0, "correctionOver")]
    [InlineData("confirmed", 1, "alreadyChecked")]
    [InlineData("corrected", 1, "alreadyChecked")]
    public void A_hearing_is_looked_at_once_and_in_its_time(string? state, int? days, string? code)
    {
        var hearing = Guid.NewGuid();
        var room = After(Released("hearing", days is { } d ? Given.At.AddDays(d) : null, state, hearing));

        (RoomRules.RefusedCorrection(room, hearing, Given.At)?.Code).ShouldBe(code);
    }

    [Fact]
    public void Looked_at_is_looked_at_before_the_panel_has_heard_of_it()
    {
        var hearing = Guid.NewGuid();
        RoomRules.RefusedCorrection(After(Released("hearing", Given.At.AddDays(1), "open", hearing), Wrote("confirmation", hearing)), hearing, Given.At)!.Code.ShouldBe("alreadyChecked");
    }

    [Fact]
    public void A_complaint_is_no_entry()
    {
        var room = After(new RoomEvent.PersonComplained(Guid.NewGuid(), "delay", Sensitive.Of("t", RoomEvent.Owner)));
        room.Entries.ShouldBeEmpty();
        room.Complaints.ShouldHaveSingleItem().Ground.ShouldBe("delay");
    }

    [Fact]
    public void Every_event_is_known()
    {
        foreach (var type in typeof(RoomEvent).GetNestedTypes(BindingFlags.NonPublic).Where(t => t.IsSubclassOf(typeof(RoomEvent)) && t != typeof(RoomEvent.RoomOpened)))
        {
            try
            {
                RoomState.Evolve(Empty, (RoomEvent)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type), Empty.Id, Given.At);
            }
            catch (NullReferenceException)
            {
                // An empty event was recognised and read.
            }
        }
    }
}
