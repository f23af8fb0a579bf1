using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Bodies;

namespace Coc.Liaison.Features.SettingDuty;

/// <summary>Who watches in the body that acts, first first; where they take turns, whose turn it is and who comes next.</summary>
internal sealed record DutyView(string Body, IReadOnlyList<DutyView.Watcher> Seats)
{
    private const int Shown = 8;

    public DutyTurns? Turns { get; init; }

    /// <summary>The running turn, or the first, and those after it.</summary>
    public IReadOnlyList<TurnView>? Coming { get; init; }

    public static DutyView Of(BodyEntry body, DateTimeOffset now) => new(body.Slug, [.. OnDuty.At(body.State, now).Select(id => new Watcher(id, NameOf(body, id)))])
    {
        Turns = body.State.Turns,
        Coming = body.State.Turns is null ? null : [.. OnDuty.Coming(body.State, now, Shown).Select(t => new TurnView(t.Day, t.Seat, NameOf(body, t.Seat), t.From, t.Until, t.Swapped))],
    };

    private static string? NameOf(BodyEntry body, Guid seat) => body.State.Seats[seat].Terms.Name?.Value;

    internal sealed record Watcher(Guid Seat, string? Name);

    internal sealed record TurnView(DateOnly Day, Guid Seat, string? Name, DateTimeOffset From, DateTimeOffset Until, bool Swapped);
}
