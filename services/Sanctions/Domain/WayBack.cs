using System.Collections.Immutable;
using System.Diagnostics;

namespace Coc.Sanctions.Domain;

/// <summary>How the person comes back from a measure (R52, P14): what was asked of them, what they asked, what they were answered. It never leaves the panel and the person; no copy of the measure has one.</summary>
internal sealed record WayBack
{
    public static WayBack None { get; } = new();

    public ImmutableList<Condition> Conditions { get; init; } = [];

    public ImmutableList<Readmission> Requests { get; init; } = [];

    /// <summary>No request is taken before.</summary>
    public DateTimeOffset? AskAgainFrom { get; init; }

    /// <summary>The one that waits for its answer.</summary>
    public Readmission? Open => Requests.Find(r => r.State == Readmission.Asked);

    /// <summary>The one by whose answer the person is coming back.</summary>
    public Readmission? Running => Requests.Find(r => r.IsRunning);

    /// <summary>The step that comes next, by the clock.</summary>
    public ReturnStep? NextStep => Running is { } running ? running.Answer!.Steps[running.Taken] : null;

    public Readmission? Request(Guid id) => Requests.Find(r => r.Id == id);

    public static WayBack Evolve(WayBack way, SanctionEvent happened) => happened switch
    {
        SanctionEvent.ConditionsSet e => way.With(e.Types, null),
        SanctionEvent.ConditionMarked e => way with { Conditions = [.. way.Conditions.Select(c => c.Number == e.Number ? c with { Met = e.Met, By = e.Seat, Since = e.At } : c)] },
        SanctionEvent.ReadmissionAsked e => way with { Requests = way.Requests.Add(new(e.Request, e.Room, e.At, e.Due)) },
        SanctionEvent.ReadmissionNotTaken e => way with { Requests = way.Requests.Add(new(e.Request, e.Room, e.At, null) { NotTaken = e.Because }) },
        SanctionEvent.ReadmissionAnswerOverdue e => way.Change(e.Request, r => r with { Overdue = true }),
        SanctionEvent.ReadmissionAnswerProposed e => way.Change(e.Request, r => r with { Proposed = r.Proposed.SetItem(e.Seat, new(e.Seat, e.Answer, e.Reasons.Value, e.At)) }),
        SanctionEvent.ReadmissionAnswered e => (way with { AskAgainFrom = e.Answer.AskAgainFrom }).With([.. e.Answer.Steps.SelectMany(s => s.Conditions)], e.Request)
            .Change(e.Request, r => r with { Answer = e.Answer, Reasons = e.Reasons.Value, AnsweredAt = e.At, Proposed = r.Proposed.Clear() }),
        SanctionEvent.ReturnStepTaken e => way.Change(e.Request, r => r with { Taken = e.Step + 1 }),
        SanctionEvent.ReturnStopAsked e => way.Change(e.Request, r => r with { StopAsked = r.StopAsked.Add(e.Seat) }),
        SanctionEvent.ReturnStopped e => way.Change(e.Request, r => r with { StoppedAt = e.At, StoppedBecause = e.Reason.Value }),
        _ => throw new UnreachableException(),
    };

    private WayBack With(IReadOnlyList<string> types, Guid? request) =>
        this with { Conditions = Conditions.AddRange(types.Select((type, i) => new Condition(Conditions.Count + i + 1, type, request))) };

    private WayBack Change(Guid request, Func<Readmission, Readmission> change) => this with { Requests = [.. Requests.Select(r => r.Id == request ? change(r) : r)] };
}

/// <summary>Something asked of the person, by its type alone: its words, and whom a <c>noContact</c> protects, are in the case (P14).</summary>
/// <param name="Number">from 1: the voted ones first, in their order</param>
/// <param name="Type">statement, training, noContact, step, other</param>
/// <param name="Request">whose answer asked for it; null: the decision did</param>
internal sealed record Condition(int Number, string Type, Guid? Request)
{
    public static readonly string[] Types = ["statement", "training", "noContact", "step", "other"];

    public bool Met { get; init; }

    /// <summary>The seat that last said so.</summary>
    public Guid? By { get; init; }

    public DateTimeOffset? Since { get; init; }
}

/// <summary>A request of the person. What they wrote is in their room.</summary>
/// <param name="Due">the day its answer is due; null: it was not taken</param>
internal sealed record Readmission(Guid Id, Guid Room, DateTimeOffset At, DateTimeOffset? Due)
{
    public const string Asked = "open";

    /// <summary>Why it came too late, where it did.</summary>
    public string? NotTaken { get; init; }

    public bool Overdue { get; init; }

    /// <summary>What each seat would answer.</summary>
    public ImmutableSortedDictionary<Guid, ProposedAnswer> Proposed { get; init; } = ImmutableSortedDictionary<Guid, ProposedAnswer>.Empty;

    public ReadmissionAnswer? Answer { get; init; }

    public string? Reasons { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>How many steps have come.</summary>
    public int Taken { get; init; }

    public ImmutableList<Guid> StopAsked { get; init; } = [];

    public DateTimeOffset? StoppedAt { get; init; }

    public string? StoppedBecause { get; init; }

    public string State => NotTaken is not null ? "notTaken" : Answer is null ? Asked : "answered";

    /// <summary>Steps are still to come.</summary>
    public bool IsRunning => StoppedAt is null && Answer is { } answer && Taken < answer.Steps.Count;
}

/// <param name="Reasons">for the person; null when erased</param>
internal sealed record ProposedAnswer(Guid Seat, ReadmissionAnswer Answer, string? Reasons, DateTimeOffset At);

/// <param name="Outcome">return, returnInSteps, notYet</param>
/// <param name="Steps">in their order; of a return one, which gives everything back, as soon as it may</param>
internal sealed record ReadmissionAnswer(string Outcome, IReadOnlyList<ReturnStep> Steps, DateTimeOffset? AskAgainFrom)
{
    public const string Return = "return";
    public const string InSteps = "returnInSteps";
    public const string NotYet = "notYet";

    public bool IsLike(ReadmissionAnswer other) =>
        (Outcome, AskAgainFrom, Steps.Count) == (other.Outcome, other.AskAgainFrom, other.Steps.Count) && Steps.Zip(other.Steps).All(s => s.First.IsLike(s.Second));
}

/// <param name="From">it takes effect then</param>
/// <param name="GiveBack">spaces it leaves; null: all that are left, and it is over</param>
/// <param name="Conditions">types of what is asked with it</param>
internal sealed record ReturnStep(DateTimeOffset From, IReadOnlyList<string>? GiveBack, IReadOnlyList<string> Conditions)
{
    public bool IsLike(ReturnStep other) =>
        From == other.From && Conditions.SequenceEqual(other.Conditions) && (GiveBack is null) == (other.GiveBack is null) && (GiveBack ?? []).ToHashSet().SetEquals(other.GiveBack ?? []);
}
