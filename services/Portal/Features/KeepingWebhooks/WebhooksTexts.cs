namespace Coc.Portal.Features.KeepingWebhooks;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class WebhooksTexts;
