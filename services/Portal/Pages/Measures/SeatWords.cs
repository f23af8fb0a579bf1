using Coc.Portal.Talking;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Pages.Measures;

/// <summary>Seats as their readers call them: themselves, by the name that the directory of bodies shows, or another one.</summary>
public sealed class SeatWords(Me myself, IReadOnlyDictionary<Guid, string> names)
{
    internal string Of(Guid? seat, IStringLocalizer words) =>
        seat is null ? words["Seat.system"] : myself.Holds(seat.Value) ? words["Seat.you"] : names.GetValueOrDefault(seat.Value) ?? words["Seat.another"].Value;

    internal string Of(IEnumerable<Guid> seats, IStringLocalizer words) => string.Join(", ", seats.Select(s => Of(s, words)));

    public bool IsMe(Guid seat) => myself.Holds(seat);

    /// <summary>By the public directory, where the body is in it.</summary>
    internal static async Task<SeatWords> ReadAsync(Api api, string body, CancellationToken cancellationToken)
    {
        var me = await Me.AskAsync(api, cancellationToken);
        var listed = await api.FindAsync<BodyListed>($"/api/bodies/{Uri.EscapeDataString(body)}", cancellationToken);
        return new(me, (listed?.Responders ?? []).Where(r => r.Name is not null).GroupBy(r => r.Seat).ToDictionary(r => r.Key, r => r.First().Name!));
    }

    private sealed record BodyListed(IReadOnlyList<Responder>? Responders);

    private sealed record Responder(Guid Seat, string? Name);
}
