using Coc.Contracts.Channel;
using Coc.Platform.Security;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Features.CheckingAttendees;

/// <summary>Who organises an event: event staff of a body that holds it, and of the parent that produces it (J10). For everybody else there is no such event here.</summary>
internal sealed class Organisers(BodyDirectory directory, ServiceChannel channel)
{
    private const string Role = "eventStaff";
    private const string ByParent = "parent";

    public async Task<Organised?> FindAsync(Caller caller, string slug, CancellationToken cancellationToken)
    {
        var staff = caller.Seats.Where(s => s.Role == Role).ToList();
        if (staff.Count == 0 || !Body.CouldBe(slug)
            || await channel.GetAsync<EventKnown>("liaison", $"/internal/events/{Uri.EscapeDataString(slug)}", $"seat:{staff[0].Id}", cancellationToken) is not { } known)
        {
            return null;
        }

        var bodies = new List<Body>();
        foreach (var body in known.Bodies)
        {
            bodies.AddRange(await directory.FindAsync(body, cancellationToken) is { } listed ? [listed] : []);
        }

        foreach (var seat in staff)
        {
            var produces = known.Producer == ByParent && (bodies.Any(b => b.Parent == seat.Body || b.Slug == seat.Body)
                || (known.Bodies.Count == 0 && await directory.FindAsync(seat.Body, cancellationToken) is { Kind: ByParent }));
            if (produces || known.Bodies.Contains(seat.Body))
            {
                return new Organised(known, seat, [.. known.Bodies.Append(seat.Body).Distinct()]);
            }
        }

        return null;
    }
}

/// <param name="Seat">that asks</param>
/// <param name="Bodies">whose measures count there</param>
internal sealed record Organised(EventKnown Event, TicketSeat Seat, IReadOnlyList<string> Bodies);
