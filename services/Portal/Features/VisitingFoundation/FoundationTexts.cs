namespace Coc.Portal.Features.VisitingFoundation;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class FoundationTexts;
