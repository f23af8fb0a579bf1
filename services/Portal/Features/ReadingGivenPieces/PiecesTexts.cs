namespace Coc.Portal.Features.ReadingGivenPieces;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class PiecesTexts;
