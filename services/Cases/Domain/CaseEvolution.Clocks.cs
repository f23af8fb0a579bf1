namespace Coc.Cases.Domain;

internal static partial class CaseEvolution
{
    private static CaseState EvolveClocks(CaseState state, CaseEvent @event) => @event switch
    {
        CaseEvent.ClockBreached e => state with { Breaches = [.. state.Breaches, new(e.Clock, e.Due, e.Next, e.At)] },
        CaseEvent.MinorNoted e => state with
        {
            MinorSince = e.Since,
            MinorFound = state.MinorFound || e.Found || e.By != Guid.Empty,
            Urgency = CaseState.Urgent,
            UrgentSince = state.IsUrgent ? state.UrgentSince : e.At,
            UrgentBecause = state.IsUrgent ? state.UrgentBecause : Safeguarding.Noting,
        },
        CaseEvent.MinorIdentityEntrusted e => state with { MinorChoices = [.. state.MinorChoices, new(e.Seats, e.Reason?.Value, e.By, e.At)] },
        CaseEvent.SafeguardingReached e => state with { SafeguardingReached = [.. state.SafeguardingReached, new(e.Note.Value, e.By, e.At)] },
        CaseEvent.GuardiansReached e => state with { GuardiansReached = [.. state.GuardiansReached, new(e.Note.Value, e.By, e.At)] },
        CaseEvent.MinorCounselCarried e => state with { MinorCounselAt = e.AnsweredAt },
        CaseEvent.RetentionNoted e => state with { Retentions = [.. state.Retentions, new(e.Retention, e.Source.Value, e.Until, e.By, e.At) { Platform = e.Platform }] },
        CaseEvent.RetentionSettled e => state with { Retentions = state.Retentions.Replace(r => r.Id == e.Retention, r => r with { Outcome = e.Outcome }) },
        CaseEvent.CounterReportTied e => state with { CounterReports = [.. state.CounterReports, new(e.Case, e.Seats, e.Brought)] },
        _ => EvolveAccused(state, @event),
    };
}
