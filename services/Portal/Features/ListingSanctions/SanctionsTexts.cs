namespace Coc.Portal.Features.ListingSanctions;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class SanctionsTexts;
