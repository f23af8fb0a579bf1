using Coc.Cases.Domain;

namespace Coc.Cases.Features.AnsweringDataRequests;

/// <summary>Requests about data as the panel sees them. What was written with one is read in the thread, or the room, and that read is recorded.</summary>
internal static class DataRequestViews
{
    public static IEnumerable<object> Of(CaseState state, DateTimeOffset now) => state.DataRequests.Select(r => new
    {
        r.Id,
        r.Party,
        r.Person,
        r.Kind,
        At = r.AskedAt,
        r.Due,
        r.View.State,
        r.Ground,
        r.ExtendedBecause,
        r.Draft,
        r.Sent,
        r.AnsweredAt,
        r.OverdueAt,
        r.Restricts,
        // Known beforehand, so that nobody promises what cannot be.
        MustBeKept = r is { Kind: DataRequest.Erasure, ErasedAt: null } ? DataRequests.Kept(state, now)?.Detail : null,
        r.ErasedAt,
    });
}
