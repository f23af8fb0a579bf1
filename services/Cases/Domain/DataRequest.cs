namespace Coc.Cases.Domain;

/// <summary>Somebody's request about what is kept of them (P19): a copy, a correction, erasure, or that it is not used.</summary>
/// <param name="Party">the report, page or room it came from, whose data it is about</param>
/// <param name="Person">of a room: whose it is; null: a reporter, or an affected person</param>
/// <param name="Kind">copy, correction, erasure, restriction</param>
/// <param name="Due">one month after it was asked; with an extension two more</param>
internal sealed record DataRequest(Guid Id, Guid Party, Guid? Person, string Kind, DateTimeOffset AskedAt, DateTimeOffset Due)
{
    public const string Erasure = "erasure";
    public const string Restriction = "restriction";
    public const string Granted = "granted";
    public const string Partly = "partly";

    public string? ExtendedBecause { get; init; }

    /// <summary>What another seat has to look at.</summary>
    public DataDraft? Draft { get; init; }

    /// <summary>The last text that went.</summary>
    public DataDraft? Sent { get; init; }

    /// <summary>granted, partly, refused</summary>
    public string? Outcome { get; init; }

    public string? Ground { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>It was not answered in time; on record for good.</summary>
    public DateTimeOffset? OverdueAt { get; init; }

    public DateTimeOffset? ErasedAt { get; init; }

    public bool KeyDestroyed { get; init; }

    /// <summary>What the page of a reporter or affected person shows.</summary>
    public DataRequestView? Shown { get; init; }

    public bool IsOpen => Outcome is null;

    public bool ToBeErased => this is { Kind: Erasure, Outcome: Granted, ErasedAt: null };

    /// <summary>Nothing that was used before is used now.</summary>
    public bool Restricts => this is { Kind: Restriction, Outcome: Granted or Partly };

    public DataRequestView View => new(Outcome ?? (ExtendedBecause is null ? "open" : "extended"), Ground, Due);
}

/// <param name="State">open, extended, granted, partly, refused</param>
internal sealed record DataRequestView(string State, string? Ground, DateTimeOffset Due);

/// <summary>An answer, or the news that it takes longer.</summary>
/// <param name="Outcome">null: it takes longer</param>
/// <param name="Ground">why not, or not all of it; why it takes longer</param>
internal sealed record DataDraft(Guid Id, string? Outcome, string? Ground, string? Text, Guid By, DateTimeOffset At);
