using Coc.EventStore;
using Coc.Intake.Domain;

namespace Coc.Unit.Intake;

/// <summary>What somebody asks about what is kept of them, as they see it (P19).</summary>
public sealed class AskingForData
{
    private static readonly Guid One = Guid.NewGuid();

    private static ReportEvent.ReporterAskedForData Ask(string kind = "correction") => new(One, kind, Sensitive.Of("It was Tuesday.", "reporter:1"));

    [Fact]
    public void It_stands_on_the_page_with_its_month_and_moves_as_it_is_told()
    {
        var asked = Given.State(Given.Filed(), Ask());
        asked.DataRequests.ShouldBe([new OwnDataRequest(One, "correction", Given.At, "It was Tuesday.", "open", null, Given.At.AddMonths(1), null)]);
        asked.Thread.ShouldHaveSingleItem().ShouldSatisfyAllConditions(e => e.Kind.ShouldBe("dataRequest"), e => e.Answer.ShouldBe("correction"));

        var moved = Given.State(Given.Filed(), Ask(), new ReportEvent.DataRequestMoved(Guid.NewGuid(), One, "refused", "othersRights", Given.At.AddMonths(3)));

        moved.DataRequests[0].ShouldSatisfyAllConditions(r => r.State.ShouldBe("refused"), r => r.Ground.ShouldBe("othersRights"), r => r.Due.ShouldBe(Given.At.AddMonths(3)), r => r.IsOpen.ShouldBeFalse());
    }

    [Theory]
    [InlineData("open", "correction", true)]
    [InlineData("extended", "correction", true)]
    [InlineData("refused", "correction", false)]
    [InlineData("open", "erasure", false)]
    public void Of_each_kind_one_at_a_time(string state, string kind, bool refused) =>
        (DataRequests.Refused([new(One, "correction", Given.At, null, state, null, Given.At, null)], kind) is not null).ShouldBe(refused);

    [Fact]
    public void A_case_that_opens_later_hears_of_what_is_open()
    {
        Repeating.For(Given.State(Given.Filed(), Ask())).ShouldContain(new ReportEvent.ReporterRepeated(One, "dataRequest", "correction", Given.At));
        Repeating.For(Given.State(Given.Filed(), Ask(), new ReportEvent.DataRequestMoved(Guid.NewGuid(), One, "granted", null, Given.At))).ShouldBeEmpty();
    }

    [Fact]
    public void In_a_room_the_answer_stands_beside_it()
    {
        var room = new RoomState(Guid.NewGuid(), Guid.NewGuid());
        room = RoomState.Evolve(room, new RoomEvent.PersonAskedForData(One, "copy", null), room.Id, Given.At);
        room.DataRequests.ShouldBe([new OwnDataRequest(One, "copy", Given.At, null, "open", null, Given.At.AddMonths(1), null)]);

        room = room with { Items = [new(One, "dataRequest", "sextant", Given.At, Given.At, "partly", Given.At.AddMonths(1), new RoomItemContent("It is in your copy.", null, "othersRights", null))] };

        room.DataRequests.ShouldBe([new OwnDataRequest(One, "copy", Given.At, null, "partly", "othersRights", Given.At.AddMonths(1), "It is in your copy.")]);
    }
}
