namespace Coc.Portal.Features.ForwardingReports;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class ForwardTexts;
