namespace Coc.Portal.Features.KeepingApiKeys;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class ApiKeysTexts;
