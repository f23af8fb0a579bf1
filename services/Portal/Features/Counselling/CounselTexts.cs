namespace Coc.Portal.Features.Counselling;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class CounselTexts;
