namespace Coc.Portal.Features.FollowingReports;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class OwnPageTexts;
