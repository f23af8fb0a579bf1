using Coc.EventStore;

namespace Coc.Cases.Domain;

/// <summary>What was set right, and a case that was taken up again.</summary>
internal abstract partial record CaseEvent
{
    /// <summary>A linked report is about something else; the case it was filed for still has it (R64).</summary>
    /// <param name="Released">seats whose soft tie came with it and goes with it; with the first of its reports</param>
    public sealed record ReportUnlinked(Guid Report, Guid By, DateTimeOffset At, IReadOnlyList<Guid>? Released = null) : CaseEvent;

    /// <summary>Its reports are duplicates (R64): they are worked on in another case of this body, and this one is over as long as they are.</summary>
    public sealed record CaseLinked(Guid Into, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>The case of a duplicate: its reports are worked on here. Of persons, projects, factors and evidence, those that this case did not have.</summary>
    /// <param name="AcknowledgedAt">when its reporters were told; null: they still wait</param>
    /// <param name="AlsoTied">seats that had a tie already and stated one there</param>
    public sealed record DuplicateTaken(
        Guid FromCase, string CodeName, Guid Incident, IReadOnlyList<CaseReport> Reports, IReadOnlyList<Guid> Persons, IReadOnlyList<string> Projects, IReadOnlyList<string> RiskFactors,
        IReadOnlyList<Guid> Evidence, DateTimeOffset AcknowledgeDue, DateTimeOffset? AcknowledgedAt, int Hops, IReadOnlyList<CarriedText> Texts, IReadOnlyList<TakenFrom> Taken,
        Guid By, DateTimeOffset At, IReadOnlyList<Guid>? Tied = null, IReadOnlyList<Guid>? Formerly = null, IReadOnlyList<Guid>? AlsoTied = null) : CaseEvent;

    /// <summary>The other case answers this one, or is answered by it: two cases that know of each other (P3).</summary>
    /// <param name="Seats">who worked on both then</param>
    /// <param name="Brought">the case from which it is known here; null: it was said here</param>
    public sealed record CounterReportTied(Guid Case, IReadOnlyList<Guid> Seats, Guid By, DateTimeOffset At, Guid? Brought = null) : CaseEvent;

    /// <summary>What a seat had to leave for is not in the case any more.</summary>
    public sealed record SeatCameBack(Guid Seat, DateTimeOffset At) : CaseEvent;

    /// <summary>They were about something else: this case goes on where it stood.</summary>
    /// <param name="AcknowledgedAt">when its reporters were told, here or there; null: they still wait</param>
    public sealed record CaseUnlinked(
        Guid From, IReadOnlyList<Guid> Reports, DateTimeOffset? AcknowledgedAt, DateTimeOffset StatusDue, int Hops, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>One seat says that it was somebody else; two had confirmed who it is, so a second has to agree (P22).</summary>
    public sealed record SubjectDoubted(Guid Person, Sensitive<string> Reason, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>It was somebody else (P22). What was said about this person is taken back everywhere.</summary>
    public sealed record SubjectMistaken(Guid Person, Sensitive<string> Reason, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>Somebody saw what happened. That is no conflict (R29).</summary>
    /// <param name="Seat">a seat of the body; null for somebody named</param>
    public sealed record WitnessNamed(Guid Witness, Guid? Seat, Sensitive<string>? Name, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>A decided or closed case is taken up again: a breach, a complaint, something new (R54).</summary>
    public sealed record CaseReopened(Sensitive<string> Reason, DateTimeOffset StatusDue, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>A second decision took the place of what earlier ones imposed on somebody of whom it finds something (R54).</summary>
    /// <param name="Outcome">overturned: no violation was found; superseded: the new decision holds in their place</param>
    public sealed record EarlierMeasuresEnded(Guid Decision, string Outcome, IReadOnlyList<Guid> Sanctions, DateTimeOffset At) : CaseEvent;

    /// <summary>An interim measure is to be carried out: Sanctions orders it at once, and undoes it at its end (R37, P9).</summary>
    /// <param name="Bodies">in whose spaces</param>
    /// <param name="Followed">the case waits for its orders; those of before it did are not waited for</param>
    public sealed record InterimMeasureOrdered(
        Guid Measure, Guid Person, string Kind, IReadOnlyList<string> Bodies, IReadOnlyList<string> Spaces, DateTimeOffset Until, Guid By, DateTimeOffset At, bool Followed = false) : CaseEvent;
}
