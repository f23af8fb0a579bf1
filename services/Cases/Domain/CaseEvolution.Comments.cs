namespace Coc.Cases.Domain;

internal static partial class CaseEvolution
{
    private static CaseState EvolveComments(CaseState state, CaseEvent @event) => @event switch
    {
        CaseEvent.CommentsRequested e => state with { CommentRequests = [.. state.CommentRequests, new(e.Request, e.Asked, e.Until, e.By, e.At) { About = [.. state.Proposals.Where(p => p.IsOnTheTable).Select(p => p.Id)] }] },
        CaseEvent.CommentShown e => state.CommentRequest(e.Request, r => r with { Shown = [.. r.Shown.Where(t => t != e.Thread), e.Thread] }),
        CaseEvent.CommentReceived e => state.CommentRequest(e.Request, r => r with { Comments = [.. r.Comments, new(e.Thread, e.Entry, e.At)] }),
        CaseEvent.CommentsEnded e => state.CommentRequest(e.Request, r => r with { Ended = true }),
        _ => EvolveData(state, @event),
    };

    private static CaseState CommentRequest(this CaseState state, Guid id, Func<CommentRequest, CommentRequest> change) => state with { CommentRequests = state.CommentRequests.Replace(r => r.Id == id, change) };
}
