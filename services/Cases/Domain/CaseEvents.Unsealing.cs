using Coc.EventStore;

namespace Coc.Cases.Domain;

/// <summary>A reporter's identity that one person holds (R3, P11); who it is lies with Intake and never here.</summary>
internal abstract partial record CaseEvent
{
    /// <summary>A seat would have it opened to named others.</summary>
    /// <param name="Exception">law, courtOrder, imminentDanger</param>
    /// <param name="Recipients">seats that may read it then</param>
    /// <param name="Outside">who else is to be told, outside the panel</param>
    /// <param name="NotTold">the law forbids telling the reporter</param>
    public sealed record UnsealingAsked(
        Guid Unsealing, Guid Report, string Exception, Sensitive<string> Reason, IReadOnlyList<Guid> Recipients, Sensitive<string>? Outside, bool NotTold, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>The holder and one seat more agreed.</summary>
    /// <param name="By">the second of the two</param>
    public sealed record IdentityUnsealed(Guid Unsealing, Guid Report, Guid By, DateTimeOffset At) : CaseEvent;
}
