using Coc.Portal.Features.GlancingAtBodies;

namespace Coc.Portal.Features.NotingOversight;

/// <summary>Who stands above seats of a body, and how long reports waited there.</summary>
/// <param name="Items">null for whoever may not read them</param>
public sealed record Oversight(string Handler, HandOvers? HandOvers = null, IReadOnlyList<OversightEntry>? Items = null);

/// <param name="Relation">appoints, employs, supervises, funds</param>
/// <param name="Seats">null: every seat that decides</param>
public sealed record OversightEntry(Guid Id, string Relation, string? Body = null, string? Name = null, IReadOnlyList<string>? Accounts = null, IReadOnlyList<Guid>? Seats = null);
