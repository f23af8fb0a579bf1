namespace Coc.Portal.Features.UsingKeys;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class KeysTexts;
