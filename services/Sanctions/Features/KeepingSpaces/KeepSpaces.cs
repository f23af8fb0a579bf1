using Coc.EventStore;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Features.KeepingSpaces;

/// <summary>A body's spaces and who looks after them (R47). A space that comes later gets the orders of what is in force.</summary>
internal sealed class KeepSpaces(Wall wall, BodyDirectory directory, SpaceRegistry registry, Finder finder, CommandRunner runner)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/bodies/{slug}/spaces", (string slug, HttpContext context, KeepSpaces keep) => keep.GetAsync(slug, context)).For(CallerKind.Seat);
        routes.MapPut("/api/bodies/{slug}/spaces", (string slug, HttpContext context, KeepSpaces keep) => keep.PutAsync(slug, context)).For(CallerKind.Seat);
    }

    private async Task<IResult> GetAsync(string slug, HttpContext context)
    {
        var cancellationToken = context.RequestAborted;
        var caller = context.Caller();
        if (await wall.FindDecidingAsync(caller, slug, cancellationToken) is null
            && (await directory.FindAsync(slug, cancellationToken) is null || caller.SeatIn(slug, "moderator", "executor", "liaison") is null))
        {
            await wall.ManagingAsync(caller, slug, cancellationToken);
        }

        return Results.Json(await ItemsAsync(slug, cancellationToken), Json.Options);
    }

    private async Task<IResult> PutAsync(string slug, HttpContext context)
    {
        var acting = await wall.ManagingAsync(context.Caller(), slug, context.RequestAborted);
        var wanted = await context.ReadAsync<List<SpaceItem?>>();
        Require(wanted);
        var known = (await ItemsAsync(slug, context.RequestAborted)).Select(s => s.Space!).ToHashSet();
        return await runner.RunAsync(context, acting.Seat, async cancellationToken =>
        {
            var changes = new Changes();
            changes.Add(new StoreStatement(slug, "delete from app.spaces where tenant_id = $1 and not space = any ($2)", slug, wanted.Select(s => s!.Space!.Trim()).ToArray()));
            changes.Add(wanted.Select(s => new StoreStatement(
                slug, "insert into app.spaces (tenant_id, space, executors) values ($1, $2, $3) on conflict (tenant_id, space) do update set executors = excluded.executors",
                slug, s!.Space!.Trim(), s.Executors?.Distinct().ToArray() ?? [])));
            if (wanted.Any(s => !known.Contains(s!.Space!.Trim())))
            {
                var active = await finder.ActiveInAsync(acting.Body.Slug, acting.Body.Foundation, acting.Body.Parent, cancellationToken);
                changes.Add(active.Select(a => Tables.ReadRows.Due(Effects.CatchUpDue, a.Key, runner.Now)));
            }

            return new Attempt(changes, () => Answer.Of(200, wanted), null);
        });
    }

    private async Task<IReadOnlyList<SpaceItem>> ItemsAsync(string slug, CancellationToken cancellationToken) =>
        [.. (await registry.OfAsync([slug], cancellationToken)).Select(s => new SpaceItem(s.Owned.Space, s.Executors))];

    private static void Require(List<SpaceItem?> wanted)
    {
        var check = new Check().AtMost(wanted, "spaces", 200);
        var seen = new HashSet<string>();
        foreach (var (space, i) in wanted.Take(200).Select((s, i) => (s, i)))
        {
            check.Text(space?.Space, $"[{i}].space", 400).AtMost(space?.Executors, $"[{i}].executors", 50)
                .That(space?.Space is null || Domain.OrderPlan.PlatformOf(space.Space.Trim()).Length > 0, $"[{i}].space", "must begin with its platform, such as github:")
                .That(space?.Space is null || seen.Add(space.Space.Trim()), $"[{i}].space", "is named twice");
        }

        check.Throw();
    }

    private sealed record SpaceItem(string? Space, IReadOnlyList<Guid>? Executors);
}
