namespace Coc.Portal.Features.WorkingFromOutside;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class EngagementTexts;
