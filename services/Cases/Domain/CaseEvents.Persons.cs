using Coc.EventStore;

namespace Coc.Cases.Domain;

/// <summary>Two persons of a case are one, or one is two (R66).</summary>
internal abstract partial record CaseEvent
{
    /// <summary>One seat says that these two are one person; it takes a second.</summary>
    public sealed record SubjectsSaidSame(Guid Person, Guid Into, Sensitive<string> Reason, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>Two seats said so: what the case has of the one is the other's.</summary>
    public sealed record SubjectsMerged(Guid Person, Guid Into, Sensitive<string> Reason, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>What was taken for one person is two; the other was added before.</summary>
    /// <param name="Accounts">that are the other's</param>
    /// <param name="Things">hearings and interim measures that are the other's</param>
    public sealed record SubjectSplit(Guid Person, Guid Other, Sensitive<IReadOnlyList<string>>? Accounts, IReadOnlyList<Guid> Things, Sensitive<string> Reason, Guid By, DateTimeOffset At) : CaseEvent;
}
