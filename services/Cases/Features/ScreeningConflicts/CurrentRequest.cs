using Coc.Cases.Domain;
using Coc.Cases.Features.EngagingOutsiders;
using Coc.Cases.Features.ReadingCases;
using Coc.EventStore;
using Coc.Platform.Security;

namespace Coc.Cases.Features.ScreeningConflicts;

/// <summary>The request as the list would show it now, for who answered an older one; a recorded read like that of the list.</summary>
internal sealed class CurrentRequest(ConflictViews views, CaseReads reads)
{
    public async Task<object> OfAsync(StreamKey key, CaseState state, PanelSeat seat, Caller caller, CancellationToken cancellationToken)
    {
        var ticket = caller.Seats.First(s => s.Id == seat.Seat) with { Role = seat.Role };
        var engagement = state.Engagements.FirstOrDefault(e => e.Id == seat.Request);
        await reads.RecordAsync([(key, ticket)], engagement is null ? "conflictRequest" : "engagement", engagement?.Id, cancellationToken);
        var shown = await views.OfAsync([state], ticket, cancellationToken);
        return engagement is null ? ListingConflictRequests.Show(seat.Seat, state, shown) : WorkingFromOutside.Show(state, engagement, seat, shown);
    }
}
