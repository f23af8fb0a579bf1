using System.Collections.Concurrent;

namespace Coc.Portal.Talking;

/// <summary>Names of bodies and of who sits in them, as the public directory has them; kept for a few minutes, because every page of the workspace shows them.</summary>
internal sealed class KnownBodies(TimeProvider time)
{
    private const int Most = 2000;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<string, (KnownBody Body, DateTimeOffset Until)> known = new();

    /// <summary>What nobody can say just now, or of a body that is not there, is its short name.</summary>
    public async Task<KnownBody> OfAsync(Api api, string slug, CancellationToken cancellationToken)
    {
        if (known.TryGetValue(slug, out var kept) && kept.Until > time.GetUtcNow())
        {
            return kept.Body;
        }

        KnownBody? body = null;
        await Trying.SendAsync(async () => body = await api.GetAsync<KnownBody>($"/api/bodies/{Uri.EscapeDataString(slug)}", cancellationToken), cancellationToken);
        if (body is null)
        {
            return new(slug, slug);
        }

        if (known.Count >= Most)
        {
            known.Clear();
        }

        known[slug] = (body, time.GetUtcNow() + Kept);
        return body;
    }

    /// <summary>Several at once, in their order.</summary>
    public async Task<IReadOnlyList<KnownBody>> OfAsync(Api api, IEnumerable<string> slugs, CancellationToken cancellationToken) =>
        await Task.WhenAll(slugs.Distinct().Select(s => OfAsync(api, s, cancellationToken)));
}

/// <summary>A body of the public directory.</summary>
/// <param name="Kind">project, foundation, parent</param>
public sealed record KnownBody(string Slug, string Name, string? Kind = null, IReadOnlyList<KnownSeat>? Responders = null)
{
    /// <summary>The name of who holds a seat that decides here; null when it is not one, or the name is not public.</summary>
    public string? HolderOf(Guid seat) => Responders?.FirstOrDefault(r => r.Seat == seat)?.Name;
}

/// <summary>A seat that decides.</summary>
public sealed record KnownSeat(Guid Seat, string? Role, string? Name);
