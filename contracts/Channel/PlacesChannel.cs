namespace Coc.Contracts.Channel;

/// <summary><c>GET /internal/reports/{report}/places</c> (Cases asks when it opens a case whose body knows how long platforms keep things, R8): on which platforms it happened, and from when to when.</summary>
/// <param name="Platforms">what stands before the colon of the report's spaces</param>
/// <param name="First">the first that may be deleted was written then</param>
/// <param name="Last">the last that is known of</param>
public sealed record ReportPlaces(Guid Report, IReadOnlyList<string> Platforms, DateTimeOffset First, DateTimeOffset Last);
