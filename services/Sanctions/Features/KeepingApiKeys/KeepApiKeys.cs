using Coc.EventStore;
using Coc.Platform;
using Coc.Platform.Configuration;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Npgsql;

namespace Coc.Sanctions.Features.KeepingApiKeys;

/// <summary>Keys for a body's bots: shown once, kept as keyed hashes, revoked at once.</summary>
internal sealed class KeepApiKeys(Wall wall, NpgsqlDataSource database, ServiceSettings settings, CommandRunner runner)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/bodies/{slug}/api-keys", (string slug, HttpContext context, KeepApiKeys keys) => keys.ListAsync(slug, context)).For(CallerKind.Seat);
        routes.MapPost("/api/bodies/{slug}/api-keys", (string slug, HttpContext context, KeepApiKeys keys) => keys.MakeAsync(slug, context)).For(CallerKind.Seat);
        routes.MapDelete("/api/bodies/{slug}/api-keys/{id:guid}", (string slug, Guid id, HttpContext context, KeepApiKeys keys) => keys.RevokeAsync(slug, id, context))
            .For(CallerKind.Seat);
    }

    private async Task<IResult> ListAsync(string slug, HttpContext context)
    {
        await wall.ManagingAsync(context.Caller(), slug, context.RequestAborted);
        return Results.Json(new Page<KeyItem>(await ReadAsync(slug, context.RequestAborted), null), Json.Options);
    }

    private async Task<IResult> MakeAsync(string slug, HttpContext context)
    {
        var acting = await wall.ManagingAsync(context.Caller(), slug, context.RequestAborted);
        var name = context.Request.ContentLength is > 0 || context.Request.Headers.TransferEncoding.Count > 0 ? (await context.ReadAsync<Request>()).Name : null;
        new Check().Optional(name, "name", 100).Throw();
        return await runner.RunAsync(context, acting.Seat, _ =>
        {
            var (id, key, changes) = (Ids.New(), Codes.New(), new Changes());
            changes.Add(new StoreStatement(
                slug, "insert into app.api_keys (tenant_id, id, key_hash, name, made_by, made_at) values ($1, $2, $3, $4::varchar, $5, $6)",
                slug, id, Codes.Hash(settings.Pepper, "api-key", key), name, acting.Seat.Id, runner.Now));
            return Task.FromResult(new Attempt(changes, () => Answer.Of(201, new { id, key, name }), null));
        });
    }

    private async Task<IResult> RevokeAsync(string slug, Guid id, HttpContext context)
    {
        var acting = await wall.ManagingAsync(context.Caller(), slug, context.RequestAborted);
        if ((await ReadAsync(slug, context.RequestAborted)).All(k => k.Id != id))
        {
            throw new ProblemException(Problems.NotFound);
        }

        return await runner.RunAsync(context, acting.Seat, _ =>
        {
            var changes = new Changes();
            changes.Add(new StoreStatement(slug, "update app.api_keys set revoked = coalesce(revoked, $3) where tenant_id = $1 and id = $2", slug, id, runner.Now));
            return Task.FromResult(new Attempt(changes, () => Answer.Empty(), null));
        });
    }

    private Task<IReadOnlyList<KeyItem>> ReadAsync(string slug, CancellationToken cancellationToken) => database.ReadAsync(
        slug, "select id, name, made_at, revoked from app.api_keys where tenant_id = $1 order by made_at, id", [slug],
        row => new KeyItem(row.GetGuid(0), row.TextOrNull(1), row.GetFieldValue<DateTimeOffset>(2), row.InstantOrNull(3)), cancellationToken);

    private sealed record Request(string? Name);

    private sealed record KeyItem(Guid Id, string? Name, DateTimeOffset MadeAt, DateTimeOffset? Revoked);
}
