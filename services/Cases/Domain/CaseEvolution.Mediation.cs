namespace Coc.Cases.Domain;

internal static partial class CaseEvolution
{
    private static CaseState EvolveMediation(CaseState state, CaseEvent @event) => @event switch
    {
        CaseEvent.MediationOffered e => state with { Mediations = [.. state.Mediations, new(e.Mediation, e.Person, e.Thread, e.AnswerBy, e.By, e.At)] },
        CaseEvent.MediationAnswered e => state.Mediation(e.Mediation, m => m.Hearing(e)),
        CaseEvent.MediationPersonAsked e => state.Mediation(e.Mediation, m => m with { PersonAnswerBy = e.AnswerBy }),
        CaseEvent.MediationBegun e => state.Mediation(e.Mediation, m => m with { Until = e.Until }),
        CaseEvent.MediationEnded e => state.Mediation(e.Mediation, m => m with { Outcome = e.Outcome, Note = e.Note?.Value }),
        CaseEvent.MediationShown e => state.Mediation(e.Mediation, m => m with { Shown = (e.State, e.Until) }),
        _ => EvolveAffected(state, @event),
    };

    private static CaseState Mediation(this CaseState state, Guid id, Func<Mediation, Mediation> change) => state with { Mediations = state.Mediations.Replace(m => m.Id == id, change) };
}
