namespace Coc.Contracts.Channel;

/// <summary><c>GET /internal/reports/{report}/renewal-facts</c> (Cases asks before a lost code is renewed, P21).</summary>
/// <param name="Named">the reporter gave a name to handlers; an anonymous code cannot be renewed</param>
/// <param name="Reachable">they left a mail address, allowed to be written to there, and mail goes out</param>
public sealed record RenewalFacts(Guid Report, bool Named, bool Reachable);
