using Coc.Contracts.Channel;
using Microsoft.AspNetCore.Http;

namespace Coc.Platform.Security;

/// <summary>Who is asking, as the ticket says (architecture.md "Who is asking").</summary>
public enum CallerKind
{
    /// <summary>Nobody in particular, through the gateway.</summary>
    Public,

    /// <summary>A signed-in account with the seats it holds now.</summary>
    Seat,

    /// <summary>A reporter or affected person; the subject is the code, to be looked up by its keyed hash.</summary>
    Receipt,

    /// <summary>An accused person's room; the subject is the code.</summary>
    Room,

    /// <summary>A bot; the subject is the API key.</summary>
    Bot,

    /// <summary>Another service; the subject is its name.</summary>
    Service,
}

/// <summary>The asker of one request. No handler looks at headers or claims.</summary>
/// <param name="Subject">account id, code, key or service name, by kind</param>
/// <param name="Seats">seats held at this moment</param>
/// <param name="Acting">service calls: <c>seat:{id}</c> or <c>system:{event id}</c></param>
/// <param name="Session">the session, for sign-out</param>
public sealed record Caller(CallerKind Kind, string Subject, IReadOnlyList<TicketSeat> Seats, string? Acting = null, Guid? Session = null)
{
    /// <summary>The account of a signed-in caller; empty for others.</summary>
    public Guid Account => Kind == CallerKind.Seat && Guid.TryParse(Subject, out var id) ? id : Guid.Empty;

    /// <summary>The caller's first seat in a body with one of these roles (any role when none is named).</summary>
    public TicketSeat? SeatIn(string body, params ReadOnlySpan<string> roles)
    {
        foreach (var seat in Seats)
        {
            if (seat.Body == body && (roles.Length == 0 || roles.Contains(seat.Role)))
            {
                return seat;
            }
        }

        return null;
    }

    /// <summary>Roles that decide (api.md "Seats and who may").</summary>
    public static bool Decides(string role) => role is "member" or "alternate";

    /// <summary>Roles that may stand on a case's panel: those that decide, and event staff, which reads and works joint cases.</summary>
    public static bool Handles(string role) => Decides(role) || role == "eventStaff";

    /// <summary>Prints the kind only: a subject may be a code.</summary>
    public override string ToString() => Kind.ToString();
}

/// <summary>Finds the caller of a request.</summary>
public static class CallerOfRequest
{
    /// <summary>The caller; set before any endpoint runs.</summary>
    public static Caller Caller(this HttpContext context) =>
        context.Features.Get<Caller>() ?? throw new InvalidOperationException("The endpoint is not guarded by a ticket.");
}
