namespace Coc.Portal.Features.FindingCases;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class CasesTexts;
