namespace Coc.Portal.Features.NotingOversight;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class OversightTexts;
