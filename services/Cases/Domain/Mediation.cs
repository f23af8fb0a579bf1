namespace Coc.Cases.Domain;

/// <summary>A mediation, offered or more, between one person the case is about and one it happened to.</summary>
internal sealed record Mediation(Guid Id, Guid Person, Guid Thread, DateTimeOffset AnswerBy, Guid By, DateTimeOffset At)
{
    public const string Agreement = "agreement";
    public const string Over = "ended";
    public const string Yes = "yes";
    private const string Asked = "asked";
    private const string TakesPlace = "takesPlace";

    /// <summary>What each of the two has to answer.</summary>
    public static readonly TimeSpan ToAnswer = TimeSpan.FromDays(7);

    /// <summary>By when the person the case is about answers; null: not asked.</summary>
    public DateTimeOffset? PersonAnswerBy { get; init; }

    /// <summary>Both would, and it takes place until then.</summary>
    public DateTimeOffset? Until { get; init; }

    public string? Outcome { get; init; }

    public string? Note { get; init; }

    public IReadOnlyList<Guid> Heard { get; init; } = [];

    /// <summary>The last word of each.</summary>
    public MediationWord? ByAffected { get; init; }

    public MediationWord? ByPerson { get; init; }

    /// <summary>What the affected person's page shows.</summary>
    public (string State, DateTimeOffset? Until)? Shown { get; init; }

    public bool IsOpen => Outcome is null;

    public bool IsRunning => IsOpen && Until is not null;

    /// <summary>Both would, as far as is known.</summary>
    public bool IsWanted => ByAffected is { Yes: true } && ByPerson is { Yes: true };

    /// <summary>The same whoever says no, and whether the other side was asked or not: when it ends tells nobody who did not want it.</summary>
    public DateTimeOffset AnsweredBy => AnswerBy + ToAnswer;

    /// <summary>What time alone ends.</summary>
    public DateTimeOffset DueAt => Until ?? AnsweredBy;

    /// <summary>As both may see it: whether somebody said no, or nothing, is in it for neither.</summary>
    public (string State, DateTimeOffset? Until) View => Outcome is { } outcome ? (outcome, null) : (Until is null ? Asked : TakesPlace, Until ?? PersonAnswerBy ?? AnswerBy);

    /// <summary>What was said last counts, not what is heard last.</summary>
    public Mediation Hearing(CaseEvent.MediationAnswered e)
    {
        var (word, heard) = (new MediationWord(e.Answer == Yes, e.SaidAt ?? e.At), this with { Heard = [.. Heard, e.Entry] });
        return e.ByAffected ? heard with { ByAffected = Later(ByAffected, word) } : heard with { ByPerson = Later(ByPerson, word) };
    }

    // Of two in the same moment the no.
    private static MediationWord Later(MediationWord? last, MediationWord word) => last is null || word.At > last.At || (word.At == last.At && !word.Yes) ? word : last;
}

/// <summary>What one of the two said.</summary>
internal sealed record MediationWord(bool Yes, DateTimeOffset At);
