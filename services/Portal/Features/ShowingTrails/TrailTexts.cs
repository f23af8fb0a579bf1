namespace Coc.Portal.Features.ShowingTrails;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class TrailTexts;
