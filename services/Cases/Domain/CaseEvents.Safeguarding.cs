using Coc.EventStore;

namespace Coc.Cases.Domain;

/// <summary>Somebody under age is in the matter (P10).</summary>
internal abstract partial record CaseEvent
{
    /// <param name="Since">from then on a day runs for the safeguarding contact and for counsel</param>
    /// <param name="By">empty: the report said so, or it came from another case</param>
    /// <param name="Found">in the other case it came from, a seat had found it out</param>
    public sealed record MinorNoted(DateTimeOffset Since, Guid By, DateTimeOffset At, bool Found = false) : CaseEvent;

    /// <summary>Which seats, two at most, know who it is.</summary>
    /// <param name="Seats">all of them from now on</param>
    /// <param name="By">empty: they were chosen in another case of the body, whose reports came here</param>
    public sealed record MinorIdentityEntrusted(IReadOnlyList<Guid> Seats, Sensitive<string>? Reason, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>Whoever knows how children are protected was asked.</summary>
    public sealed record SafeguardingReached(Sensitive<string> Note, Guid By, DateTimeOffset At) : CaseEvent;

    public sealed record GuardiansReached(Sensitive<string> Note, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>Another case of the same body had counsel's word about it.</summary>
    /// <param name="AnsweredAt">there</param>
    public sealed record MinorCounselCarried(DateTimeOffset AnsweredAt, DateTimeOffset At) : CaseEvent;
}
