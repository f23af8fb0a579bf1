namespace Coc.Portal.Talking;

/// <summary>Names the resource file of what refusals mean.</summary>
internal sealed class RefusalTexts;
