using Coc.Contracts.Channel;
using Coc.Platform.Security;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Features.CheckingStanding;

/// <summary>Who may ask for the standing in a body: those of its seats that handle or act in its spaces, the foundation's for one it serves, and the body's own keys.</summary>
internal sealed class StandingAskers(BodyDirectory directory, StandingTable table)
{
    /// <summary>The seat or key that asks; null: for this caller there is no such body.</summary>
    public async Task<Guid?> FindAsync(Caller caller, string body, CancellationToken cancellationToken) => !Body.CouldBe(body) ? null
        : caller.Kind == CallerKind.Bot ? await table.KeyAsync(body, caller.Subject, cancellationToken)
        : (await SeatsAsync(caller, body, cancellationToken))?[0].Id;

    /// <summary>The caller's seats that may ask for a body (null: none); the foundation's for one it serves.</summary>
    public async Task<IReadOnlyList<TicketSeat>?> SeatsAsync(Caller caller, string body, CancellationToken cancellationToken)
    {
        TicketSeat[] seats = [.. caller.Seats.Where(s => s.Body == body && May(s.Role))];
        if (seats.Length == 0 && caller.Seats.Any(s => May(s.Role)) && await directory.FindAsync(body, cancellationToken) is { ServedByFoundation: true } served)
        {
            seats = [.. caller.Seats.Where(s => s.Body == served.Foundation && May(s.Role))];
        }

        return seats.Length == 0 ? null : seats;
    }

    private static bool May(string role) => role is "member" or "alternate" or "moderator" or "executor" or "eventStaff";
}
