namespace Coc.Portal.Features.ActingAtOnce;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class EmergencyTexts;
