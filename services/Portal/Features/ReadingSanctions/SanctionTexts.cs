namespace Coc.Portal.Features.ReadingSanctions;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class SanctionTexts;
