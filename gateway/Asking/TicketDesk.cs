using System.Collections.Concurrent;
using Coc.Gateway.Routing;
using Coc.Platform.Security;

namespace Coc.Gateway.Asking;

/// <summary>A ticket to be handed out again, how many seats it names, and until when.</summary>
internal readonly record struct KeptTicket(Ticket Ticket, int Seats, long Until);

/// <summary>
/// Makes tickets, and hands the same one out again for a third of its life: to the same session while nothing changed, and to everybody who is nobody in particular.
/// </summary>
internal sealed class TicketDesk(Tickets tickets, TimeProvider time)
{
    private static readonly TimeSpan Reuse = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<(Guid Session, string Audience), KeptTicket> nobodys = new();
    private readonly long reuse = (long)(Reuse.TotalSeconds * time.TimestampFrequency);

    public Ticket For(string audience, Asker asker)
    {
        var kept = asker.Caller.Kind switch
        {
            CallerKind.Seat => asker.Access?.Tickets,
            CallerKind.Public => nobodys,
            _ => null, // codes and keys are not kept in memory
        };
        var key = (asker.Caller.Session ?? Guid.Empty, audience);
        var now = time.GetTimestamp();
        // Within one version terms only end, so as many seats are the same seats.
        var seats = asker.Caller.Seats.Count;
        if (kept is not null && kept.TryGetValue(key, out var old) && old.Until > now && old.Seats == seats)
        {
            return old.Ticket;
        }

        var ticket = new Ticket(tickets.Mint(audience, asker.Caller));
        if (kept is not null)
        {
            kept[key] = new(ticket, seats, now + reuse);
        }

        return ticket;
    }
}
