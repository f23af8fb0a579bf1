namespace Coc.Cases.Domain;

/// <summary>What reporters and affected people think of what is proposed (R45): asked, not binding, on record. Their words lie with Intake.</summary>
internal abstract partial record CaseEvent
{
    /// <summary>The panel would like to hear them; the texts are drafts beside it.</summary>
    public sealed record CommentsRequested(Guid Request, IReadOnlyList<CommentAsking> Asked, DateTimeOffset Until, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>The page of one of them shows it so from now on.</summary>
    /// <param name="Communication">the text they were sent</param>
    /// <param name="State">open, ended</param>
    /// <param name="Appeal">the appeal this case decides: then nobody else reads what they say (P15)</param>
    public sealed record CommentShown(Guid Request, Guid Thread, Guid Communication, string State, DateTimeOffset Until, Guid? Appeal, DateTimeOffset At) : CaseEvent;

    /// <summary>One of them said something.</summary>
    public sealed record CommentReceived(Guid Request, Guid Thread, Guid Entry, DateTimeOffset At) : CaseEvent;

    /// <summary>It was decided, or the case went elsewhere; nothing that is said now would be looked at.</summary>
    public sealed record CommentsEnded(Guid Request, DateTimeOffset At) : CaseEvent;
}
