using System.Globalization;
using System.Text;
using Coc.Portal.Talking;

namespace Coc.Portal.Features.Reporting;

/// <summary>A body as far as the form needs to know it.</summary>
public sealed record KnownBody(string Slug, string Name, string Kind, Within? AcknowledgeWithin);

/// <summary>How long something takes at most: one of the three.</summary>
public sealed record Within(int? Hours, int? Days, int? BusinessDays);

/// <summary>The public directory, kept for a minute: everybody is shown the same, and the form looks into it on every step.</summary>
internal sealed class PublicBodies(TimeProvider time)
{
    private const int Batch = 200;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private (DateTimeOffset At, Bodies Bodies)? known;

    public async Task<Bodies> AllAsync(Api api, CancellationToken cancellationToken)
    {
        if (known is { } last && time.GetUtcNow() - last.At < Kept)
        {
            return last.Bodies;
        }

        var all = new List<KnownBody>();
        string? next = null;
        do
        {
            var page = await api.GetAsync<Page>($"/api/bodies?limit={Batch}{(next is null ? "" : "&cursor=" + Uri.EscapeDataString(next))}", cancellationToken);
            all.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null);

        var bodies = new Bodies(all);
        known = (time.GetUtcNow(), bodies); // two at once read twice, and the same
        return bodies;
    }

    private sealed record Page(IReadOnlyList<KnownBody> Items, string? Next);
}

/// <summary>All bodies, to be chosen from.</summary>
public sealed class Bodies(IReadOnlyList<KnownBody> all)
{
    /// <summary>While the directory cannot be read.</summary>
    public static Bodies None { get; } = new([]);

    public IReadOnlyList<KnownBody> Projects { get; } = [.. all.Where(b => b.Kind == "project").OrderBy(b => b.Name, StringComparer.OrdinalIgnoreCase)];

    public KnownBody? Find(string slug) => all.FirstOrDefault(b => b.Slug == slug);

    /// <summary>The name of a body; what nobody knows is called as it is.</summary>
    public string NameOf(string slug) => Find(slug)?.Name ?? slug;

    /// <summary>Projects that somebody may mean: the one that is called so, or else all in whose name it is found.</summary>
    public IReadOnlyList<KnownBody> Meant(string written)
    {
        var wanted = Plain(written);
        return wanted.Length == 0 ? []
            : Projects.Where(p => Plain(p.Name) == wanted || p.Slug == wanted).ToList() is { Count: > 0 } exact ? exact
            : [.. Projects.Where(p => Plain(p.Name).Contains(wanted, StringComparison.Ordinal) || p.Slug.Contains(wanted, StringComparison.Ordinal))];
    }

    // Without case, accents and what is no letter or digit: "open telemetry" finds OpenTelemetry.
    private static string Plain(string text) => new([.. text.Normalize(NormalizationForm.FormKD).ToLowerInvariant()
        .Where(c => char.IsLetterOrDigit(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)]);
}
