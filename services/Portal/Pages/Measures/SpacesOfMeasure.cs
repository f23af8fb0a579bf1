using Coc.Portal.Talking;

namespace Coc.Portal.Pages.Measures;

/// <summary>Spaces that a measure is for or could be for, to tick in a form; none where they are too many to tick or cannot be read: then they are written.</summary>
internal static class SpacesOfMeasure
{
    // More would be no list to tick in any more, and each body costs a question.
    private const int MostBodies = 5;
    private const int MostSpaces = 60;

    public static async Task<IReadOnlyList<string>> ReadAsync(Api api, SanctionView sanction, CancellationToken cancellationToken)
    {
        var spaces = new SortedSet<string>(sanction.Scope.Spaces ?? [], StringComparer.Ordinal);
        if (!sanction.Scope.Everywhere && sanction.Scope.Slugs.Count <= MostBodies)
        {
            foreach (var body in sanction.Scope.Slugs)
            {
                spaces.UnionWith((await api.FindAsync<List<SpaceOfBody>>($"/api/bodies/{Uri.EscapeDataString(body)}/spaces", cancellationToken) ?? []).Select(s => s.Space).OfType<string>());
            }
        }

        return spaces.Count > MostSpaces ? [] : [.. spaces];
    }

    private sealed record SpaceOfBody(string? Space);
}
