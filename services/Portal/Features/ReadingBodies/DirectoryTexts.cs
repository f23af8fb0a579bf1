namespace Coc.Portal.Features.ReadingBodies;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class DirectoryTexts;
