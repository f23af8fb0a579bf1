using Coc.EventStore;

namespace Coc.Cases.Domain;

/// <summary>What lies on a platform that deletes (R8).</summary>
internal abstract partial record CaseEvent
{
    /// <param name="By">empty: it follows from the report and the policy, or came along with the case</param>
    /// <param name="Platform">of which the policy says how long it keeps things</param>
    public sealed record RetentionNoted(Guid Retention, Sensitive<string> Source, DateTimeOffset Until, Guid By, DateTimeOffset At, string? Platform = null) : CaseEvent;

    /// <param name="Outcome">saved, lost, notNeeded</param>
    public sealed record RetentionSettled(Guid Retention, string Outcome, Guid By, DateTimeOffset At) : CaseEvent;
}
