namespace Coc.Cases.Domain;

/// <summary>
/// Which decision somebody may appeal, and until when (R60, R61). Taking a case up again leaves what was decided in force, and with it the right to appeal that, until there is another decision in its place.
/// </summary>
/// <param name="Until">the end of the window</param>
internal sealed record Appealable(RecordedDecision Decision, DateTimeOffset Until)
{
    /// <param name="asOf">what was decided later was not yet there; null: now</param>
    public static Appealable? By(CaseState state, Guid? person, Guid? report, DateTimeOffset? asOf = null)
    {
        var known = state.Decisions.Where(d => asOf is not { } then || d.At <= then).ToList();
        if (state.AppealOf is not null || known is not [.., var last])
        {
            return null;
        }

        // With a newer one recorded, it is the newer one that is waited for.
        var candidates = last == state.Decision ? [last] : Enumerable.Reverse(known);
        return candidates.Select(d => person is { } accused ? ByAccused(state, d, accused) : ByReporter(state, d, report)).FirstOrDefault(a => a is not null);
    }

    private static Appealable? ByAccused(CaseState state, RecordedDecision decision, Guid person)
    {
        var subject = state.SubjectOf(person);
        var told = decision == state.Decision ? subject?.ToldAt : subject?.ToldBefore is { } before && before.Decision == decision.Id ? before.At : null;
        return told is { } at && Releasing.AppealBy(state, person, at) is { } until ? new(decision, until) : null;
    }

    private static Appealable? ByReporter(CaseState state, RecordedDecision decision, Guid? report)
    {
        return ToldAt(state, decision, report) is { } at ? new(decision, state.Handling.Policy.AppealWindow.After(Reached(state, report, at), state.Handling.Policy.Calendar)) : null;
    }

    /// <summary>Since when who has this thread knows of this decision.</summary>
    public static DateTimeOffset? ToldAt(CaseState state, RecordedDecision decision, Guid? thread)
    {
        var next = state.Decisions.SkipWhile(d => d.Id != decision.Id).Skip(1).FirstOrDefault();
        return state.ToldElsewhere.FirstOrDefault(t => t.Thread == thread && t.Decision == decision.Id)?.At
            ?? state.Communications.Where(c => c.To is Appealing.Reporter or Communicating.Affected && c.Report == thread && c.SentAt >= decision.At && !(c.SentAt >= next?.At)).Min(c => c.SentAt);
    }

    // Nobody could know before they had a code of their own (P6).
    private static DateTimeOffset Reached(CaseState state, Guid? thread, DateTimeOffset told) => thread is { } id && AffectedPeople.EnteredAt(state, id) is { } entered && entered > told ? entered : told;
}
