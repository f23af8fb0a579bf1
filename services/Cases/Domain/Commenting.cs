namespace Coc.Cases.Domain;

/// <summary>
/// Reporters and affected people may be asked what they think of what is proposed, before it is decided (R45). Each text is a draft that another seat approves (P6). It binds nobody and holds nothing up: with the
/// end of its time, or with the decision, it is over.
/// </summary>
internal static class Commenting
{
    public const string Command = "comment-requests";
    private const string Rule = "R45";
    private const int Most = 20;

    private static Refusal Over => new("commentTimeOver", Rule, "The time to comment is over, or it is decided. Return the draft.");

    /// <summary>Nobody is pressed: one question at a time, and not without end.</summary>
    public static bool CanAsk(CaseState state, DateTimeOffset now) => state.CommentRequests.Count < Most && state.ThreadIds.Any(t => !IsAsked(state, t, now));

    public static Decision Request(CaseState state, CaseCommand.RequestComments c) => state.CommentRequests.Count >= Most ? new Refusal("commentsEnough", Rule, $"They were asked {Most} times; decide on what was said.")
        : c.Asked.Any(a => IsAsked(state, a.Thread, c.At)) ? new Refusal("commentOpen", Rule, "Somebody of these is asked already: wait for what they say, or return the draft.")
        : new List<CaseEvent>(
    [
        new CaseEvent.CommentsRequested(c.Request, c.Asked, c.Until, c.Seat, c.At),
        .. c.Asked.Select(a => new CaseEvent.CommunicationDrafted(
            a.Communication, state.ReportIds.Contains(a.Thread) ? Appealing.Reporter : Communicating.Affected, null, a.Thread, Texts.Reporter(a.Thread, c.Text), c.Seat, c.At)),
    ]);

    // On their page and not answered, or still a draft.
    private static bool IsAsked(CaseState state, Guid thread, DateTimeOffset now) => state.CommentRequests.Any(r => r.IsOpen(now) && r.Comments.All(c => c.Thread != thread)
        && r.Asked.Any(a => a.Thread == thread && (r.Shown.Contains(thread) || state.Communications.Any(c => c.Id == a.Communication && c.State == "draft"))));

    /// <summary>What nobody would answer any more is not sent.</summary>
    public static Refusal? Late(CaseState state, Guid communication, DateTimeOffset now) => Of(state, communication) is { } request && !request.IsOpen(now) ? Over : null;

    /// <summary>What follows when a text to somebody was approved: their page asks them.</summary>
    public static IEnumerable<CaseEvent> Asked(CaseState state, Communication sent, DateTimeOffset at) =>
        Of(state, sent.Id) is { } request ? [Shown(state, request, request.Asked.First(a => a.Communication == sent.Id), CommentRequest.Open, at)] : [];

    /// <summary>Once each, however often it is heard. What was said in time counts, also when it is heard later.</summary>
    public static Decision Hear(CaseState state, CaseCommand.HearComment c) =>
        state is { Exists: true, HasGone: false } && state.CommentRequests.FirstOrDefault(r => r.Id == c.Request && r.Shown.Contains(c.Thread)) is { } request && request.Comments.All(x => x.Entry != c.Entry)
            ? new CaseEvent.CommentReceived(c.Request, c.Thread, c.Entry, c.At)
            : Decision.Nothing;

    /// <summary>What follows by rule: with the decision nobody is asked any more.</summary>
    public static IEnumerable<CaseEvent> Following(CaseState state, DateTimeOffset at) => Leaving(state, at, state.Stage >= CaseStage.Decided ? _ => true : r => IsOffTheTable(state, r));

    private static bool IsOffTheTable(CaseState state, CommentRequest request) => request.About.Count > 0 && !request.About.Any(p => state.ProposalOf(p) is { IsOnTheTable: true });

    /// <summary>Another body asks anew, if it wants to.</summary>
    public static IEnumerable<CaseEvent> Leaving(CaseState state, DateTimeOffset at) => Leaving(state, at, _ => true);

    private static IEnumerable<CaseEvent> Leaving(CaseState state, DateTimeOffset at, Func<CommentRequest, bool> which) => state.CommentRequests.Where(r => !r.Ended && which(r)).SelectMany(request => new List<CaseEvent>(
    [
        new CaseEvent.CommentsEnded(request.Id, at), .. request.Asked.Where(a => request.Shown.Contains(a.Thread)).Select(a => Shown(state, request, a, CommentRequest.Over, at)),
    ]));

    private static CommentRequest? Of(CaseState state, Guid communication) => state.CommentRequests.FirstOrDefault(r => r.Asked.Any(a => a.Communication == communication));

    private static CaseEvent.CommentShown Shown(CaseState state, CommentRequest request, CommentAsking asked, string how, DateTimeOffset at) =>
        new(request.Id, asked.Thread, asked.Communication, how, request.Until, state.AppealOf?.Id, at);
}
