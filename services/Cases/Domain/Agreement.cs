namespace Coc.Cases.Domain;

/// <summary>An agreement as it stands.</summary>
internal sealed record Agreement(Guid Id, Guid Person, IReadOnlyList<AgreementStep> Steps, DateTimeOffset At)
{
    public bool Ended { get; init; }

    /// <summary>Since when something missed waits to be looked at.</summary>
    public DateTimeOffset? ReviewSince { get; init; }

    /// <summary>Something is still to be done, or to be looked at.</summary>
    public bool IsOpen => ReviewSince is not null || (!Ended && Steps.Any(s => s.IsOpen));

    public string State => ReviewSince is not null ? "review" : Ended ? "ended" : IsOpen ? "open" : Steps.All(s => s.State == AgreementStep.Done) ? "kept" : "over";
}

internal sealed record AgreementStep(Guid Id, string? Who, string? What, DateTimeOffset Due, Guid? Checks, IReadOnlyList<string> Sees)
{
    public const string Open = "open";
    public const string Done = "done";
    public const string Missed = "missed";

    /// <summary>open, done, missed</summary>
    public string State { get; init; } = Open;

    /// <summary>The seat that last said so; null: nobody had when it was due.</summary>
    public Guid? By { get; init; }

    public bool IsOpen => State == Open;
}

/// <summary>A step as it was proposed.</summary>
internal sealed record ProposedStep(string Who, string What, DateTimeOffset Due, Guid? Checks, IReadOnlyList<string> Sees);
