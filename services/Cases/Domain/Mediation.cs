namespace Coc.Cases.Domain;

/// <summary>A mediation, offered or more, between one person the case is about and one it happened to.</summary>
internal sealed record Mediation(Guid Id, Guid Person, Guid Thread, DateTimeOffset AnswerBy, Guid By, DateTimeOffset At)
{
    public const string Agreement = "agreement";
    public const string Over = "ended";
    private const string Asked = "asked";
    private const string TakesPlace = "takesPlace";

    /// <summary>By when the person the case is about answers; null: not asked.</summary>
    public DateTimeOffset? PersonAnswerBy { get; init; }

    /// <summary>Both would, and it takes place until then.</summary>
    public DateTimeOffset? Until { get; init; }

    public string? Outcome { get; init; }

    public string? Note { get; init; }

    public IReadOnlyList<Guid> Heard { get; init; } = [];

    /// <summary>What the affected person's page shows.</summary>
    public (string State, DateTimeOffset? Until)? Shown { get; init; }

    public bool IsOpen => Outcome is null;

    public bool IsRunning => IsOpen && Until is not null;

    /// <summary>What time alone ends.</summary>
    public DateTimeOffset DueAt => Until ?? PersonAnswerBy ?? AnswerBy;

    /// <summary>As both may see it: whether somebody said no, or nothing, is in it for neither.</summary>
    public (string State, DateTimeOffset? Until) View => Outcome is { } outcome ? (outcome, null) : (Until is null ? Asked : TakesPlace, DueAt);
}
