using Coc.Contracts.Channel;
using Coc.EventStore;

namespace Coc.Cases.Domain;

internal abstract partial record CaseEvent
{
    /// <summary>Somebody from outside was engaged for this case: without a vote, bound by confidentiality (domain.md 1.1). <paramref name="By"/> recorded that they accepted the terms.</summary>
    /// <param name="Engagement">also the request by which the seat is asked about conflicts</param>
    /// <param name="As">mediator, investigator, adviser</param>
    /// <param name="Task">what they are asked to do</param>
    /// <param name="Include">ids of the pieces of evidence they may see</param>
    /// <param name="TermsAcceptedAt">when they accepted the terms of confidentiality</param>
    /// <param name="NotBefore">until then people may exclude them (P16)</param>
    /// <param name="Aside">set aside without a word (P1): nobody asks them</param>
    public sealed record OutsideEngaged(
        Guid Engagement, HandlingSeat Seat, string As, Sensitive<string> Name, Sensitive<string> Task, Sensitive<IReadOnlyList<string>> Include, DateTimeOffset TermsAcceptedAt,
        DateTimeOffset NotBefore, DateTimeOffset Until, bool Aside, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>What they wrote to the panel.</summary>
    public sealed record OutsideReported(Guid Engagement, Guid Word, Sensitive<string> Text, DateTimeOffset At) : CaseEvent;

    /// <summary>From here on they see nothing of it.</summary>
    /// <param name="By">empty: the time it was for is over</param>
    public sealed record EngagementEnded(Guid Engagement, Guid By, DateTimeOffset At) : CaseEvent;
}
