namespace Coc.Portal.Features.KeepingWebhooks;

/// <param name="State">proposed, active, stopped</param>
/// <param name="FailingSince">its bot takes nothing</param>
public sealed record WebhookItem(Guid Id, string Space, string State, string? StoppedBecause, string? Url, DateTimeOffset? FailingSince, WebhookProposal? Proposed);

public sealed record WebhookProposal(Guid Proposal, string? Url, Guid By);

/// <param name="Kind">issued, withdrawn</param>
/// <param name="State">waiting, delivered, dropped, givenUp</param>
public sealed record DeliveryItem(Guid Id, Guid Order, string Kind, string State, DateTimeOffset Created, DateTimeOffset? Next, IReadOnlyList<DeliveryAttempt>? Attempts);

public sealed record DeliveryAttempt(DateTimeOffset At, int? Status, string? Error);

/// <summary>A secret that is shown once. Prints nothing of it.</summary>
public sealed record SecretShown(string Secret)
{
    public override string ToString() => "";
}
