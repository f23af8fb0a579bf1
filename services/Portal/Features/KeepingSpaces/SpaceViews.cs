using System.Security.Cryptography;
using System.Text;
using Coc.Portal.Talking;

namespace Coc.Portal.Features.KeepingSpaces;

/// <summary>A place where a measure counts, and who carries out what is ordered there.</summary>
public sealed record SpaceItem(string Space, IReadOnlyList<Guid>? Executors);

/// <summary>A seat that can look after a space.</summary>
public sealed record ExecutorSeat(Guid Id, string Name);

/// <summary>A body's spaces as they were read. The API takes the whole list: whoever changes one says which list they saw.</summary>
public sealed record SpaceList(IReadOnlyList<SpaceItem> Items)
{
    private const string Executing = "executor";
    private const string Moderating = "moderator";

    /// <summary>Stands for this very list.</summary>
    public string Mark => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Items.Select(i => $"{i.Space} {string.Join(' ', i.Executors ?? [])}")))))[..16];

    public SpaceItem? Find(string? space) => Items.FirstOrDefault(i => i.Space == space);

    public IReadOnlyList<SpaceItem> Without(string? space) => [.. Items.Where(i => i.Space != space)];

    internal static async Task<SpaceList> ReadAsync(Api api, string slug, CancellationToken cancellationToken) => new(await api.GetAsync<List<SpaceItem>>(Path(slug), cancellationToken));

    internal static Task SaveAsync(Api api, string slug, IEnumerable<SpaceItem> items, CancellationToken cancellationToken) => api.DoAsync(HttpMethod.Put, Path(slug), items.ToList(), cancellationToken);

    /// <summary>Those of the body and of its foundation, as far as the visitor may read their seats.</summary>
    internal static async Task<IReadOnlyList<ExecutorSeat>> ExecutorsAsync(Api api, string slug, CancellationToken cancellationToken)
    {
        var foundation = (await api.FindAsync<BodyListed>($"/api/bodies/{Uri.EscapeDataString(slug)}", cancellationToken))?.Foundation;
        var found = new List<ExecutorSeat>();
        foreach (var body in new[] { slug, foundation }.OfType<string>().Distinct())
        {
            var seats = await api.FindAsync<Listed<SeatListed>>($"/api/bodies/{Uri.EscapeDataString(body)}/seats?limit=200", cancellationToken);
            found.AddRange((seats?.Items ?? []).Where(s => s.Role is Executing or Moderating).Select(s => new ExecutorSeat(s.Id, $"{s.Name ?? $"{s.Id}"} ({body})")));
        }

        return found;
    }

    private static string Path(string slug) => $"/api/bodies/{Uri.EscapeDataString(slug)}/spaces";

    private sealed record BodyListed(string? Foundation);

    private sealed record SeatListed(Guid Id, string? Name, string Role);
}
