using System.Diagnostics;
using Coc.EventStore;

namespace Coc.Intake.Domain;

/// <summary>Whether a piece is in quarantine, for which case, and who would release it.</summary>
internal sealed record Custody(Guid? QuarantinedBy, IReadOnlyList<Guid> Releasing)
{
    private const int SeatsToRelease = 2;

    public static Custody Free { get; } = new(null, []);

    /// <summary>Set when a committee brought the piece.</summary>
    public (EvidenceEvent.EvidenceBrought Event, DateTimeOffset At)? Brought { get; init; }

    public bool IsQuarantined => QuarantinedBy is not null;

    public static Custody Of(EventStream stream) => stream.Events.Aggregate(Free, (state, stored) => Evolve(state, (EvidenceEvent)stored.Data, stored.At));

    public static Custody Evolve(Custody state, EvidenceEvent happened, DateTimeOffset at) => happened switch
    {
        EvidenceEvent.EvidenceBrought e => state with { Brought = (e, at) },
        EvidenceEvent.EvidenceQuarantined e => state with { QuarantinedBy = e.Case, Releasing = [] },
        EvidenceEvent.EvidenceReleaseAgreed e => state with { Releasing = [.. state.Releasing, e.Seat] },
        EvidenceEvent.EvidenceReleased => state with { QuarantinedBy = null, Releasing = [] },
        _ => throw new UnreachableException($"{happened.GetType().Name} is not known."),
    };

    /// <summary>Any seat that reads the case may, at once, and twice is once.</summary>
    public IReadOnlyList<EvidenceEvent> Quarantine(Guid @case, Guid seat) => IsQuarantined ? [] : [new EvidenceEvent.EvidenceQuarantined(@case, seat)];

    /// <summary>Two seats of the case that quarantined it; the same seat twice is one.</summary>
    public IReadOnlyList<EvidenceEvent> Release(Guid @case, Guid seat) =>
        QuarantinedBy != @case || Releasing.Contains(seat) ? []
        : Releasing.Count + 1 < SeatsToRelease ? [new EvidenceEvent.EvidenceReleaseAgreed(@case, seat)]
        : [new EvidenceEvent.EvidenceReleaseAgreed(@case, seat), new EvidenceEvent.EvidenceReleased(@case, seat)];

    /// <summary>What is locked away is there for nobody but the case that did it: so it goes to no other (P10).</summary>
    public bool ExistsFor(Guid @case) => QuarantinedBy is null || QuarantinedBy == @case;
}
