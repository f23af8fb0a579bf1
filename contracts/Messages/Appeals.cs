namespace Coc.Contracts.Cases;

/// <summary>An appeal (P15), or a second decision in the same case (R54), took measures away: they end, and everything that copied them with them.</summary>
/// <param name="Case">the case of the appeal, or the one that was taken up again</param>
/// <param name="Outcome">change, overturn, overturned: they are overturned and count no more, also where they were over; superseded: they end where they are not over, and still count</param>
public sealed record SanctionsOverturned(Origin Origin, Guid Case, IReadOnlyList<Guid> Sanctions, string Outcome) : IIntegrationMessage;
