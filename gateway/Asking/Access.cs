using System.Collections.Concurrent;
using System.Collections.Frozen;
using Coc.Contracts.Channel;
using Coc.Gateway.Routing;

namespace Coc.Gateway.Asking;

/// <summary>
/// One version of what Identity knows: living sessions and the seats of their accounts. Tickets made from it are kept with it, so that no ticket
/// outlives a change of what it says.
/// </summary>
internal sealed class Access(AccessSnapshot snapshot)
{
    private static readonly IReadOnlyList<TicketSeat> NoSeats = [];
    private readonly FrozenDictionary<Guid, Guid> sessions = (snapshot.Sessions ?? []).ToFrozenDictionary(s => s.Session, s => s.Account);
    private readonly FrozenDictionary<Guid, IReadOnlyList<TicketSeat>> seats = (snapshot.Memberships ?? []).ToFrozenDictionary(m => m.Account, m => m.Seats);

    public static Access Nothing { get; } = new(new AccessSnapshot(0, [], []));

    public long Version { get; } = snapshot.Version;

    public ConcurrentDictionary<(Guid Session, string Audience), (Ticket Ticket, long Until)> Tickets { get; } = new();

    public bool Lives(Guid session, Guid account) => sessions.TryGetValue(session, out var holder) && holder == account;

    public IReadOnlyList<TicketSeat> SeatsOf(Guid account) => seats.GetValueOrDefault(account, NoSeats);
}
