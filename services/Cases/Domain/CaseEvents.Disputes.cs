using Coc.EventStore;

namespace Coc.Cases.Domain;

/// <summary>An offer nobody answered, or that one side contests (P16).</summary>
internal abstract partial record CaseEvent
{
    /// <summary>The other body is reminded that its answer is due.</summary>
    public sealed record TransferReminded(Guid Transfer, DateTimeOffset At) : CaseEvent;

    /// <summary>A third body settles who has the case; until then it stays with the sender, which decides nothing.</summary>
    /// <param name="Because">unanswered, refused, contested</param>
    /// <param name="Reason">the refusal's code</param>
    public sealed record TransferDisputed(Guid Transfer, string Because, string? Reason, Sensitive<string>? Text, string Arbiter, DateTimeOffset SettleBy, DateTimeOffset At) : CaseEvent;

    /// <summary>It is settled who has the case.</summary>
    /// <param name="By">arbiter; rule, when nobody settled it in time</param>
    /// <param name="Overruled">the rules that would have given the case to the other body, and do not; null from before they were recorded here: the one on the offer</param>
    public sealed record TransferSettled(Guid Transfer, string Owner, string By, DateTimeOffset At, IReadOnlyList<Overruling>? Overruled = null) : CaseEvent;
}
