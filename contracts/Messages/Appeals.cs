namespace Coc.Contracts.Cases;

/// <summary>An appeal took measures away (P15): they end as overturned, and everything that copied them with them.</summary>
/// <param name="Case">the case of the appeal</param>
/// <param name="Outcome">change, overturn</param>
public sealed record SanctionsOverturned(Origin Origin, Guid Case, IReadOnlyList<Guid> Sanctions, string Outcome) : IIntegrationMessage;
