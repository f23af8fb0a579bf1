namespace Coc.Portal.Features.AnsweringNotices;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class NoticesTexts;
