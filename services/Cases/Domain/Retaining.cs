using Coc.Contracts.Channel;
using Coc.Platform;

namespace Coc.Cases.Domain;

/// <param name="Source">where it lies</param>
/// <param name="Until">it is gone there after that</param>
internal sealed record Retention(Guid Id, string? Source, DateTimeOffset Until, Guid By, DateTimeOffset At)
{
    /// <summary>Set where the time follows from what the policy says of a platform.</summary>
    public string? Platform { get; init; }

    /// <summary>saved, lost, notNeeded; null while it is still to be saved</summary>
    public string? Outcome { get; init; }
}

/// <summary>What is to be saved before the platform it lies on deletes it (R8): a clock that warns, until a seat says what became of it.</summary>
internal static class Retaining
{
    public const string Noting = "retention";
    public const string Settling = "retention/settle";
    private const string Rule = "R8";
    private const int Most = 50;

    public static readonly string[] Names = [Noting, Settling];
    public static readonly string[] Outcomes = ["saved", "lost", "notNeeded"];

    public static bool CanNote(CaseState state) => state.Retentions.Count(r => r.Outcome is null) < Most;

    public static Decision Note(CaseState state, CaseCommand.NoteRetention c) => CanNote(state)
        ? new CaseEvent.RetentionNoted(c.Retention, Texts.Panel(c.Source), c.Until, c.Seat, c.At, c.Platform)
        : new Refusal("retentionsEnough", Rule, $"{Most} are still to be saved: say first what became of them.");

    /// <summary>Where it happened on a platform of which the policy says how long it keeps things: the clock runs from the first of it, or from the last, where the first is gone by now.</summary>
    public static IEnumerable<CaseEvent> Known(CaseState state, ReportPlaces? places, DateTimeOffset at) => places is null ? [] :
        from known in state.Handling.Policy.Platforms
        where places.Platforms.Contains(known.Platform)
        let until = new[] { places.First, places.Last }.Select(i => Until(state, known, i)).FirstOrDefault(u => u > at)
        where until > at
        select new CaseEvent.RetentionNoted(Ids.V5(places.Report, $"retention:{known.Platform}"), Texts.Panel(known.Platform), until, Guid.Empty, at, known.Platform);

    public static DateTimeOffset Until(CaseState state, PlatformRetention known, DateTimeOffset written) => known.Keeps.After(written, state.Handling.Policy.Calendar);

    public static Decision Settle(CaseState state, CaseCommand.SettleRetention c) => state.Retentions.First(r => r.Id == c.Retention) is { Outcome: null }
        ? new CaseEvent.RetentionSettled(c.Retention, c.Outcome, c.Seat, c.At)
        : new Refusal("retentionSettled", Rule, "It was said what became of it.");

    /// <summary>The next owner is warned too.</summary>
    public static IEnumerable<CaseEvent> Carried(CaseState from, CaseState to, DateTimeOffset at) =>
    [
        .. from.Retentions.Where(r => r is { Outcome: null, Source: not null } && to.Retentions.All(known => known.Id != r.Id)).Select(r => new CaseEvent.RetentionNoted(r.Id, Texts.Panel(r.Source!), r.Until, Guid.Empty, at, r.Platform)),
        // Where it comes home and is known, what became of it meanwhile is known too.
        .. from.Retentions.Where(r => r.Outcome is not null && to.Retentions.Any(known => known.Id == r.Id && known.Outcome is null)).Select(r => new CaseEvent.RetentionSettled(r.Id, r.Outcome!, Guid.Empty, at)),
    ];

    public static IEnumerable<(string Clock, DateTimeOffset Due)> Running(CaseState state) => state.Retentions.Where(r => r.Outcome is null).Select(r => (Noting, r.Until));
}
