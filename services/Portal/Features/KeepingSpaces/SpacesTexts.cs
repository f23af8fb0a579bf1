namespace Coc.Portal.Features.KeepingSpaces;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class SpacesTexts;
