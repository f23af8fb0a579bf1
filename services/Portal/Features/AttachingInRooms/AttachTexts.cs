namespace Coc.Portal.Features.AttachingInRooms;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class AttachTexts;
