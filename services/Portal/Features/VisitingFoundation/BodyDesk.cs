using Coc.Portal.Features.AnsweringTransfers;
using Coc.Portal.Features.ReadingIncidentNotices;
using Coc.Portal.Seats;
using Coc.Portal.Talking;

namespace Coc.Portal.Features.VisitingFoundation;

/// <summary>What lies on the desk of one body in which the visitor decides.</summary>
public sealed record BodyDesk(BodyCard Body, IReadOnlyList<Transfer> Transfers, IReadOnlyList<IncidentNotice> Notices, int Changes)
{
    private const int Newest = 5;

    internal static async Task<BodyDesk> OfAsync(Api api, string slug, CancellationToken cancellationToken)
    {
        var of = $"/api/bodies/{Uri.EscapeDataString(slug)}";
        var body = BodyCard.OfAsync(api, slug, cancellationToken);
        var transfers = api.FindListAsync<Transfer>($"{of}/transfers", cancellationToken);
        var notices = api.FindListAsync<IncidentNotice>($"{of}/incident-notices", cancellationToken, Newest);
        var changes = api.FindListAsync<Waiting>($"{of}/pending-changes", cancellationToken);
        return new(await body, [.. (await transfers)?.Items.Where(t => t.IsOpen) ?? []], (await notices)?.Items ?? [], (await changes)?.Items.Count ?? 0);
    }

    private sealed record Waiting(Guid Id);
}
