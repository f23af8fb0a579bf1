namespace Coc.Portal.Features.ExchangingCodes;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class CodesTexts;
