using Coc.Contracts.Channel;
using Coc.EventStore;

namespace Coc.Cases.Domain;

/// <summary>What a committee brings up by itself: a case nobody reported, and a person nobody named.</summary>
internal abstract partial record CaseEvent
{
    /// <summary>There is a risk the committee knows of, and no report (R6).</summary>
    /// <param name="Risk">low, medium, high</param>
    public sealed record CaseOpenedByCommittee(
        Guid Case, string CodeName, Guid Incident, HandlingBody Handling, string Risk, Sensitive<string> Summary, DateTimeOffset StatusDue, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>The case turns out to be about one person more; or it came with a person whom its former owner had found out.</summary>
    /// <param name="By">empty where it came along</param>
    /// <param name="Tied">seats whose holder declared a soft tie beforehand that counts from now on (P1)</param>
    public sealed record SubjectAdded(
        Guid Person, string CodeName, Sensitive<IReadOnlyList<string>>? Accounts, Sensitive<string>? Name, Sensitive<string>? Description, Guid By, DateTimeOffset At,
        IReadOnlyList<Guid>? Tied = null) : CaseEvent;

    /// <summary>The case is about one person more: until the seat has answered for this one too, it has no access (P1).</summary>
    /// <param name="Adds">what it stated before still counts beside what it states of the new one (R28)</param>
    public sealed record ConflictAskedAgain(Guid Seat, DateTimeOffset Due, DateTimeOffset At, bool Adds = false) : CaseEvent;
}
