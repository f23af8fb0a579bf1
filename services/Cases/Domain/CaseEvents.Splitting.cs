using Coc.EventStore;

namespace Coc.Cases.Domain;

/// <summary>Letters about more than one matter (P22).</summary>
internal abstract partial record CaseEvent
{
    /// <summary>This much of the letter is another matter and becomes a report of its own.</summary>
    /// <param name="Part">id of that report</param>
    /// <param name="Text">the reporter's words about it</param>
    /// <param name="Subjects">places in the letter's subjects</param>
    /// <param name="Affected">places in the letter's affected people</param>
    public sealed record PartSplitOff(
        Guid Part, Guid Report, Sensitive<string> Text, IReadOnlyList<string> Projects, IReadOnlyList<int> Subjects, IReadOnlyList<int> Affected, Guid By, DateTimeOffset At) : CaseEvent;
}
