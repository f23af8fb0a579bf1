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

    [Fact]
    public void What_the_person_was_answered_stays_in_the_room_when_the_next_owner_may_not_read_it()
    {
        var sensitive = (RoomItemContent content) => Sensitive.Of(content, RoomEvent.Owner);
        var room = new RoomState(Guid.NewGuid(), Guid.NewGuid());
        foreach (var (body, state, text) in new[] { ("sextant", "open", null), ("sextant", "partly", "It is in your copy."), ("orrery", "partly", (string?)null) })
        {
            room = RoomState.Evolve(room, new RoomEvent.ItemReleased(Guid.NewGuid(), One, "dataRequest", body, state, Given.At, sensitive(new(text, null, "othersRights", null)), Given.At), room.Id, Given.At);
        }

        room.Items.ShouldHaveSingleItem().ShouldSatisfyAllConditions(i => i.Body.ShouldBe("orrery"), i => i.Content!.Text.ShouldBe("It is in your copy."));

        room = RoomState.Evolve(room, new RoomEvent.ItemReleased(Guid.NewGuid(), Guid.NewGuid(), "notice", "orrery", null, null, sensitive(new(null, null, null, null)), Given.At), room.Id, Given.At);
        room.Items[1].Content!.Text.ShouldBeNull("another item has its own words, or none");
    }
}
