using Coc.EventStore;

namespace Coc.Cases.Domain;

/// <summary>What lies on a platform that deletes (R8).</summary>
internal abstract partial record CaseEvent
{
    public sealed record RetentionNoted(Guid Retention, Sensitive<string> Source, DateTimeOffset Until, Guid By, DateTimeOffset At) : CaseEvent;

    /// <param name="Outcome">saved, lost, notNeeded</param>
    public sealed record RetentionSettled(Guid Retention, string Outcome, Guid By, DateTimeOffset At) : CaseEvent;
}
