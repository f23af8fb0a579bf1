namespace Coc.Contracts.Channel;

/// <summary><c>GET /internal/reports/{report}/renewal-facts</c> (Cases asks before a lost code is renewed, P21).</summary>
/// <param name="Named">the reporter gave a name to handlers; an anonymous code cannot be renewed</param>
/// <param name="Reachable">they left a mail address, allowed to be written to there, and mail goes out</param>
public sealed record RenewalFacts(Guid Report, bool Named, bool Reachable);

/// <summary><c>GET /internal/reports/{report}/renewals/{renewal}/half</c> (Cases asks when the second seat agrees): the half of the one-time code that this seat tells the person; the other goes by mail.</summary>
public sealed record RenewalHalf(string Half);
