namespace Coc.Cases.Domain;

internal static partial class CaseEvolution
{
    private static CaseState EvolveData(CaseState state, CaseEvent @event) => @event switch
    {
        CaseEvent.DataRequested e => state with { DataRequests = [.. state.DataRequests, new(e.Request, e.Party, e.Person, e.Kind, e.AskedAt, e.Due)] },
        CaseEvent.DataAnswerDrafted e => state.DataRequest(e.Request, r => r with { Draft = new(e.Draft, e.Outcome, e.Ground, e.Text.Value, e.By, e.At) }),
        CaseEvent.DataAnswerReturned e => state.DataRequest(e.Request, r => r with { Draft = null }),
        CaseEvent.DataRequestExtended e => state.DataRequest(e.Request, r => r.Told(e.By, null, e.Because, e.Said) with { ExtendedBecause = e.Because, Due = e.Until }),
        CaseEvent.DataRequestAnswered e => state.DataRequest(e.Request, r => r.Told(e.By, e.Outcome, e.Ground, e.Said) with { Outcome = e.Outcome, Ground = e.Ground, AnsweredAt = e.At }),
        CaseEvent.DataRequestOverdue e => state.DataRequest(e.Request, r => r with { OverdueAt = e.At }),
        CaseEvent.DataRequestShown e => state.DataRequest(e.Request, r => r with { Shown = new(e.State, e.Ground, e.Due) }),
        CaseEvent.OwnDataErased e => state.DataRequest(e.Request, r => r with { ErasedAt = e.At }),
        // Alone where it came along with a case: it was erased elsewhere, and what is written since is not erased with it.
        CaseEvent.OwnKeyDestroyed e => state.DataRequest(e.Request, r => r with { ErasedAt = r.ErasedAt ?? e.At, KeyDestroyed = true }),
        CaseEvent.IdentityErased e => state with { Subjects = state.Subjects.Replace(s => s.Person == e.Person, s => s with { IdentityErasedAt = e.At }) },
        CaseEvent.IdentityKeysDestroyed e => state with { Subjects = state.Subjects.Replace(s => s.Person == e.Person, s => s with { IdentityKeysDestroyed = true }) },
        _ => EvolveClocks(state, @event),
    };

    // A draft here is what went only if it was approved here; what came along was answered by others, in their words.
    private static DataRequest Told(this DataRequest request, Guid? by, string? outcome, string? ground, DataAnswerSaid? said) => request with
    {
        Sent = by is not null ? request.Draft ?? request.Sent : said is null ? request.Sent : new(said.Reply, outcome, ground, said.Text.Value, Guid.Empty, said.At),
        Draft = null,
    };

    /// <summary>Who goes on with the case drafts anew: what waited for another seat here is approved by nobody any more.</summary>
    private static CaseState WithoutDrafts(this CaseState state) => state with { DataRequests = [.. state.DataRequests.Select(r => r with { Draft = null })] };

    private static CaseState DataRequest(this CaseState state, Guid id, Func<DataRequest, DataRequest> change) => state with { DataRequests = state.DataRequests.Replace(r => r.Id == id, change) };
}
