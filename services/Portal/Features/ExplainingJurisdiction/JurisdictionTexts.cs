namespace Coc.Portal.Features.ExplainingJurisdiction;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class JurisdictionTexts;
