namespace Coc.Cases.Domain;

internal static partial class CaseEvolution
{
    private static CaseState EvolveAgreements(CaseState state, CaseEvent @event) => @event switch
    {
        CaseEvent.AgreementMade e => state with
        {
            Agreements = [.. state.Agreements, new(e.Agreement, e.Person, [.. e.Steps.Select(s => new AgreementStep(s.Step, s.Who.Value, s.What.Value, s.Due, s.Checks, s.Sees))], e.At)],
        },
        CaseEvent.AgreementStepDone e => state.Step(e.Agreement, e.Step, s => s with { State = AgreementStep.Done, By = e.By }),
        CaseEvent.AgreementStepMissed e => state.Step(e.Agreement, e.Step, s => s with { State = AgreementStep.Missed, By = e.By }).Agreement(e.Agreement, a => a with { ReviewSince = a.ReviewSince ?? e.At }),
        CaseEvent.AgreementStepExtended e => state.Step(e.Agreement, e.Step, s => s with { State = AgreementStep.Open, Due = e.Until, By = e.By }),
        CaseEvent.LookTaken e => state with { LooksTaken = [.. state.LooksTaken, new(e.Look, e.Outcome, e.Note?.Value, e.By, e.At)] },
        CaseEvent.AgreementReviewed e => state.Agreement(e.Agreement, a => a with { ReviewSince = null, Ended = e.Outcome == "ended" }),
        CaseEvent.ApologyInvited e => state with { Apologies = [.. state.Apologies, new(e.Apology, e.Agreement, e.Person, e.Thread, e.By, e.At)] },
        CaseEvent.ApologyWritten e => state.Apology(e.Apology, a => a with { Waits = e.Entry, Why = null, Entries = [.. a.Entries, e.Entry] }),
        CaseEvent.ApologyReturned e => state.Apology(e.Apology, a => a with { Waits = null, Why = e.Why.Value ?? "" }),
        CaseEvent.ApologyPassedOn e => state.Apology(e.Apology, a => a with { Waits = null, PassedOnAt = e.At, PassedOnBy = e.By }),
        CaseEvent.ApologyEnded e => state.Apology(e.Apology, a => a with { Ended = true }),
        _ => EvolvePersons(state, @event),
    };

    private static CaseState Apology(this CaseState state, Guid id, Func<Apology, Apology> change) => state with { Apologies = state.Apologies.Replace(a => a.Id == id, change) };

    // What is no longer missed needs no review.
    private static CaseState Step(this CaseState state, Guid agreement, Guid step, Func<AgreementStep, AgreementStep> change) => state.Agreement(agreement, a =>
    {
        var after = a with { Steps = a.Steps.Replace(s => s.Id == step, change) };
        return after.Steps.Any(s => s.State == AgreementStep.Missed) ? after : after with { ReviewSince = null };
    });

    private static CaseState Agreement(this CaseState state, Guid id, Func<Agreement, Agreement> change) => state with { Agreements = state.Agreements.Replace(a => a.Id == id, change) };
}
