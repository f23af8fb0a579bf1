namespace Coc.Portal.Features.Reporting;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class ReportTexts;
