namespace Coc.Portal.Features.ShowingTransparency;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class TransparencyTexts;
