using Coc.Portal.Talking;

namespace Coc.Portal.Features.ReadingCases;

/// <summary>Fetches what every page of a case needs, at once.</summary>
internal sealed class CaseDesk(Api api, IHttpContextAccessor http)
{
    private const int MostSeats = 200;
    private const int MostPages = 10;

    /// <exception cref="RefusedException">404 where the case does not exist for this visitor, or went to another body</exception>
    public async Task<CaseScene> OpenAsync(Guid id, CancellationToken cancellationToken)
    {
        var scene = await LookAsync(id, cancellationToken);
        return scene.Case.HasGone ? throw new RefusedException(new Refusal(StatusCodes.Status404NotFound, "notFound")) : scene;
    }

    /// <summary>Also a case of which only its going elsewhere is left.</summary>
    public async Task<CaseScene> LookAsync(Guid id, CancellationToken cancellationToken)
    {
        var me = api.GetAsync<Me>("/api/identity/me", cancellationToken);
        var shown = await api.GetAsync<CaseShown>($"/api/cases/{id}", cancellationToken);
        var known = await me;
        // Of the case's body, and of those whose seats act in it: a foundation's in a project's, a lender's.
        var bodies = known.Seats.Select(s => s.Body).Append(shown.Body).Append(shown.Loan?.Lender).OfType<string>().Where(b => b.Length > 0).Distinct();
        var lists = await Task.WhenAll(bodies.Select(b => SeatsAsync(b, cancellationToken)));
        return new(shown, known, [.. lists.SelectMany(l => l).DistinctBy(s => s.Id)]) { Done = http.HttpContext?.Request.Query["done"] };
    }

    /// <summary>What happened after the version somebody saw.</summary>
    public async Task<IReadOnlyList<StepShown>> StepsSinceAsync(Guid id, long version, CancellationToken cancellationToken)
    {
        var (steps, cursor) = (new List<StepShown>(), "");
        for (var page = 0; page < MostPages; page++)
        {
            var history = await api.GetAsync<HistoryShown>($"/api/cases/{id}/history?limit=200{cursor}", cancellationToken);
            steps.AddRange(history.Items.Where(s => s.Version > version));
            if (history.Next is not { } next)
            {
                break;
            }

            cursor = $"&cursor={Uri.EscapeDataString(next)}";
        }

        return steps;
    }

    /// <summary>What quorum and majority follow from; null: not for this visitor.</summary>
    public Task<PolicyShown?> PolicyAsync(string body, CancellationToken cancellationToken) => api.FindAsync<PolicyShown>($"/api/bodies/{body}/policy", cancellationToken);

    /// <summary>Spaces of a body, to choose from; empty: not for this visitor.</summary>
    public async Task<IReadOnlyList<string>> SpacesAsync(IEnumerable<string> bodies, CancellationToken cancellationToken)
    {
        var lists = await Task.WhenAll(bodies.Distinct().Take(20).Select(b => api.FindAsync<List<SpaceShown>>($"/api/bodies/{b}/spaces", cancellationToken)));
        return [.. lists.SelectMany(l => l ?? []).Select(s => s.Space).OfType<string>().Distinct()];
    }

    /// <summary>What time it is for terms and deadlines; in a demo that is another one.</summary>
    public async Task<DateTimeOffset> NowAsync(CancellationToken cancellationToken) => (await api.FindAsync<ClockNow>("/api/demo/clock", cancellationToken))?.Now ?? TimeProvider.System.GetUtcNow();

    private async Task<IReadOnlyList<NamedSeat>> SeatsAsync(string body, CancellationToken cancellationToken) =>
        (await api.FindAsync<SeatList>($"/api/bodies/{body}/seats?limit={MostSeats}", cancellationToken))?.Items ?? [];

    internal sealed record SeatList
    {
        public IReadOnlyList<NamedSeat> Items { get; init; } = [];
    }

    internal sealed record ClockNow(DateTimeOffset Now);

    internal sealed record SpaceShown(string? Space);
}

/// <summary>Of a body's policy what a vote depends on.</summary>
public sealed record PolicyShown
{
    /// <summary>A number, or majority.</summary>
    public string Quorum { get; init; } = "";

    public string VoteRule { get; init; } = "";

    public string PermanentVoteRule { get; init; } = "";

    public int PanelMinimum { get; init; }

    public int WrittenConsentHours { get; init; }
}
