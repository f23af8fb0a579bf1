using System.Globalization;
using Coc.Platform.Http;
using Coc.Portal.Talking;

namespace Coc.Portal.Features.FindingBodies;

/// <summary>Who handles reports of what. The API has no search by name, so all are read, some hundreds, and looked through here.</summary>
internal sealed class PublicDirectory(Api api)
{
    private const int PerPage = 50;
    private const int Batch = 200;
    private const int MostBatches = 20;

    public async Task<BodyList> SearchAsync(string query, int page, CancellationToken cancellationToken)
    {
        var fitting = (await AllAsync(cancellationToken))
            .Where(b => Fits(b, query))
            .OrderBy(b => b.Kind switch { "foundation" => 0, "parent" => 1, _ => 2 })
            .ThenBy(b => b.Name, StringComparer.CurrentCultureIgnoreCase)
            .ToList();
        var pages = Math.Max(1, (fitting.Count + PerPage - 1) / PerPage);
        var shown = Math.Clamp(page, 1, pages);
        return new(query, [.. fitting.Skip((shown - 1) * PerPage).Take(PerPage)], fitting.Count, shown, pages);
    }

    /// <exception cref="RefusedException">404</exception>
    public Task<BodyView> ReadAsync(string slug, CancellationToken cancellationToken) => api.GetAsync<BodyView>(Of(slug), cancellationToken);

    /// <summary>Who acts for a body: itself, or its foundation.</summary>
    public async Task<BodyView> HandlerOfAsync(BodyView body, CancellationToken cancellationToken) =>
        body is { Handling: "foundation", Foundation: { } foundation } && await api.FindAsync<BodyView>(Of(foundation), cancellationToken) is { } handler ? handler : body;

    /// <summary>Without regard to case and accents, as people type names.</summary>
    internal static bool Fits(BodyView body, string query) => query.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word =>
        CultureInfo.InvariantCulture.CompareInfo.IndexOf(body.Name, word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0 || body.Slug.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static string Of(string slug) => $"/api/bodies/{Uri.EscapeDataString(slug)}";

    private async Task<IReadOnlyList<BodyView>> AllAsync(CancellationToken cancellationToken)
    {
        var all = new List<BodyView>();
        string? cursor = null;
        for (var batch = 0; batch < MostBatches; batch++)
        {
            var page = await api.GetAsync<Page<BodyView>>($"/api/bodies?limit={Batch}{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}", cancellationToken);
            all.AddRange(page.Items);
            cursor = page.Next;
            if (cursor is null)
            {
                break;
            }
        }

        return all;
    }
}
