namespace Coc.Portal.Features.WritingInRooms;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class WritingTexts;
