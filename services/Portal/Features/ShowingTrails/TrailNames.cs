using Coc.Portal.Seats;
using Coc.Portal.Talking;

namespace Coc.Portal.Features.ShowingTrails;

/// <summary>What bodies and deciding seats of a trail are called in the public directory.</summary>
public sealed record TrailNames(IReadOnlyDictionary<string, string> Bodies, IReadOnlyDictionary<Guid, string> Seats)
{
    private const int Most = 20;

    public static TrailNames None { get; } = new(new Dictionary<string, string>(), new Dictionary<Guid, string>());

    internal static async Task<TrailNames> OfAsync(Api api, Trail trail, CancellationToken cancellationToken)
    {
        var slugs = trail.Nodes.Select(n => n.Body).Where(b => !IsRegister(b)).Distinct().Take(Most);
        var found = await Task.WhenAll(slugs.Select(s => api.FindAsync<BodyCard>($"/api/bodies/{Uri.EscapeDataString(s)}", cancellationToken)));
        var cards = found.OfType<BodyCard>().ToList();
        return new(
            cards.ToDictionary(c => c.Slug, c => c.Name),
            cards.SelectMany(c => c.Responders).Where(r => r.Name is not null).GroupBy(r => r.Seat).ToDictionary(g => g.Key, g => g.First().Name!));
    }

    /// <summary>A store that belongs to no body, such as <c>*intake*</c>.</summary>
    internal static bool IsRegister(string body) => body.StartsWith('*');
}
