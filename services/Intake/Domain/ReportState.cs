using System.Diagnostics;
using Coc.EventStore;

namespace Coc.Intake.Domain;

/// <summary>A report and its thread as of now.</summary>
internal sealed record ReportState(Guid Id, DateTimeOffset ReceivedAt, ReportEvent.ReportFiled Filed)
{
    public long Version { get; init; }

    public ReportEvent.ReportForwarded? Forwarded { get; init; }

    public string? Body { get; init; }

    /// <summary>The body it was routed to first: the reporter sent it there, whoever takes it over later.</summary>
    public string? FirstBody { get; init; }

    /// <summary>The latest question about each audience.</summary>
    public IReadOnlyList<ReportEvent.ConsentAsked> ConsentsAsked { get; init; } = [];

    /// <summary>What the reporter said after filing, by audience.</summary>
    public IReadOnlyDictionary<string, string> ConsentsGiven { get; init; } = new Dictionary<string, string>();

    public string Word { get; init; } = ReceiptWords.HaveIt;

    public DateTimeOffset? AcknowledgeDue { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>The second body that may read it, where two are competent.</summary>
    public string? JointWith { get; init; }

    public IReadOnlyList<Guid> FormerCases { get; init; } = [];

    public IReadOnlyList<Entry> Thread { get; init; } = [];

    public IReadOnlyList<EvidencePiece> Evidence { get; init; } = [];

    public IReadOnlyList<Exclusion> ExcludedLater { get; init; } = [];

    public IEnumerable<Exclusion> Exclusions => (Filed.Text.Value?.Exclude ?? []).Concat(ExcludedLater);

    /// <summary>Folds a stream; null when there is none.</summary>
    public static ReportState? Of(EventStream stream) =>
        stream.Events.Aggregate((ReportState?)null, (state, stored) => Evolve(state, (ReportEvent)stored.Data, stored.Stream.Id, stored.At)) is { } report
            ? report with { Version = stream.Version }
            : null;

    public static ReportState Evolve(ReportState? state, ReportEvent happened, Guid id, DateTimeOffset at) => (state, happened) switch
    {
        (null, ReportEvent.ReportFiled filed) => new ReportState(id, at, filed),
        (null, _) => throw new UnreachableException("A report's stream begins with its filing."),
        (_, ReportEvent.ReportForwarded e) => state with { Forwarded = e },
        (_, ReportEvent.ReporterWrote e) => state with { Thread = [.. state.Thread, new(e.Entry, "reporter", at, e.Kind, e.Text?.Value ?? e.Answer)] },
        (_, ReportEvent.EvidenceAdded e) => state with { Evidence = [.. state.Evidence, new(e.Evidence, id, at, e.Facts.Value)] },
        (_, ReportEvent.CommitteeWrote e) => state with { Thread = [.. state.Thread, new(e.Message, "committee", e.WrittenAt, "message", e.Text.Value)] },
        (_, ReportEvent.ReporterExcluded e) => state with { ExcludedLater = [.. state.ExcludedLater, .. e.Exclude.Select(x => x.Value).OfType<Exclusion>()] },
        (_, ReportEvent.BodyNamed e) => state with { Body = e.Body, FirstBody = state.FirstBody ?? e.Body, JointWith = e.JointWith },
        (_, ReportEvent.ConsentAsked e) => state with { ConsentsAsked = [.. state.ConsentsAsked.Where(a => a.Audience != e.Audience), e] },
        (_, ReportEvent.ConsentGiven e) => state with { ConsentsGiven = new Dictionary<string, string>(state.ConsentsGiven) { [e.Audience] = e.Answer } },
        (_, ReportEvent.CaseMoved e) when !state.FormerCases.Contains(e.Case) => state with
        {
            Word = ReceiptWords.Of(e.State) ?? state.Word,
            AcknowledgeDue = e.AcknowledgeDue ?? state.AcknowledgeDue,
            AcknowledgedAt = e.AcknowledgedAt ?? state.AcknowledgedAt,
        },
        (_, ReportEvent.CaseHandedOver e) => state with { Body = e.To, JointWith = null, FormerCases = [.. state.FormerCases, e.FromCase] },
        (_, ReportEvent.CaseMoved or ReportEvent.CaseLinked or ReportEvent.ReporterComplained or ReportEvent.ReportClaimed) => state,
        _ => throw new UnreachableException($"{happened.GetType().Name} is not known."),
    };
}

/// <summary>One entry of the thread, read by the reporter and by handlers.</summary>
/// <param name="Text">null when erased</param>
internal sealed record Entry(Guid Id, string From, DateTimeOffset At, string Kind, string? Text);
