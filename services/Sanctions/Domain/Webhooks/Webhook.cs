using System.Diagnostics;
using Coc.EventStore;

namespace Coc.Sanctions.Domain.Webhooks;

/// <summary>Where a space's orders go, as its events tell it. One stream for each space: whatever was proposed, confirmed and removed there.</summary>
internal sealed record WebhookState
{
    public const string Proposed = "proposed";
    public const string Active = "active";
    public const string Stopped = "stopped";
    public const string Removed = "removed";

    public static WebhookState None { get; } = new();

    public Guid Webhook { get; init; }

    public string Space { get; init; } = "";

    /// <summary>proposed, active, stopped, removed</summary>
    public string State { get; init; } = "";

    public string? StoppedBecause { get; init; }

    public Sensitive<string>? Url { get; init; }

    public Sensitive<string>? Secret { get; init; }

    public (Sensitive<string> Secret, DateTimeOffset Until)? Former { get; init; }

    /// <summary>What waits for a second seat.</summary>
    public WebhookEvent.WebhookProposed? Pending { get; init; }

    /// <summary>Orders are sent, or wait to be.</summary>
    public bool InUse => State is Active or Stopped;

    /// <summary>With which it signs and is signed to now, the current one first.</summary>
    public IReadOnlyList<string> SecretsAt(DateTimeOffset now) =>
        [.. new[] { Secret?.Value, Former is { } former && now < former.Until ? former.Secret.Value : null }.OfType<string>()];

    public static WebhookState Evolve(WebhookState state, WebhookEvent happened) => happened switch
    {
        WebhookEvent.WebhookProposed e => state with { Webhook = e.Webhook, Space = e.Space, Pending = e, State = state.InUse ? state.State : Proposed },
        WebhookEvent.WebhookConfirmed => state with { Url = state.Pending!.Url, Secret = state.Pending.Secret, Former = null, Pending = null, State = Active, StoppedBecause = null },
        WebhookEvent.WebhookSecretChanged e => state with { Secret = e.Secret, Former = (state.Secret!, e.FormerUntil) },
        WebhookEvent.WebhookStopped e => state with { State = Stopped, StoppedBecause = e.Because },
        WebhookEvent.WebhookResumed => state with { State = Active, StoppedBecause = null },
        WebhookEvent.WebhookRemoved => state with { State = Removed, Url = null, Secret = null, Former = null, Pending = null, StoppedBecause = null },
        _ => throw new UnreachableException(),
    };
}

internal abstract record WebhookCommand
{
    internal sealed record Propose(Guid Webhook, Guid Proposal, string Body, string Space, string Url, string Secret, Guid Seat, Guid Account) : WebhookCommand;

    internal sealed record Confirm(Guid Proposal, Guid Seat, Guid Account) : WebhookCommand;

    internal sealed record ChangeSecret(string Secret, DateTimeOffset FormerUntil, Guid Seat) : WebhookCommand;

    /// <param name="Because">failing, gone</param>
    internal sealed record Stop(string Because) : WebhookCommand;

    internal sealed record Resume(Guid Seat) : WebhookCommand;

    internal sealed record Remove(Guid Seat) : WebhookCommand;
}

/// <summary>The rules of one webhook: one seat proposes, another confirms that very proposal (P8); to stop and to remove takes one.</summary>
internal static class WebhookDecider
{
    private const string Owner = "webhook";

    /// <summary>One for each space of a body.</summary>
    public static Guid IdOf(string body, string space) => Platform.Ids.V5(Guid.Empty, $"webhook:{body}:{space}");

    public static Decision<WebhookEvent> Decide(WebhookCommand command, WebhookState state) => (command, state.State) switch
    {
        (WebhookCommand.Propose c, _) => Decision<WebhookEvent>.Of(
            new WebhookEvent.WebhookProposed(c.Webhook, c.Proposal, c.Body, c.Space, Sensitive.Of(c.Url, Owner), Sensitive.Of(c.Secret, Owner), c.Seat, c.Account)),
        (_, "") => new Refusal("unknownWebhook", null, "There is no such webhook."),
        (WebhookCommand.Confirm c, _) => Confirm(c, state),
        (WebhookCommand.Remove, WebhookState.Removed) or (WebhookCommand.Resume, WebhookState.Active) or (WebhookCommand.Stop, not WebhookState.Active) => Decision<WebhookEvent>.Nothing,
        (WebhookCommand.Remove c, _) => Decision<WebhookEvent>.Of(new WebhookEvent.WebhookRemoved(c.Seat)),
        (WebhookCommand.Stop c, _) => Decision<WebhookEvent>.Of(new WebhookEvent.WebhookStopped(c.Because)),
        _ when !state.InUse => new Refusal("notConfirmed", "P8", "A second seat has to confirm it first."),
        (WebhookCommand.Resume c, _) => Decision<WebhookEvent>.Of(new WebhookEvent.WebhookResumed(c.Seat)),
        (WebhookCommand.ChangeSecret c, _) => Decision<WebhookEvent>.Of(new WebhookEvent.WebhookSecretChanged(Sensitive.Of(c.Secret, Owner), c.FormerUntil, c.Seat)),
        _ => throw new UnreachableException(),
    };

    private static Decision<WebhookEvent> Confirm(WebhookCommand.Confirm c, WebhookState state) => state.Pending switch
    {
        null => new Refusal("nothingProposed", "P8", "Nothing waits for a second seat here."),
        var pending when pending.Proposal != c.Proposal => new Refusal("proposalChanged", "P8", "Something else is proposed by now: look again."),
        var pending when pending.Seat == c.Seat || pending.Account == c.Account => new Refusal("secondSeat", "P8", "Another than who proposed it has to confirm."),
        _ => Decision<WebhookEvent>.Of(new WebhookEvent.WebhookConfirmed(c.Proposal, c.Seat, c.Account)),
    };
}
