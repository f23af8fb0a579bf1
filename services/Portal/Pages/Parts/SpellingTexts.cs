namespace Coc.Portal.Pages.Parts;

/// <summary>Names the resource file of the words in which codes are read out.</summary>
internal sealed class SpellingTexts;
