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
    public const string Redecide = "redecide";

    public static NoticeState None { get; } = new();

    public NoticeEvent.NoticeOffered? Offered { get; init; }

    public string State { get; init; } = "";

    /// <summary>Until when it waits for an answer; null: it does not.</summary>
    public DateTimeOffset? AnswerBy { get; init; }

    /// <summary>What it was when the body was asked anew.</summary>
    public string Before { get; init; } = "";

    /// <summary>keep, giveUp; null: the body was never asked anew</summary>
    public string? Redecided { get; init; }

    public NoticeEvent.CorrectionSent? Correction { get; init; }

    public IReadOnlyList<Guid> Acknowledged { get; init; } = [];

    /// <summary>Seats that opened what was wrong and did not say yet that they know. For whom the notice is not there any more, it is not there to acknowledge.</summary>
    public IReadOnlyList<Guid> ToAcknowledge => [.. (Correction?.Seats ?? []).Except(Acknowledged).Except(Hard)];

    /// <summary>Why what it told was wrong as a whole: overturned, mistaken.</summary>
    public string? Void { get; init; }

    /// <summary>What it told is told no more: it was wrong, and nothing here rests on it.</summary>
    public bool TellsNothing => Void == SanctionState.Mistaken || (Void is not null && State is not (Redecide or Adopted or Adapted));

    public bool Released { get; init; }

    public ImmutableDictionary<Guid, string> Conflicts { get; init; } = ImmutableDictionary<Guid, string>.Empty;

    public ImmutableDictionary<Guid, NoticeAnswer> Supports { get; init; } = ImmutableDictionary<Guid, NoticeAnswer>.Empty;

    /// <summary>Seats that asked what it was for.</summary>
    public ImmutableHashSet<Guid> KnowCategory { get; init; } = [];

    public bool Exists => Offered is not null;

    /// <summary>Seats that may see whom it is about.</summary>
    public IReadOnlyList<Guid> Clear => [.. Conflicts.Where(c => c.Value == "none").Select(c => c.Key)];

    /// <summary>Seats that ever saw whom it is about.</summary>
    public ImmutableHashSet<Guid> Opened { get; init; } = [];

    public IReadOnlyList<Guid> Hard => [.. Conflicts.Where(c => c.Value == "hard").Select(c => c.Key)];

    public string? ConflictOf(Guid seat) => Conflicts.GetValueOrDefault(seat);

    public static NoticeState Evolve(NoticeState state, NoticeEvent happened) => happened switch
    {
        NoticeEvent.NoticeOffered e => state with { Offered = e, State = Open, Released = e.Released, AnswerBy = e.AnswerBy },
        NoticeEvent.OfferedSanctionReleased => state with { Released = true },
        NoticeEvent.OfferedTermMoved e => state with { Offered = state.Offered! with { Term = e.Term } },
        NoticeEvent.NoticeConflictAnswered e => state with
        {
            Conflicts = state.Conflicts.SetItem(e.Seat, e.Answer), Supports = e.Answer == "none" ? state.Supports : state.Supports.Remove(e.Seat),
            Opened = e.Answer == "none" ? state.Opened.Add(e.Seat) : state.Opened,
        },
        NoticeEvent.ConflictsAskedAgain e => state with
        {
            Conflicts = state.Conflicts.RemoveRange(state.Clear).SetItems(e.Walled.Select(seat => KeyValuePair.Create(seat, "hard"))), Supports = ImmutableDictionary<Guid, NoticeAnswer>.Empty,
        },
        NoticeEvent.CategoryRead e => state with { KnowCategory = state.KnowCategory.Add(e.Seat) },
        NoticeEvent.AnswerSupported e => state with { Supports = state.Supports.SetItem(e.Seat, e.Answer) },
        NoticeEvent.NoticeAdopted => Answered(state, Adopted),
        NoticeEvent.NoticeAdapted => Answered(state, Adapted),
        NoticeEvent.NoticeDeclined => Answered(state, Declined),
        NoticeEvent.NoticeLapsed => Answered(state, Lapsed),
        NoticeEvent.NoticeWithdrawn => Answered(state, Withdrawn),
        NoticeEvent.RedecisionAsked e => state with { State = Redecide, Before = state.State, AnswerBy = e.AnswerBy },
        NoticeEvent.CopyKept => Answered(state, state.Before) with { Redecided = Redecision.Keep },
        NoticeEvent.CopyGivenUp => Answered(state, Withdrawn) with { Redecided = Redecision.GiveUp },
        NoticeEvent.CorrectionSent e => state with { Correction = e, Acknowledged = [], Void = e.Cause == Domain.Correction.WrongAccounts ? state.Void : e.Cause },
        NoticeEvent.CorrectionAcknowledged e => state with { Acknowledged = [.. state.Acknowledged, e.Seat] },
        _ => throw new UnreachableException(),
    };

    private static NoticeState Answered(NoticeState state, string word) =>
        state with { State = word, AnswerBy = null, Supports = ImmutableDictionary<Guid, NoticeAnswer>.Empty };
}

internal abstract record NoticeCommand
{
    internal sealed record Offer(NoticeEvent.NoticeOffered Facts) : NoticeCommand;

    internal sealed record OriginReleased(DateTimeOffset At) : NoticeCommand;

    /// <param name="Term">of what it offers, as it is now</param>
    internal sealed record MoveTerm(SanctionTerm Term) : NoticeCommand;

    internal sealed record AnswerConflict(Guid Seat, string Answer) : NoticeCommand;

    internal sealed record ReadCategory(Guid Seat) : NoticeCommand;

    /// <param name="Chair">the chair answers alone, members by two</param>
    internal sealed record GiveAnswer(Guid Seat, bool Chair, NoticeAnswer Answer, string? Text, DateTimeOffset At) : NoticeCommand;

    internal sealed record Lapse(DateTimeOffset At) : NoticeCommand;

    internal sealed record Withdraw : NoticeCommand;

    /// <summary>What it told was wrong.</summary>
    internal sealed record Correct(string Cause, DateTimeOffset At) : NoticeCommand;

    /// <summary>Whom it is about is another one too.</summary>
    /// <param name="Walled">hard in a notice about the other one</param>
    internal sealed record AskAgain(IReadOnlyList<Guid> Walled, DateTimeOffset At) : NoticeCommand;

    internal sealed record AcknowledgeCorrection(Guid Seat) : NoticeCommand;

    internal sealed record AskRedecision(DateTimeOffset AnswerBy) : NoticeCommand;

    /// <param name="Chair">the chair answers alone, members by two</param>
    internal sealed record Redecide(Guid Seat, bool Chair, bool Keep, DateTimeOffset At) : NoticeCommand;
}
