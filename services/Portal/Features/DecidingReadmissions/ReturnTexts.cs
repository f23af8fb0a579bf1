namespace Coc.Portal.Features.DecidingReadmissions;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class ReturnTexts;
