namespace Coc.Cases.Domain;

internal static partial class CaseEvolution
{
    private static CaseState EvolveData(CaseState state, CaseEvent @event) => @event switch
    {
        CaseEvent.DataRequested e => state with { DataRequests = [.. state.DataRequests, new(e.Request, e.Party, e.Person, e.Kind, e.AskedAt, e.Due)] },
        CaseEvent.DataAnswerDrafted e => state.DataRequest(e.Request, r => r with { Draft = new(e.Draft, e.Outcome, e.Ground, e.Text.Value, e.By, e.At) }),
        CaseEvent.DataAnswerReturned e => state.DataRequest(e.Request, r => r with { Draft = null }),
        CaseEvent.DataRequestExtended e => state.DataRequest(e.Request, r => r with { ExtendedBecause = e.Because, Due = e.Until, Sent = r.Draft ?? r.Sent, Draft = null }),
        CaseEvent.DataRequestAnswered e => state.DataRequest(e.Request, r => r with { Outcome = e.Outcome, Ground = e.Ground, AnsweredAt = e.At, Sent = r.Draft ?? r.Sent, Draft = null }),
        CaseEvent.DataRequestOverdue e => state.DataRequest(e.Request, r => r with { OverdueAt = e.At }),
        CaseEvent.DataRequestShown e => state.DataRequest(e.Request, r => r with { Shown = new(e.State, e.Ground, e.Due) }),
        CaseEvent.OwnDataErased e => state.DataRequest(e.Request, r => r with { ErasedAt = e.At }),
        CaseEvent.OwnKeyDestroyed e => state.DataRequest(e.Request, r => r with { KeyDestroyed = true }),
        _ => EvolveAccused(state, @event),
    };

    private static CaseState DataRequest(this CaseState state, Guid id, Func<DataRequest, DataRequest> change) => state with { DataRequests = state.DataRequests.Replace(r => r.Id == id, change) };
}
