namespace Coc.Portal.Features.KeepingTies;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class TiesTexts;
