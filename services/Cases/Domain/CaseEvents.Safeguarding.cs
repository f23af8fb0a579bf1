using Coc.EventStore;

namespace Coc.Cases.Domain;

/// <summary>Somebody under age is in the matter (P10).</summary>
internal abstract partial record CaseEvent
{
    /// <param name="Since">from then on a day runs for the safeguarding contact and for counsel</param>
    /// <param name="By">empty: the report said so</param>
    public sealed record MinorNoted(DateTimeOffset Since, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>Whoever knows how children are protected was asked.</summary>
    public sealed record SafeguardingReached(Sensitive<string> Note, Guid By, DateTimeOffset At) : CaseEvent;

    public sealed record GuardiansReached(Sensitive<string> Note, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>Another case of the same body had counsel's word about it.</summary>
    /// <param name="AnsweredAt">there</param>
    public sealed record MinorCounselCarried(DateTimeOffset AnsweredAt, DateTimeOffset At) : CaseEvent;
}
