namespace Coc.Cases.Domain;

internal abstract partial record CaseCommand
{
    /// <param name="LookAgain">null: the person is told now</param>
    /// <param name="Unaware">somebody it happened to does not know of the report</param>
    public sealed record NoticeAccused(
        Guid Seat, DateTimeOffset At, Guid Notice, Guid Person, string Why, string? Summary, DateTimeOffset? LookAgain, DateTimeOffset? AnswerBy, bool Unaware, (string Safety, string Wish)? Considered)
        : CaseCommand(Seat, At)
    {
        /// <summary>Whom it happened to, in the reports of which somebody does not know.</summary>
        public IReadOnlyList<AffectedByIt> Who { get; init; } = [];
    }

    public sealed record GiveAnswerTime(Guid Seat, DateTimeOffset At, Guid Person, DateTimeOffset Until) : CaseCommand(Seat, At);

    /// <param name="About">the hearing, or the seat, it is about</param>
    public sealed record HearFromAccused(DateTimeOffset At, Guid Room, Guid Entry, string Kind, Guid? About) : CaseCommand(Guid.Empty, At);
}
