using Coc.Contracts.Channel;
using Coc.Gateway.Asking;
using Coc.Platform.Security;

namespace Coc.Unit.Gateway;

public sealed class AccessTests : IDisposable
{
    private static readonly DateTimeOffset End = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly HeldSeat Ending = new(Guid.NewGuid(), "sextant", "member", true, End);
    private static readonly HeldSeat Staying = new(Guid.NewGuid(), "orrery", "admin", false, null);
    private readonly DirectoryInfo rings = Directory.CreateTempSubdirectory("coc-rings");

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void A_seat_is_held_until_the_very_tick_its_term_ends(long ticks, bool held) =>
        Known(Ending, out var account).SeatsOf(account, End.AddTicks(ticks)).ShouldBe(held ? [new TicketSeat(Ending.Id, "sextant", "member", true)] : []);

    [Fact]
    public void A_seat_without_an_end_is_held_until_somebody_says_otherwise() =>
        Known(Staying, out var account).SeatsOf(account, DateTimeOffset.MaxValue).ShouldBe([new TicketSeat(Staying.Id, "orrery", "admin", false)]);

    [Fact]
    public void A_ticket_that_was_kept_is_not_handed_out_after_a_term_it_names_ended()
    {
        var tickets = new Tickets(rings.FullName);
        var desk = new TicketDesk(tickets, TimeProvider.System);
        var access = Known([Ending, Staying], out var account);
        var session = Guid.NewGuid();

        var before = desk.For("cases", At(End.AddTicks(-1)));
        desk.For("cases", At(End.AddTicks(-1))).ShouldBeSameAs(before);
        tickets.Read("cases", before.Text)!.Seats.Select(s => s.Id).ShouldBe([Ending.Id, Staying.Id]);

        tickets.Read("cases", desk.For("cases", At(End)).Text)!.Seats.Select(s => s.Id).ShouldBe([Staying.Id]);

        Asker At(DateTimeOffset now) => new(new Caller(CallerKind.Seat, account.ToString(), access.SeatsOf(account, now), Session: session), access);
    }

    public void Dispose() => rings.Delete(recursive: true);

    private static Access Known(HeldSeat seat, out Guid account) => Known([seat], out account);

    private static Access Known(IReadOnlyList<HeldSeat> seats, out Guid account)
    {
        account = Guid.NewGuid();
        return new(new AccessSnapshot(1, [], [new MembershipEntry(account, seats)], null));
    }
}
