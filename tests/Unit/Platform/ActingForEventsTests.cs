using Coc.Platform.Security;

namespace Coc.Unit.Platform;

public sealed class ActingForEventsTests
{
    private static readonly string Event = $"system:{Guid.NewGuid():D}";

    [Fact]
    public void A_service_acting_by_itself_names_the_event() =>
        ServiceChannel.WithEvent(Of(ServiceChannel.AnyEvent), Event).Acting.ShouldBe(Event);

    [Theory]
    [InlineData("seat:0197a1f0-0000-7000-8000-000000000001")]
    [InlineData("system:clock")]
    [InlineData(null)]
    public void Nothing_else_can_be_named_beside_its_ticket(string? named) =>
        ServiceChannel.WithEvent(Of(ServiceChannel.AnyEvent), named).Acting.ShouldBe(ServiceChannel.AnyEvent);

    [Fact]
    public void A_ticket_for_a_seat_stays_with_that_seat() =>
        ServiceChannel.WithEvent(Of("seat:1"), Event).Acting.ShouldBe("seat:1");

    [Fact]
    public void Who_is_no_service_names_nothing() =>
        ServiceChannel.WithEvent(new Caller(CallerKind.Seat, "", [], ServiceChannel.AnyEvent), Event).Acting.ShouldBe(ServiceChannel.AnyEvent);

    private static Caller Of(string acting) => new(CallerKind.Service, "sanctions", [], acting);
}
