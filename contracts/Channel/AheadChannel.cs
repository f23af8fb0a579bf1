namespace Coc.Contracts.Channel;

/// <summary><c>GET /internal/told-ahead/{sanction}</c> (Sanctions asks Cases before a measure is let go of, P14): whether somebody in the matter wishes to be told seven days ahead. Who does is not said.</summary>
public sealed record AheadAnswer(bool Wished);
