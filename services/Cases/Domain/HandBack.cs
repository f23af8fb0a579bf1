using Coc.Contracts.Channel;

namespace Coc.Cases.Domain;

/// <summary>What may be asked of a hand-over that has happened. Like a command, it carries instants, ids and seats as data.</summary>
/// <param name="Seat">acting seat; empty for the system and for an arbiter, who sits in neither body</param>
internal abstract record HandBack(Guid Seat, DateTimeOffset At, Guid Transfer)
{
    /// <summary>Whom the present owner found out, by the names the former owner's body has for them.</summary>
    public IReadOnlyList<CaseSubject> FoundOut { get; init; } = [];

    /// <summary>Seats of the former owner that must not read it, by what is known at this very moment.</summary>
    public IReadOnlyList<Guid> SetAside { get; init; } = [];

    /// <summary>Others of them whose holder declared a soft tie to somebody in it.</summary>
    public IReadOnlyList<Guid> Soft { get; init; } = [];

    public sealed override string ToString() => GetType().Name;

    /// <summary>The receiver gives the case back.</summary>
    /// <param name="Sender">the former owner as of now</param>
    public sealed record Return(Guid Seat, DateTimeOffset At, Guid Transfer, string Reason, string? Text, HandlingBody Sender) : HandBack(Seat, At, Transfer);

    /// <summary>The sender takes it back, as long as nobody has taken it up.</summary>
    public sealed record Recall(Guid Seat, DateTimeOffset At, Guid Transfer, HandlingBody Sender) : HandBack(Seat, At, Transfer);

    /// <summary>Either side asks the arbiter.</summary>
    public sealed record Contest(Guid Seat, DateTimeOffset At, Guid Transfer) : HandBack(Seat, At, Transfer);

    /// <summary>The arbiter's word.</summary>
    /// <param name="Sender">the former owner as of now, when it is to have the case again; null: it stays</param>
    public sealed record Settle(DateTimeOffset At, Guid Transfer, HandlingBody? Sender) : HandBack(Guid.Empty, At, Transfer);

    /// <summary>The arbiter's time is over.</summary>
    public sealed record PassTime(DateTimeOffset At, Guid Transfer) : HandBack(Guid.Empty, At, Transfer);
}
