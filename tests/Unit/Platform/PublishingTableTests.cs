using Coc.Contracts;
using Coc.EventStore;
using Coc.Platform.Messaging;

namespace Coc.Unit.Platform;

public sealed class PublishingTableTests
{
    private static readonly PublishingTable Table = new PublishingTable()
        .Publish<Filed, FiledMessage>((e, _, origin) => new FiledMessage(origin, e.Thing))
        .Publish<Filed, StepMessage>((e, _, origin) => new StepMessage(origin))
        .Publish<Closed, StepMessage>((e, _, origin) => new StepMessage(origin));

    [Fact]
    public void One_event_becomes_a_message_for_each_of_its_contracts() =>
        Table.Translate(Stored(new Filed(Guid.NewGuid()), 1), new Dictionary<Type, long>()).Select(m => m.Contract).ShouldBe(["FiledMessage", "StepMessage"]);

    [Fact]
    public void An_event_that_is_nobody_elses_business_stays_inside() =>
        Table.Translate(Stored(new Noted("the text"), 3), new Dictionary<Type, long>()).ShouldBeEmpty();

    [Fact]
    public void A_message_names_its_predecessor_for_each_contract()
    {
        var (_, message) = Table.Translate(Stored(new Closed(), 7), new Dictionary<Type, long> { [typeof(Filed)] = 1, [typeof(Noted)] = 6, [typeof(Closed)] = 4 }).Single();
        message.ShouldBeOfType<StepMessage>().Origin.Previous.ShouldBe(new Dictionary<string, long> { ["FiledMessage"] = 1, ["StepMessage"] = 4 }, ignoreOrder: true);
    }

    [Fact]
    public void What_needs_no_order_waits_for_nothing_and_nothing_waits_for_it()
    {
        var messages = Loose.Translate(Stored(new Filed(Guid.NewGuid()), 7), new Dictionary<Type, long> { [typeof(Filed)] = 5, [typeof(Closed)] = 6 }).ToDictionary(m => m.Contract, m => (IIntegrationMessage)m.Message);

        messages["FiledMessage"].Origin.Previous.ShouldBe(new Dictionary<string, long> { ["FiledMessage"] = 5 }, "of the event between there may be no message at all");
        messages["StepMessage"].Origin.Previous.ShouldBeEmpty();
    }

    [Fact]
    public void Where_there_is_nothing_to_say_nothing_is_said() => Loose.Translate(Stored(new Filed(Guid.Empty), 7), new Dictionary<Type, long>()).Select(m => m.Contract).ShouldBe(["FiledMessage"]);

    [Fact]
    public void A_contract_is_in_order_everywhere_or_nowhere()
    {
        Should.Throw<InvalidOperationException>(() => Loose.Publish<Noted, StepMessage>((_, _, origin) => new(origin)));
        Should.Throw<InvalidOperationException>(() => Loose.PublishInAnyOrder<Noted, FiledMessage>((_, _, origin) => new(origin, Guid.Empty)));
    }

    private static PublishingTable Loose => new PublishingTable()
        .Publish<Filed, FiledMessage>((e, _, origin) => new FiledMessage(origin, e.Thing))
        .PublishInAnyOrder<Filed, StepMessage>((e, _, origin) => e.Thing == Guid.Empty ? null : new StepMessage(origin))
        .PublishInAnyOrder<Closed, StepMessage>((_, _, _) => null);

    private static StoredEvent Stored(object data, long version) =>
        new(version, Guid.NewGuid(), new StreamKey("sextant", Guid.NewGuid()), version, "x", data, DateTimeOffset.UnixEpoch, new EventContext(DateTimeOffset.UnixEpoch, Guid.NewGuid()), "00");

    private sealed record Filed(Guid Thing);

    private sealed record Closed;

    private sealed record Noted(string Text);

    private sealed record FiledMessage(Origin Origin, Guid Thing) : IIntegrationMessage;

    private sealed record StepMessage(Origin Origin) : IIntegrationMessage;
}
