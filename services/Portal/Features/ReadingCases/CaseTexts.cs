namespace Coc.Portal.Features.ReadingCases;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class CaseTexts;
