namespace Coc.Portal.Pages.Measures;

/// <summary>Names the resource file of the words for measures, orders and what people answer to them.</summary>
internal sealed class MeasureTexts;
