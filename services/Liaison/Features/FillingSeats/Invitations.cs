using Coc.Contracts.Channel;
using Coc.Liaison.Domain;
using Coc.Liaison.Domain.Bodies;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Liaison.Features.FillingSeats;

/// <summary>
/// Asks Identity for the account behind a new seat before the seat becomes effective. An invitation whose seat is lost to a race opens nothing:
/// access comes from the seat alone.
/// </summary>
internal sealed class Invitations(ServiceChannel channel)
{
    /// <summary>Invites the holder of the seat these events fill, now or at the start of its term; null when they fill none.</summary>
    public async Task<InvitationAnswer?> ForAsync(IReadOnlyList<BodyEvent> events, Asker asker, CancellationToken cancellationToken) =>
        events.Select(Taken).SingleOrDefault(t => t is not null) is { Terms.Email.Value: { } email } taken
            ? await channel.PostAsync<InvitationAnswer>(
                "identity", "/internal/invitations", new InvitationRequest(taken.Seat, email, taken.Terms.Name?.Value), asker.Acting(), cancellationToken)
                ?? throw new ProblemException(Problems.Unavailable)
            : null;

    private static Place? Taken(BodyEvent e) => e switch
    {
        BodyEvent.SeatFilled filled => new(filled.Seat, filled.Terms),
        BodyEvent.SeatAppointed coming => new(coming.Seat, coming.Terms),
        _ => null,
    };

    private sealed record Place(Guid Seat, SeatTerms Terms);
}
