namespace Coc.Portal.Features.OpeningCases;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class OpenCaseTexts;
