namespace Coc.Portal.Features.KeepingDuty;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class DutyTexts;
