using System.Security.Cryptography;
using Coc.EventStore;
using Coc.Platform;
using Coc.Platform.Configuration;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Sanctions.Domain.Webhooks;
using Coc.Sanctions.Registry;
using Coc.Sanctions.Webhooks;
using Npgsql;

namespace Coc.Sanctions.Features.KeepingWebhooks;

/// <summary>
/// Where a space's orders are sent, so that a bot carries them out: the body's administration says where, another seat of the body confirms (P8), because accounts of people go there. The secret is shown once,
/// to who proposed or exchanged it.
/// </summary>
internal sealed class KeepWebhooks(Wall wall, SpaceRegistry spaces, Streams streams, NpgsqlDataSource database, ServiceSettings settings, TimeProvider time, CommandRunner runner)
{
    // Long enough to give a bot the new one, short enough for one that leaked.
    private static readonly TimeSpan FormerKept = TimeSpan.FromHours(24);

    public static void Map(IEndpointRouteBuilder routes)
    {
        const string all = "/api/bodies/{slug}/webhooks";
        routes.MapGet(all, (string slug, HttpContext context, KeepWebhooks keep) => keep.ListAsync(slug, context)).For(CallerKind.Seat);
        routes.MapPost(all, (string slug, HttpContext context, KeepWebhooks keep) => keep.ProposeAsync(slug, context)).For(CallerKind.Seat);
        routes.MapPost(all + "/{id:guid}/confirm", (string slug, Guid id, HttpContext context, KeepWebhooks keep) => keep.ConfirmAsync(slug, id, context)).For(CallerKind.Seat);
        routes.MapPost(all + "/{id:guid}/secret", (string slug, Guid id, HttpContext context, KeepWebhooks keep) => keep.ChangeSecretAsync(slug, id, context)).For(CallerKind.Seat);
        routes.MapPost(all + "/{id:guid}/resume", (string slug, Guid id, HttpContext context, KeepWebhooks keep) => keep.ResumeAsync(slug, id, context)).For(CallerKind.Seat);
        routes.MapDelete(all + "/{id:guid}", (string slug, Guid id, HttpContext context, KeepWebhooks keep) => keep.RemoveAsync(slug, id, context)).For(CallerKind.Seat);
        routes.MapGet(all + "/{id:guid}/deliveries", (string slug, Guid id, HttpContext context, DeliveryLog log) => log.ReadAsync(slug, id, context)).For(CallerKind.Seat);
    }

    private async Task<IResult> ListAsync(string slug, HttpContext context)
    {
        await wall.ConfirmingAsync(context.Caller(), slug, context.RequestAborted);
        var keys = await database.ReadAsync(slug, "select id from app.webhooks where tenant_id = $1 and state <> 'removed' order by space, id", [slug], r => new StreamKey(slug, r.GetGuid(0)), context.RequestAborted);
        var since = (await database.ReadAsync(
            slug, "select webhook, since from app.webhook_troubles where tenant_id = $1", [slug], r => (r.GetGuid(0), r.GetFieldValue<DateTimeOffset>(1)), context.RequestAborted)).ToDictionary();
        var items = (await streams.WebhooksAsync(keys, context.RequestAborted)).Select(w => WebhookItem.Of(w.State, since.TryGetValue(w.Key.Id, out var at) ? at : null));
        return Results.Json(new Page<WebhookItem>([.. items], null), Json.Options);
    }

    private async Task<IResult> ProposeAsync(string slug, HttpContext context)
    {
        var acting = await wall.ManagingAsync(context.Caller(), slug, context.RequestAborted);
        var wanted = await context.ReadAsync<Wanted>();
        var known = (await spaces.OfAsync([slug], context.RequestAborted)).Select(s => s.Owned.Space);
        var fault = WebhookUrl.Fault(wanted.Url, settings.Demo);
        new Check().Text(wanted.Space, "space", 400).That(wanted.Space is null || known.Contains(wanted.Space), "space", "is not a space of this body").That(fault is null, "url", fault ?? "").Throw();
        return await runner.RunAsync(context, acting.Seat, async cancellationToken =>
        {
            var (proposal, secret, key) = (Ids.New(), NewSecret(), new StreamKey(slug, WebhookDecider.IdOf(slug, wanted.Space!)));
            var command = new WebhookCommand.Propose(key.Id, proposal, slug, wanted.Space!, wanted.Url!, secret, acting.Seat.Id, context.Caller().Account);
            var changes = new Changes();
            Add(changes, await streams.WebhookAsync(key, cancellationToken), command);
            return new Attempt(changes, () => Answer.Of(202, new { Webhook = key.Id, proposal, secret }), null);
        });
    }

    private async Task<IResult> ConfirmAsync(string slug, Guid id, HttpContext context)
    {
        var (acting, key) = await OpenAsync(context, slug, id, wall.ConfirmingAsync);
        var proposal = (await context.ReadAsync<Confirmed>()).Proposal;
        new Check().That(proposal is not null, "proposal", "must not be empty").Throw();
        return await RunAsync(context, acting, key, new WebhookCommand.Confirm(proposal ?? Guid.Empty, acting.Seat.Id, context.Caller().Account), state =>
            [.. DeliveryRows.Afresh(key), DeliveryRows.OpenOrders(key, state.Space)]);
    }

    private async Task<IResult> ChangeSecretAsync(string slug, Guid id, HttpContext context)
    {
        var (acting, key) = await OpenAsync(context, slug, id, wall.ManagingAsync);
        return await runner.RunAsync(context, acting.Seat, async cancellationToken =>
        {
            var (secret, changes) = (NewSecret(), new Changes());
            Add(changes, await streams.WebhookAsync(key, cancellationToken), new WebhookCommand.ChangeSecret(secret, time.GetUtcNow() + FormerKept, acting.Seat.Id));
            return new Attempt(changes, () => Answer.Of(200, new { secret }), null);
        });
    }

    private async Task<IResult> ResumeAsync(string slug, Guid id, HttpContext context)
    {
        var (acting, key) = await OpenAsync(context, slug, id, wall.ManagingAsync);
        return await RunAsync(context, acting, key, new WebhookCommand.Resume(acting.Seat.Id), _ => DeliveryRows.Afresh(key));
    }

    private async Task<IResult> RemoveAsync(string slug, Guid id, HttpContext context)
    {
        var (acting, key) = await OpenAsync(context, slug, id, wall.ManagingAsync);
        return await RunAsync(context, acting, key, new WebhookCommand.Remove(acting.Seat.Id), _ => DeliveryRows.Nothing(key));
    }

    private Task<IResult> RunAsync(HttpContext context, ActingSeat acting, StreamKey key, WebhookCommand command, Func<WebhookState, IEnumerable<StoreStatement>> follows) =>
        runner.RunAsync(context, acting.Seat, async cancellationToken =>
        {
            var changes = new Changes();
            if (Add(changes, await streams.WebhookAsync(key, cancellationToken), command) is { } after)
            {
                changes.Add(follows(after));
            }

            return new Attempt(changes, () => Answer.Empty(), null);
        });

    /// <returns>the state after it, null when it was so already</returns>
    private static WebhookState? Add(Changes changes, Loaded<WebhookState> webhook, WebhookCommand command)
    {
        var events = CommandRunner.Accepted(WebhookDecider.Decide(command, webhook.State));
        if (events.Count == 0)
        {
            return null;
        }

        var after = events.Aggregate(webhook.State, WebhookState.Evolve);
        changes.Add(webhook.Key, Streams.WebhookType, webhook.Version, events, after);
        return after;
    }

    private async Task<(ActingSeat Acting, StreamKey Key)> OpenAsync(HttpContext context, string slug, Guid id, Func<Caller, string, CancellationToken, Task<ActingSeat>> asWhom)
    {
        var acting = await asWhom(context.Caller(), slug, context.RequestAborted);
        await RequireAsync(database, slug, id, context.RequestAborted);
        return (acting, new StreamKey(slug, id));
    }

    public static async Task RequireAsync(NpgsqlDataSource database, string slug, Guid id, CancellationToken cancellationToken)
    {
        if ((await database.ReadAsync(slug, "select 1 from app.webhooks where tenant_id = $1 and id = $2 and state <> 'removed'", [slug, id], r => r.GetInt32(0), cancellationToken)).Count == 0)
        {
            throw new ProblemException(Problems.NotFound);
        }
    }

    private static string NewSecret() => WebhookSignature.SecretOf(RandomNumberGenerator.GetBytes(WebhookSignature.SecretSize));

    private sealed record Wanted(string? Space, string? Url);

    private sealed record Confirmed(Guid? Proposal);

    /// <param name="Url">where orders go now</param>
    /// <param name="FailingSince">its bot takes nothing</param>
    private sealed record WebhookItem(Guid Id, string Space, string State, string? StoppedBecause, string? Url, DateTimeOffset? FailingSince, ProposalItem? Proposed)
    {
        public static WebhookItem Of(WebhookState state, DateTimeOffset? failingSince) => new(
            state.Webhook, state.Space, state.State, state.StoppedBecause, state.Url?.Value, failingSince,
            state.Pending is { } pending ? new(pending.Proposal, pending.Url.Value, pending.Seat) : null);
    }

    private sealed record ProposalItem(Guid Proposal, string? Url, Guid By);
}
