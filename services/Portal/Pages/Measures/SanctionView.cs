using System.Text.Json;

namespace Coc.Portal.Pages.Measures;

/// <summary>A measure, as far as its pages show it.</summary>
public sealed record SanctionView(
    Guid Id, PersonNamed? Person, string Type, string? Rung, ScopeView Scope, DateTimeOffset From, DateTimeOffset? Until, string? Readmission, string State, string Issuer, OriginView? Origin,
    string? Basis, bool Binding, DateTimeOffset? Told, DateTimeOffset? ReviewDue, DateTimeOffset? LiftFrom)
{
    public IReadOnlyList<NoticeSent> Notices { get; init; } = [];

    public IReadOnlyList<OrderOfMeasure> Orders { get; init; } = [];

    public IReadOnlyList<Guid> ReleaseAskedBy { get; init; } = [];

    public IReadOnlyList<AmendmentAsked> Amendments { get; init; } = [];

    public IReadOnlyList<ConditionAsked> Conditions { get; init; } = [];

    public IReadOnlyList<ReadmissionAsked> ReadmissionRequests { get; init; } = [];

    public bool Over => State is "ended" or "lifted" or "overturned";

    /// <summary>Somebody has to be told before it begins.</summary>
    public bool Waits => State == "awaitingNotice";

    public bool Holds => !Over && !Waits;

    /// <summary>Taken before anything was decided; its case reviews it.</summary>
    public bool Interim => Basis == "interim";
}

/// <summary>By the name that hides who it is.</summary>
public sealed record PersonNamed(Guid Id, string CodeName);

/// <param name="Bodies">a list of slugs, or the word all</param>
public sealed record ScopeView(JsonElement Bodies, IReadOnlyList<string>? Spaces)
{
    public bool Everywhere => Bodies.ValueKind == JsonValueKind.String;

    public IReadOnlyList<string> Slugs => Bodies.ValueKind == JsonValueKind.Array ? [.. Bodies.EnumerateArray().Select(b => b.GetString()).OfType<string>()] : [];
}

public sealed record OriginView(Guid Case, string Body);

public sealed record NoticeSent(Guid Id, string Body, string State, CorrectionCount? Correction);

/// <summary>How far a correction has come to who had opened the notice.</summary>
public sealed record CorrectionCount(string Cause, DateTimeOffset At, int Opened, int Unacknowledged);

public sealed record OrderOfMeasure(Guid Id, string Body, string Space, string State, DateTimeOffset? Due, string? Proof, string? Reason);

/// <summary>What a seat wants changed; a second one that wants the same makes it so.</summary>
public sealed record AmendmentAsked(Guid AskedBy, DateTimeOffset? Until, IReadOnlyList<string>? Spaces, string? Readmission, string? Because);

public sealed record ConditionAsked(int Number, string Type, Guid? Request, string State, Guid? By, DateTimeOffset? At);

public sealed record ReadmissionAsked(
    Guid Id, Guid Room, DateTimeOffset At, DateTimeOffset? Due, string State, bool Late, string? Outcome, DateTimeOffset? AnsweredAt, string? Reasons, DateTimeOffset? AskAgainFrom, DateTimeOffset? StoppedAt,
    string? StoppedBecause)
{
    public IReadOnlyList<AnswerProposed> Proposed { get; init; } = [];

    public IReadOnlyList<StepShown> Steps { get; init; } = [];

    public IReadOnlyList<Guid> StopAskedBy { get; init; } = [];

    public bool Running => StoppedAt is null && Steps.Any(s => s.State == "planned");
}

public sealed record AnswerProposed(Guid AskedBy, string Outcome, IReadOnlyList<StepShown>? Steps, DateTimeOffset? AskAgainFrom, string? Reasons);

public sealed record StepShown(DateTimeOffset From, IReadOnlyList<string>? GiveBack, string? State, IReadOnlyList<string>? Conditions);
