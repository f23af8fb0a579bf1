namespace Coc.Cases.Domain;

internal static partial class CaseEvolution
{
    private static CaseState EvolveRenewing(CaseState state, CaseEvent @event) => @event switch
    {
        CaseEvent.CodeRenewalAsked e => state with { Renewals = [.. state.Renewals, new(e.Renewal, e.Report, e.By, e.At)] },
        CaseEvent.CodeRenewed e => state with { Renewals = state.Renewals.Replace(r => r.Id == e.Renewal, r => r with { AgreedBy = e.By, AgreedAt = e.At }) },
        CaseEvent.PartSplitOff e => state with { Parts = [.. state.Parts, new(e.Part, e.Report, e.Text.Value, e.Projects, e.Subjects, e.Affected, e.By, e.At)] },
        _ => EvolveMediation(state, @event),
    };
}
