using System.Collections.Concurrent;
using System.Collections.Frozen;
using Coc.Contracts.Channel;

namespace Coc.Gateway.Asking;

/// <summary>
/// One version of what Identity knows: living sessions and the seats of their accounts, with the ends of their terms. Tickets made from it are kept with it,
/// so that no ticket outlives a change of what it says.
/// </summary>
internal sealed class Access(AccessSnapshot snapshot)
{
    private static readonly IReadOnlyList<HeldSeat> NoSeats = [];
    private readonly FrozenDictionary<Guid, Guid> sessions = (snapshot.Sessions ?? []).ToFrozenDictionary(s => s.Session, s => s.Account);
    private readonly FrozenDictionary<Guid, IReadOnlyList<HeldSeat>> seats = (snapshot.Memberships ?? []).ToFrozenDictionary(m => m.Account, m => m.Seats);

    public static Access Nothing { get; } = new(new AccessSnapshot(0, [], [], null));

    public long Version { get; } = snapshot.Version;

    public ConcurrentDictionary<(Guid Session, string Audience), KeptTicket> Tickets { get; } = new();

    public bool Lives(Guid session, Guid account) => sessions.TryGetValue(session, out var holder) && holder == account;

    /// <summary>The seats of an account at a moment of the domain's time: a term that is over is over, whether or not anybody heard of it.</summary>
    public IReadOnlyList<TicketSeat> SeatsOf(Guid account, DateTimeOffset now) =>
        [.. seats.GetValueOrDefault(account, NoSeats).Where(s => s.TermEnd is not { } end || now < end).Select(s => new TicketSeat(s.Id, s.Body, s.Role, s.Chair))];
}
