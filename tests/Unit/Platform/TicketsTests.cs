using Coc.Contracts.Channel;
using Coc.Platform.Security;

namespace Coc.Unit.Platform;

public sealed class TicketsTests : IDisposable
{
    private static readonly Caller Ira = new(CallerKind.Seat, Guid.NewGuid().ToString(), [new TicketSeat(Guid.NewGuid(), "sextant", "member", true)]);
    private readonly DirectoryInfo rings = Directory.CreateTempSubdirectory("coc-rings");

    [Fact]
    public void A_ticket_tells_its_audience_who_is_asking()
    {
        var tickets = new Tickets(rings.FullName);
        var read = tickets.Read("cases", tickets.Mint("cases", Ira)).ShouldNotBeNull();
        read.Kind.ShouldBe(CallerKind.Seat);
        read.Account.ShouldBe(Ira.Account);
        read.SeatIn("sextant", "member").ShouldNotBeNull().Id.ShouldBe(Ira.Seats[0].Id);
        read.SeatIn("sextant", "executor").ShouldBeNull();
        read.SeatIn("astrolabe").ShouldBeNull();
    }

    [Fact]
    public void A_ticket_for_one_service_is_nothing_to_another()
    {
        var tickets = new Tickets(rings.FullName);
        tickets.Read("sanctions", tickets.Mint("cases", Ira)).ShouldBeNull();
    }

    [Fact]
    public void A_service_without_the_ring_cannot_make_a_ticket_that_counts()
    {
        var own = new Tickets(rings.FullName);
        own.Prepare("cases");
        using var elsewhere = new TemporaryFolder();
        own.Read("cases", new Tickets(elsewhere.Path).Mint("cases", Ira)).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("CfDJ8AAAAAAAAAAAAAAAAAAAAAA")]
    public void What_is_no_ticket_is_nobody(string ticket) => new Tickets(rings.FullName).Read("cases", ticket).ShouldBeNull();

    [Fact]
    public void A_caller_prints_without_its_code() => new Caller(CallerKind.Receipt, "ABCD-0123", []).ToString().ShouldNotContain("ABCD");

    public void Dispose() => rings.Delete(recursive: true);

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("coc-rings").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
