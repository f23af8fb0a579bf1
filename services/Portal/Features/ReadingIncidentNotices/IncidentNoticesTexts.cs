namespace Coc.Portal.Features.ReadingIncidentNotices;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class IncidentNoticesTexts;
