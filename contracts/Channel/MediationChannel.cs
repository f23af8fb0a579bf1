namespace Coc.Contracts.Channel;

/// <summary><c>GET /internal/reports/{report}/mediation-facts</c> (Cases asks before it offers mediation, P6, P10).</summary>
/// <param name="Report">a report, or an affected person's page</param>
/// <param name="OfAffected">it happened to whoever has this report or page</param>
/// <param name="Minor">somebody it happened to is under age</param>
/// <param name="Violence">the section of the code that was named is about physical or sexual violence</param>
public sealed record MediationFacts(Guid Report, bool OfAffected, bool SafetyConcern, bool Minor, bool Violence);
