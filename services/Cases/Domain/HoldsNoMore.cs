using Coc.Platform;

namespace Coc.Cases.Domain;

/// <summary>
/// An appeal ended or changed what was decided (P15): whom that protected, and who reported it, hears so in the moment it holds no more, before somebody meets them who was kept away (P4). Our words, so that
/// none of them says who appealed or why, and no second seat is needed; what the panel has to say to each is owed besides (<see cref="Communicating.WithoutWord"/>).
/// </summary>
internal static class HoldsNoMore
{
    /// <summary>Once to each who did not appeal; who did hears it from the panel.</summary>
    public static IEnumerable<CaseEvent> Due(CaseState state, RecordedDecision decision, DateTimeOffset at) =>
        from thread in state.ThreadIds
        where !Appealing.Hears(state, thread)
        let id = IdOf(state, decision, thread)
        where state.Messages.All(m => m.Message != id)
        select new CaseEvent.ReporterMessaged(id, thread, Texts.Reporter(thread, Words(state, thread)), null, at);

    private static string Words(CaseState state, Guid thread)
    {
        var measures = state.AppealOf!.Appealed.Count > 0 ? "What was put in place because of it may have ended. " : "";
        var told = state.ReportIds.Contains(thread) ? "You did nothing wrong by telling us. " : "";
        return $"What was decided about this before was looked at again by people who had not decided it, and it does not hold any more as it was. {measures}{told}We write to you again about it. If anything makes you feel unsafe, write to us here.";
    }

    // Of a reporter it takes the place of what came of it: that is not so any more.
    private static Guid IdOf(CaseState state, RecordedDecision decision, Guid thread) =>
        state.ReportIds.Contains(thread) ? Communicating.OutcomeFor(decision, thread) : Ids.V5(decision.Id, $"holdsNoMore:{thread}");
}
