namespace Coc.Portal.Pages.Measures;

/// <summary>Names the resource file of the parts of which pages are made.</summary>
internal sealed class MeasurePartsTexts;
