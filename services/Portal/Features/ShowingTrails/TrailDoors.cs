using Coc.Portal.Talking;

namespace Coc.Portal.Features.ShowingTrails;

/// <summary>
/// Which cases of a trail the visitor may open. A step says the code name of its case and not its id, so the API is asked for cases of that name: it answers those only that are there for this visitor.
/// </summary>
public sealed record TrailDoors(IReadOnlyDictionary<(string Body, string CodeName), Guid> Cases)
{
    private const int Most = 20;

    public static TrailDoors None { get; } = new(new Dictionary<(string, string), Guid>());

    public Guid? Of(TrailNode node) => node.CodeName is { } name && Cases.TryGetValue((node.Body, name), out var id) ? id : null;

    internal static async Task<TrailDoors> OfAsync(Api api, Me me, Trail trail, CancellationToken cancellationToken)
    {
        var named = trail.Nodes.Where(n => n.CodeName is not null && me.DecidesIn.Contains(n.Body)).Select(n => (n.Body, CodeName: n.CodeName!)).Distinct().Take(Most);
        var found = await Task.WhenAll(named.Select(async n => (Name: n, Id: await FindAsync(api, n.Body, n.CodeName, cancellationToken))));
        return new(found.Where(f => f.Id is not null).ToDictionary(f => f.Name, f => f.Id!.Value));
    }

    private static async Task<Guid?> FindAsync(Api api, string body, string codeName, CancellationToken cancellationToken)
    {
        try
        {
            var cases = await api.SendAsync<Listed<NamedCase>>(HttpMethod.Post, $"/api/bodies/{Uri.EscapeDataString(body)}/cases/search", new { Q = codeName }, cancellationToken);
            return cases.Items.FirstOrDefault(c => c.CodeName == codeName)?.Id;
        }
        catch (RefusedException refused) when (refused.Refusal.Status == StatusCodes.Status404NotFound)
        {
            return null;
        }
    }

    private sealed record NamedCase(Guid Id, string CodeName);
}
