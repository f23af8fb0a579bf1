namespace Coc.Portal.Features.EnteringRooms;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class RoomTexts;
