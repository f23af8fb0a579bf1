namespace Coc.Portal.Features.SettingPolicies;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class PolicyTexts;
