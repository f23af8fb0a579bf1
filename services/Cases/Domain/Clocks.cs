namespace Coc.Cases.Domain;

/// <summary>What was not done in time.</summary>
/// <param name="Next">when it is due then, where it runs again</param>
internal sealed record ClockBreach(string Clock, DateTimeOffset Due, DateTimeOffset? Next, DateTimeOffset At);

/// <summary>
/// What a panel owes people outside it, and by when: that it has the matter (R9), how it stands (R10), what was decided (R39). A breach stays on record; a decision nobody was told of then moves into the
/// hands of who chairs, and runs again until it is told.
/// </summary>
internal static class Clocks
{
    public const string Acknowledge = "acknowledge";
    public const string Status = "status";
    public const string Tell = "tell";
    public const string Breach = "clockBreach";

    /// <summary>Those that run now.</summary>
    public static IEnumerable<(string Clock, DateTimeOffset Due)> Running(CaseState state) => state.IsOver || state.Joint is { InformedOnly: true } ? [] :
    [
        .. state.AcknowledgedAt is null ? [(Acknowledge, state.AcknowledgeDue)] : Array.Empty<(string, DateTimeOffset)>(),
        .. state.Stage < CaseStage.Decided ? [(Status, state.StatusDue)] : Array.Empty<(string, DateTimeOffset)>(),
        .. Safeguarding.Running(state),
        .. TellBy(state) is { } by && !Communicating.EverybodyKnows(state) ? [(Tell, by)] : Array.Empty<(string, DateTimeOffset)>(),
    ];

    /// <summary>By when everybody is to be told of the decision at hand; after a breach, as long again. Who comes to it later has as long from then on.</summary>
    public static DateTimeOffset? TellBy(CaseState state)
    {
        if (state.Decision is not { TellBy: { } first } decision)
        {
            return null;
        }

        var owed = Communicating.Untold(state).Any() ? first
            : Communicating.WithoutWord(state).Min(t => (DateTimeOffset?)(state.LateThreads.TryGetValue(t, out var since) && since > decision.At ? Within(state, since) : first)) ?? first;
        return state.Breaches.LastOrDefault(b => b.Clock == Tell && b.Due >= owed) is { } last ? last.Next : owed;
    }

    /// <summary>Nobody waits longer for a decision than for a word before it.</summary>
    public static DateTimeOffset Within(CaseState state, DateTimeOffset from) => state.Handling.Policy.StatusEvery.After(from, state.Handling.Policy.Calendar);

    /// <summary>When reporters can expect to hear next; null: nothing is owed to them now.</summary>
    public static DateTimeOffset? NextDate(CaseState state, CaseStage stage) =>
        stage < CaseStage.Decided ? state.StatusDue : stage < CaseStage.Closed && Communicating.WithoutWord(state).Any() ? TellBy(state) : null;

    /// <summary>Who has had that word, while others wait for it: nobody learns from a date that there are others.</summary>
    public static IReadOnlyList<Guid>? Told(CaseState state, CaseStage stage) =>
        stage >= CaseStage.Decided && NextDate(state, stage) is not null && state.FollowedReports.Except(Communicating.WithoutWord(state)).ToList() is { Count: > 0 } told ? told : null;

    /// <summary>What follows by rule: the receipts show the date as it is.</summary>
    public static IEnumerable<CaseEvent> Following(CaseState state, DateTimeOffset at) =>
        (NextDate(state, state.Stage) != state.NextShown || !(Told(state, state.Stage) ?? []).ToHashSet().SetEquals(state.ToldShown)) && state.FollowedReports.Any() ? [Stages.Reached(state, state.Stage, at)] : [];

    public static IEnumerable<CaseDue> DueOf(CaseState state) => Unrecorded(state).Select(c => new CaseDue(Breach, Waiting.BreachOf(state.Id, c.Clock, c.Due), c.Due));

    public static Decision Pass(CaseState state, CaseCommand.PassClock c)
    {
        var passed = state.Exists ? Unrecorded(state).Where(r => r.Due <= c.At).ToList() : [];
        return new List<CaseEvent>(
        [
            .. passed.Select(r => new CaseEvent.ClockBreached(r.Clock, r.Due, r.Clock == Tell ? Within(state, c.At) : null, c.At)),
            .. passed.Any(r => r.Clock == Tell) && state.ActingChair is { } chair && chair.Seat != state.Assignee ? [new CaseEvent.CaseAssigned(chair.Seat, Guid.Empty, c.At)] : Array.Empty<CaseEvent>(),
        ]);
    }

    // What was overdue before this body had the case is not its breach.
    private static IEnumerable<(string Clock, DateTimeOffset Due)> Unrecorded(CaseState state) =>
        Running(state).Where(r => r.Due >= state.OpenedAt && state.Breaches.All(b => b.Clock != r.Clock || b.Due != r.Due));
}
