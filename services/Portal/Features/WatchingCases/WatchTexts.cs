namespace Coc.Portal.Features.WatchingCases;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class WatchTexts;
