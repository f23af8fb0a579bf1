namespace Coc.Portal.Features.SeeingWhatWaits;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class WorkTexts;
