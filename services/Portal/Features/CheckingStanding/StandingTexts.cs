namespace Coc.Portal.Features.CheckingStanding;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class StandingTexts;
