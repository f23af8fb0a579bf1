namespace Coc.Cases.Domain;

internal abstract partial record CaseCommand
{
    /// <param name="Text">the same for all of them; each draft is approved, or returned, by itself</param>
    public sealed record RequestComments(Guid Seat, DateTimeOffset At, Guid Request, IReadOnlyList<CommentAsking> Asked, DateTimeOffset Until, string Text) : CaseCommand(Seat, At);

    public sealed record HearComment(DateTimeOffset At, Guid Request, Guid Thread, Guid Entry) : CaseCommand(Guid.Empty, At);
}
