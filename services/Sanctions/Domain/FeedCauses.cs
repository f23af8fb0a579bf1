namespace Coc.Sanctions.Domain;

/// <summary>The word of the feed for why a measure counts no more (api.md). That one begins or changes the feed sees for itself.</summary>
internal static class FeedCauses
{
    public const string Expired = "expired";
    public const string Lifted = "lifted";
    public const string Overturned = SanctionState.Overturned;

    /// <summary>An account turned out not to be the person's (P22): what was told of it goes at once (P19).</summary>
    public const string Corrected = "corrected";

    /// <param name="origin">of a copy that ended with its origin: that one</param>
    /// <returns>null for what is not over</returns>
    public static string? Of(SanctionState state, SanctionState? origin = null) => state switch
    {
        { Over: false } => null,
        { EndedBecause: "origin" } when origin is { Over: true } => Of(origin),
        { EndedBecause: Expired } => Expired,
        // A review that reversed it found that it should not have held (P9).
        { EndedBecause: Overturned or SanctionState.Mistaken or "reversed" } => Overturned,
        _ => Lifted, // by a panel, or because a later decision holds instead
    };
}
