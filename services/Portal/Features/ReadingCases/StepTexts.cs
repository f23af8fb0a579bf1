namespace Coc.Portal.Features.ReadingCases;

/// <summary>Names the resource file of what each step of a case's history is called.</summary>
internal sealed class StepTexts;
