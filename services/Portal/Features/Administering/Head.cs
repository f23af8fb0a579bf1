namespace Coc.Portal.Features.Administering;

/// <summary>The newest signed head of a service's record.</summary>
/// <param name="At">as it was signed</param>
/// <param name="Follows">the head before it is kept too, and no other of its number: false once a log was set back or signed twice</param>
public sealed record Head(string Service, long Number, long Events, long Streams, string Hash, bool Follows, DateTimeOffset Received, string? At = null);
