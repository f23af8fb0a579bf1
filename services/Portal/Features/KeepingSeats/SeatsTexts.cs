namespace Coc.Portal.Features.KeepingSeats;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class SeatsTexts;
