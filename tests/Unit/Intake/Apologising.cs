using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.ReadingReceipts;
using Coc.Intake.Publishing;

namespace Coc.Unit.Intake;

/// <summary>An apology on the page of whom it is for, and room for one where it is written (P12).</summary>
public sealed class Apologising
{
    private static readonly Guid One = Guid.NewGuid();
    private static readonly Guid Two = Guid.NewGuid();

    private static ReportEvent.ApologyBrought Brought(Guid? id = null, string text = "I am sorry.") => new(Guid.NewGuid(), id ?? One, Sensitive.Of(text, Owners.Reporter(Guid.Empty)));

    private static ReportEvent.ApologyAnswered Answered(string answer) => new(Guid.NewGuid(), One, answer);

    private static RoomItem Item(string state, DateTimeOffset? at = null) => new(One, Apologies.Entry, "sextant", Given.At, at ?? Given.At, state, null, null);

    private static string Page(params ReportEvent[] happened) => System.Text.Json.JsonSerializer.Serialize(
        ReceiptView.Of(Given.State([Given.Filed(), .. happened]), [], [], null, Given.At), Coc.Platform.Http.Json.Options);

    [Fact]
    public void It_is_shown_that_there_is_one_and_its_words_only_to_who_wants_to_read_it()
    {
        Page(Brought()).ShouldSatisfyAllConditions(p => p.ShouldContain(One.ToString()), p => p.ShouldNotContain("I am sorry."));
        Page(Brought(), Answered("no")).ShouldNotContain("I am sorry.");
        Page(Brought(), Answered("read")).ShouldContain("I am sorry.");
        Page(Brought(), Answered("read"), Answered("no")).ShouldNotContain("I am sorry.", Case.Sensitive, "whoever changes their mind does not have to see it");
        Page(Brought(), Brought(text: "again")).Split(One.ToString()).Length.ShouldBe(2);
    }

    [Fact]
    public void What_becomes_of_it_is_in_no_thread_and_told_to_nobody()
    {
        Given.State(Given.Filed(), Brought(), Answered("read")).Thread.ShouldBeEmpty();
        IntakePublishing.Table.EventTypes.ShouldNotContain(typeof(ReportEvent.ApologyAnswered));
        IntakePublishing.Table.EventTypes.ShouldNotContain(typeof(ReportEvent.ApologyBrought));
    }

    [Fact]
    public void The_only_one_is_meant_unless_another_is_named()
    {
        OwnApology one = new(One, Given.At, null, "t"), two = new(Two, Given.At, null, "t");
        Apologies.Meant([one], null).ShouldBe(one);
        Apologies.Meant([one, two], Two).ShouldBe(two);
        Apologies.Meant([one, two], null).ShouldBeNull();
        Apologies.Meant([], null).ShouldBeNull();
    }

    [Theory]
    [InlineData("open", true)]
    [InlineData("returned", true)]
    [InlineData("written", false)]
    [InlineData("ended", false)]
    public void It_is_written_where_there_is_room_for_one(string state, bool room)
    {
        var state0 = new RoomState(Guid.NewGuid(), Guid.NewGuid()) { Items = [Item(state)] };

        (Apologies.Refused(Apologies.Meant(state0, One), state0) is null).ShouldBe(room);
        (Apologies.Meant(state0, null) is not null).ShouldBe(room);
        Apologies.Refused(null, state0)!.Code.ShouldBe("noRoomForIt");
    }

    [Fact]
    public void Before_it_was_looked_at_there_is_no_second_one()
    {
        var room = new RoomState(Guid.NewGuid(), Guid.NewGuid()) { Items = [Item("open")], Entries = [new(Two, Apologies.Entry, Given.At.AddMinutes(1), One, "t")] };
        Apologies.Refused(room.Items[0], room)!.Code.ShouldBe("noRoomForIt");

        var returned = room with { Items = [Item("returned", Given.At.AddMinutes(2))] };
        Apologies.Refused(returned.Items[0], returned).ShouldBeNull();
    }
}
