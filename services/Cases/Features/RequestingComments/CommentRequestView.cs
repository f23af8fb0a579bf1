using Coc.Cases.Domain;

namespace Coc.Cases.Features.RequestingComments;

/// <summary>Who was asked what they think, and whether they said something; the words are in their thread, which is read by itself.</summary>
internal static class CommentRequestView
{
    public static IEnumerable<object> Of(CaseState state, DateTimeOffset now) => state.CommentRequests.Select(r => new
    {
        r.Id,
        r.By,
        r.At,
        r.Until,
        State = r.IsOpen(now) ? CommentRequest.Open : CommentRequest.Over,
        Affected = r.Asked.Select(a => new
        {
            a.Thread,
            a.Communication,
            Asked = r.Shown.Contains(a.Thread),
            Comments = r.Comments.Where(c => c.Thread == a.Thread).Select(c => new { c.Entry, c.At }),
        }),
    });
}
