using Coc.EventStore;

namespace Coc.Sanctions.Domain.Webhooks;

/// <summary>Facts about the one place to which a space's orders are sent, so that a bot carries them out (R48). Two seats choose it (P8): accounts of people go there.</summary>
internal abstract record WebhookEvent
{
    /// <param name="Proposal">what the second seat confirms, and nothing that came after it</param>
    /// <param name="Account">of who proposes: a person with two seats is one</param>
    internal sealed record WebhookProposed(Guid Webhook, Guid Proposal, string Body, string Space, Sensitive<string> Url, Sensitive<string> Secret, Guid Seat, Guid Account) : WebhookEvent;

    internal sealed record WebhookConfirmed(Guid Proposal, Guid Seat, Guid Account) : WebhookEvent;

    /// <param name="FormerUntil">until when the former secret is good too, by the system's clock</param>
    internal sealed record WebhookSecretChanged(Sensitive<string> Secret, DateTimeOffset FormerUntil, Guid Seat) : WebhookEvent;

    /// <summary>Nothing is sent any more until somebody resumes it; what is ordered meanwhile waits.</summary>
    /// <param name="Because">failing, gone</param>
    internal sealed record WebhookStopped(string Because) : WebhookEvent;

    internal sealed record WebhookResumed(Guid Seat) : WebhookEvent;

    internal sealed record WebhookRemoved(Guid Seat) : WebhookEvent;
}
