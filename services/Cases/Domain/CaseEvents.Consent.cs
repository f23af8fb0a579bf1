namespace Coc.Cases.Domain;

/// <summary>What reporters say about who may know them (P16): codes only.</summary>
internal abstract partial record CaseEvent
{
    /// <summary>A reporter is asked, because the matter may go to that audience and the report does not say.</summary>
    /// <param name="Audience">project, foundation, parent, counsel, eventStaff, lent, outside</param>
    /// <param name="To">slug of the body it is about</param>
    /// <param name="Until">from then on silence is recorded; the reporter may still answer</param>
    public sealed record ConsentAsked(Guid Report, string Audience, string To, DateTimeOffset Until, DateTimeOffset At) : CaseEvent;

    /// <summary>What the reporter said when filing or when asked, or that nothing was said in time.</summary>
    /// <param name="Answer">yes, no, silence</param>
    public sealed record ConsentAnswered(Guid Report, string Audience, string Answer, DateTimeOffset At) : CaseEvent;

    /// <summary>An offer no rule demands ends, because a reporter did not agree.</summary>
    public sealed record TransferNotMade(Guid Transfer, DateTimeOffset At) : CaseEvent;
}
