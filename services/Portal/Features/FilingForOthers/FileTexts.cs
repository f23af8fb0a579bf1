namespace Coc.Portal.Features.FilingForOthers;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class FileTexts;
