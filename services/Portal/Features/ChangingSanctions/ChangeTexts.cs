namespace Coc.Portal.Features.ChangingSanctions;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class ChangeTexts;
