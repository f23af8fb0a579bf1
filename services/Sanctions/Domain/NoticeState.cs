using System.Collections.Immutable;
using System.Diagnostics;

namespace Coc.Sanctions.Domain;

/// <summary>A notice as its events tell it.</summary>
internal sealed record NoticeState
{
    public const string Open = "open";
    public const string Adopted = "adopted";
    public const string Adapted = "adapted";
    public const string Declined = "declined";
    public const string Lapsed = "lapsed";
    public const string Withdrawn = "withdrawn";

    public static NoticeState None { get; } = new();

    public NoticeEvent.NoticeOffered? Offered { get; init; }

    public string State { get; init; } = "";

    public bool Released { get; init; }

    public ImmutableDictionary<Guid, string> Conflicts { get; init; } = ImmutableDictionary<Guid, string>.Empty;

    public ImmutableDictionary<Guid, NoticeAnswer> Supports { get; init; } = ImmutableDictionary<Guid, NoticeAnswer>.Empty;

    public bool Exists => Offered is not null;

    /// <summary>Seats that may see whom it is about.</summary>
    public IReadOnlyList<Guid> Clear => [.. Conflicts.Where(c => c.Value == "none").Select(c => c.Key)];

    public string? ConflictOf(Guid seat) => Conflicts.GetValueOrDefault(seat);

    public static NoticeState Evolve(NoticeState state, NoticeEvent happened) => happened switch
    {
        NoticeEvent.NoticeOffered e => state with { Offered = e, State = Open, Released = e.Released },
        NoticeEvent.OfferedSanctionReleased => state with { Released = true },
        NoticeEvent.NoticeConflictAnswered e => state with { Conflicts = state.Conflicts.SetItem(e.Seat, e.Answer), Supports = e.Answer == "none" ? state.Supports : state.Supports.Remove(e.Seat) },
        NoticeEvent.AnswerSupported e => state with { Supports = state.Supports.SetItem(e.Seat, e.Answer) },
        NoticeEvent.NoticeAdopted => state with { State = Adopted },
        NoticeEvent.NoticeAdapted => state with { State = Adapted },
        NoticeEvent.NoticeDeclined => state with { State = Declined },
        NoticeEvent.NoticeLapsed => state with { State = Lapsed },
        NoticeEvent.NoticeWithdrawn => state with { State = Withdrawn },
        _ => throw new UnreachableException(),
    };
}

internal abstract record NoticeCommand
{
    internal sealed record Offer(NoticeEvent.NoticeOffered Facts) : NoticeCommand;

    internal sealed record OriginReleased(DateTimeOffset At) : NoticeCommand;

    internal sealed record AnswerConflict(Guid Seat, string Answer) : NoticeCommand;

    /// <param name="Chair">the chair answers alone, members by two</param>
    internal sealed record GiveAnswer(Guid Seat, bool Chair, NoticeAnswer Answer, string? Text, DateTimeOffset At) : NoticeCommand;

    internal sealed record Lapse(DateTimeOffset At) : NoticeCommand;

    internal sealed record Withdraw : NoticeCommand;
}
