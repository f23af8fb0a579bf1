namespace Coc.Portal.Features.ReadingGivenPieces;

/// <summary>A piece of evidence that was given to somebody who is none of the panel: what kind of file it is.</summary>
public sealed record GivenPiece(PieceFacts Evidence);

/// <param name="Type">what the file is; <paramref name="Mismatch"/>: it says that it is something else</param>
/// <param name="Strippable">a copy without hidden data can be had</param>
public sealed record PieceFacts(Guid Id, string State, DateTimeOffset At, string? Name = null, long? Size = null, string? Type = null, bool Mismatch = false, bool Strippable = false);
