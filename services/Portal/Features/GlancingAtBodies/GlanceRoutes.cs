using System.Globalization;
using Coc.Portal.Seats;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Coc.Portal.Features.GlancingAtBodies;

/// <summary>All bodies at a glance: who handles what, how fresh the entry is, how long hand-overs took. Also, filtered, the projects without a committee.</summary>
internal static class GlanceRoutes
{
    private const int PageSize = 25;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/foundation/bodies", async (string? show, string? cursor, Api api, CancellationToken cancellationToken) =>
    {
        var me = await Me.AskAsync(api, cancellationToken);
        var all = await BodyCard.AllAsync(api, cancellationToken);
        var overdue = show == "overdue" ? await OverdueAsync(api, cancellationToken) : [];
        var chosen = all.Where(b => show switch { "own" => !b.IsServed, "served" => b.IsServed, "overdue" => overdue.Contains(b.Slug), _ => true }).ToList();
        var start = int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var from) ? Math.Min(from, chosen.Count) : 0;
        var shown = chosen.Skip(start).Take(PageSize).ToList();
        var foundations = all.Where(b => b.Kind == "foundation" && me.ReadsAllOf(b)).ToList();
        var sums = await SumsAsync(api, [.. shown.Concat(foundations).Where(me.ReadsAllOf).DistinctBy(b => b.Slug)], cancellationToken);
        return new RazorComponentResult<GlancePage>(new
        {
            Show = show ?? "all", Count = chosen.Count,
            Rows = shown.Select(b => new Glance(b, sums.GetValueOrDefault(b.Slug))).ToList(),
            Totals = foundations.Select(b => new Glance(b, sums.GetValueOrDefault(b.Slug))).Where(g => g.Own is not null).ToList(),
            Cursor = start == 0 ? null : cursor,
            Next = start + PageSize < chosen.Count ? (start + PageSize).ToString(CultureInfo.InvariantCulture) : null,
        });
    });

    private static async Task<HashSet<string>> OverdueAsync(Api api, CancellationToken cancellationToken)
    {
        var slugs = new HashSet<string>();
        string? cursor = null;
        do
        {
            var path = "/api/bodies?verification=overdue&limit=200" + (cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}");
            (var items, cursor) = await api.GetAsync<Listed<BodyCard>>(path, cancellationToken);
            slugs.UnionWith(items.Select(b => b.Slug));
        }
        while (cursor is not null);
        return slugs;
    }

    private static async Task<Dictionary<string, OversightSums>> SumsAsync(Api api, IReadOnlyList<BodyCard> bodies, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(bodies.Select(async b => (b.Slug, Sums: await api.FindAsync<OversightSums>($"/api/bodies/{b.Slug}/oversight", cancellationToken))));
        return found.Where(f => f.Sums is not null).ToDictionary(f => f.Slug, f => f.Sums!);
    }
}
