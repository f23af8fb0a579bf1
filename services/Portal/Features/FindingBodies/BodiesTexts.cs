namespace Coc.Portal.Features.FindingBodies;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class BodiesTexts;
