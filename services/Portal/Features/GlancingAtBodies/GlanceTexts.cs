namespace Coc.Portal.Features.GlancingAtBodies;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class GlanceTexts;
