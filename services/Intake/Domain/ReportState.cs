using System.Collections.Immutable;
using System.Diagnostics;
using Coc.EventStore;

namespace Coc.Intake.Domain;

/// <summary>A report and its thread as of now.</summary>
internal sealed record ReportState(Guid Id, DateTimeOffset ReceivedAt, ReportEvent.ReportFiled Filed)
{
    public long Version { get; init; }

    public ReportEvent.ReportForwarded? Forwarded { get; init; }

    /// <summary>Of an affected person's page: the report that names them.</summary>
    public Guid? AffectedOf { get; init; }

    /// <summary>How many one-time codes were made for the page.</summary>
    public int HandedCodes { get; init; }

    /// <summary>The affected person came to their page; when is the entry's time.</summary>
    public Guid? Entered { get; init; }

    public bool HasEntered => Entered is not null;

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

    /// <summary>When the committee owes the next word (R10).</summary>
    public DateTimeOffset? NextDate { get; init; }

    /// <summary>The second body that may read it, where two are competent.</summary>
    public string? JointWith { get; init; }

    /// <summary>Every time the case changed hands, in the order it was heard of.</summary>
    public IReadOnlyList<ReportEvent.CaseHandedOver> HandOvers { get; init; } = [];

    /// <summary>Cases that had the report once; the last hand-over counts, not the one heard of last.</summary>
    public IEnumerable<Guid> FormerCases => HandOvers.Count == 0 ? [] : HandOvers.SelectMany(h => new[] { h.FromCase, h.ToCase }).Where(c => c != Last(HandOvers).ToCase);

    /// <summary>The latest news of cases that had the report once: one of them may have it again, and its news come before that is known.</summary>
    public ImmutableDictionary<Guid, ReportEvent.CaseMoved> Late { get; init; } = ImmutableDictionary<Guid, ReportEvent.CaseMoved>.Empty;

    public IReadOnlyList<Entry> Thread { get; init; } = [];

    /// <summary>The reporter has one thread, and answers what was written last: the appeal whose deciders wrote that.</summary>
    public Guid? AskedInAppeal { get; init; }

    public IReadOnlyList<EvidencePiece> Evidence { get; init; } = [];

    public IReadOnlyList<WrittenAppeal> Appeals { get; init; } = [];

    public IReadOnlyList<MediationView> Mediations { get; init; } = [];

    /// <summary>What committees proposed and asked about (R45).</summary>
    public IReadOnlyList<CommentAsked> Comments { get; init; } = [];

    /// <summary>Apologies that were passed on to them (P12).</summary>
    public IReadOnlyList<OwnApology> Apologies { get; init; } = [];

    /// <summary>What they asked about what is kept of them (P19).</summary>
    public IReadOnlyList<OwnDataRequest> DataRequests { get; init; } = [];

    /// <summary>Codes made for a lost one, oldest first.</summary>
    public IReadOnlyList<Renewal> Renewals { get; init; } = [];

    /// <summary>The one that counts.</summary>
    public Renewal? LastRenewal => Renewals is [.., var last] ? last : null;

    /// <summary>Set for who looks with a renewed code: until when it opens something.</summary>
    public DateTimeOffset? RenewedUntil { get; init; }

    /// <summary>What is decided now; also in the moment before that is heard of here.</summary>
    public bool HasAppealed => Appeals.Any(a => DecidedAt is not { } decided || a.At >= decided);

    public IReadOnlyList<Exclusion> ExcludedLater { get; init; } = [];

    /// <summary>Complaints and reports of retaliation that followed from it, oldest first.</summary>
    public IReadOnlyList<FollowUp> FollowUps { get; init; } = [];

    /// <summary>Somebody's handling of it was complained about.</summary>
    public bool IsComplainedOf => FollowUps.Any(f => f.Kind == FollowUp.Complaint);

    /// <summary>Since when it is decided, if it is; check-ins count from there (P21).</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>When the reporter last answered how they fare.</summary>
    public DateTimeOffset? CheckedInAt { get; init; }

    /// <summary>The latest exclusion after filing.</summary>
    public Guid? LastExclusion { get; init; }

    public IEnumerable<Exclusion> Exclusions => (Filed.Text.Value?.Exclude ?? []).Concat(ExcludedLater);

    /// <summary>Folds a stream; null when there is none.</summary>
    public static ReportState? Of(EventStream stream) =>
        stream.Events.Aggregate((ReportState?)null, (state, stored) => Evolve(state, (ReportEvent)stored.Data, stored.Stream.Id, stored.At)) is { } report
            ? report with { Version = stream.Version }
            : null;

    public static ReportState Evolve(ReportState? state, ReportEvent happened, Guid id, DateTimeOffset at) => (state, happened) switch
    {
        (null, ReportEvent.ReportFiled filed) => new ReportState(id, at, filed),
        (null, ReportEvent.AffectedInvited e) => new ReportState(id, at, AffectedPage.Filed(id, e)) { AffectedOf = e.Report },
        (null, _) => throw new UnreachableException("A report's stream begins with its filing."),
        (_, ReportEvent.AffectedCodeMade e) => state with { HandedCodes = e.Number },
        (_, ReportEvent.AffectedEntered e) => state with { Entered = e.Entry },
        (_, ReportEvent.ReportForwarded e) => state with { Forwarded = e },
        (_, ReportEvent.ReporterWrote e) => state with
        {
            Thread = [.. state.Thread, new(e.Entry, "reporter", at, e.Kind, e.Text?.Value) { Answer = e.Answer, Appeal = e.Kind == Entry.Message && !e.ToCase ? state.AskedInAppeal : null, Renewed = e.Renewed }],
            CheckedInAt = e.Kind == Entry.CheckIn ? at : state.CheckedInAt,
        },
        (_, ReportEvent.ReporterWroteInAppeal e) => state with { Thread = [.. state.Thread, new(e.Entry, "reporter", at, Entry.Message, e.Text.Value) { Appeal = e.Appeal, Renewed = e.Renewed }] },
        (_, ReportEvent.EvidenceAdded e) => state with { Evidence = [.. state.Evidence, new(e.Evidence, id, at, e.Facts.Value)] },
        (_, ReportEvent.EvidenceAddedInAppeal e) => state with { Evidence = [.. state.Evidence, new(e.Evidence, id, at, e.Facts.Value) { Appeal = e.Appeal }] },
        (_, ReportEvent.CommitteeWrote e) => state with { AskedInAppeal = e.Appeal, Thread = [.. state.Thread, new(e.Message, "committee", e.WrittenAt, "message", e.Text.Value) { Appeal = e.Appeal, IsOutcome = e.IsOutcome }] },
        (_, ReportEvent.ReporterExcluded e) => state with { ExcludedLater = [.. state.ExcludedLater, .. e.Exclude.Select(x => x.Value).OfType<Exclusion>()], LastExclusion = e.Entry },
        (_, ReportEvent.ReporterComplained e) => state with { FollowUps = [.. state.FollowUps, new(e.Report ?? e.Entry, FollowUp.Complaint, at, e.Text.Value) { Ground = e.Ground }] },
        (_, ReportEvent.RetaliationTold e) => state with { FollowUps = [.. state.FollowUps, new(e.Report, FollowUp.Retaliation, at, e.Text?.Value)], CheckedInAt = at },
        (_, ReportEvent.ReporterAppealed e) => state with { Appeals = [.. state.Appeals, new(e.Entry, at, e.Grounds, e.Text.Value)] },
        (_, ReportEvent.MediationMoved e) => state with
        {
            Mediations = [.. state.Mediations.Where(m => m.Id != e.Mediation), new(e.Mediation, e.State, e.Until, state.Mediations.FirstOrDefault(m => m.Id == e.Mediation)?.Answer)],
        },
        (_, ReportEvent.ReporterAnsweredMediation e) => state with { Mediations = [.. state.Mediations.Select(m => m.Id == e.Mediation ? m with { Answer = e.Answer } : m)] },
        (_, ReportEvent.CommentMoved e) => state with { Comments = Domain.Comments.With(state.Comments, e) },
        (_, ReportEvent.ReporterCommented e) => state with
        {
            Comments = Domain.Comments.With(state.Comments, e, at),
            Thread = [.. state.Thread, new(e.Entry, "reporter", at, Entry.Comment, e.Text.Value) { Appeal = e.Appeal }],
        },
        (_, ReportEvent.ApologyBrought e) => state.Apologies.Any(a => a.Id == e.Apology) ? state : state with { Apologies = [.. state.Apologies, new(e.Apology, at, null, e.Text.Value)] },
        (_, ReportEvent.ApologyAnswered e) => state with { Apologies = [.. state.Apologies.Select(a => a.Id == e.Apology ? a with { Answer = e.Answer } : a)] },
        (_, ReportEvent.ReporterAskedForData e) => state with
        {
            DataRequests = [.. state.DataRequests, OwnDataRequest.New(e.Entry, e.Kind, at, e.Text?.Value)],
            Thread = [.. state.Thread, new(e.Entry, "reporter", at, Domain.DataRequests.Entry, e.Text?.Value) { Answer = e.Kind }],
        },
        (_, ReportEvent.DataRequestMoved e) => state with
        {
            DataRequests = [.. state.DataRequests.Select(r => r.Id == e.Request ? r with { State = e.State, Ground = e.Ground, Due = e.Due } : r)],
        },
        (_, ReportEvent.CodeRenewed e) => state with { Renewals = [.. state.Renewals, new(e.Renewal, e.Number, at, e.Until, false, e.Halved)] },
        (_, ReportEvent.RenewedCodeTaken e) => state with { Renewals = [.. state.Renewals.Select(r => r.Number == e.Number ? r with { Taken = true } : r)] },
        (_, ReportEvent.PartSplitOff e) => state with
        {
            FollowUps = [.. state.FollowUps, new(e.Report, FollowUp.Part, at, e.Text.Value) { Projects = e.Projects, Subjects = e.Subjects, Affected = e.Affected }],
        },
        (_, ReportEvent.BodyNamed e) => state with { Body = state.HandOvers.Count == 0 ? e.Body : state.Body, FirstBody = state.FirstBody ?? e.Body, JointWith = state.HandOvers.Count == 0 ? e.JointWith : null },
        (_, ReportEvent.ConsentAsked e) => state with { ConsentsAsked = [.. state.ConsentsAsked.Where(a => a.Audience != e.Audience), e] },
        (_, ReportEvent.ConsentGiven e) => state with { ConsentsGiven = new Dictionary<string, string>(state.ConsentsGiven) { [e.Audience] = e.Answer } },
        (_, ReportEvent.CaseMoved e) => state.FormerCases.Contains(e.Case) ? state with { Late = state.Late.SetItem(e.Case, e) } : Moved(state, e, at),
        (_, ReportEvent.CaseHandedOver e) => HandedOver(state, [.. state.HandOvers, e], at),
        (_, ReportEvent.CaseLinked or ReportEvent.ReporterRepeated or ReportEvent.ReportClaimed) => state,
        _ => throw new UnreachableException($"{happened.GetType().Name} is not known."),
    };

    private static ReportState Moved(ReportState state, ReportEvent.CaseMoved e, DateTimeOffset at) => state with
    {
        Word = ReceiptWords.Of(e.State) ?? state.Word,
        DecidedAt = !ReceiptWords.IsDecided(ReceiptWords.Of(e.State) ?? state.Word) ? null : state.DecidedAt ?? at, // opened again, it is not decided any more
        AcknowledgeDue = e.AcknowledgeDue ?? state.AcknowledgeDue,
        NextDate = e.NextDate,
        Thread = state.DecidedAt is not null && !ReceiptWords.IsDecided(ReceiptWords.Of(e.State) ?? state.Word) ? [.. state.Thread.Select(t => t.IsOutcome ? t with { IsOutcome = false } : t)] : state.Thread, // of a decision that stands no more
        AcknowledgedAt = state.AcknowledgedAt ?? e.AcknowledgedAt, // that the reporter was told is not undone by another body
    };

    private static ReportState HandedOver(ReportState state, IReadOnlyList<ReportEvent.CaseHandedOver> all, DateTimeOffset at)
    {
        var after = state with { HandOvers = all, Body = Last(all).To, JointWith = null };
        return state.Late.GetValueOrDefault(Last(all).ToCase) is { } late ? Moved(after, late, at) : after;
    }

    private static ReportEvent.CaseHandedOver Last(IReadOnlyList<ReportEvent.CaseHandedOver> all) => all.Select((h, heard) => (h, heard)).MaxBy(x => (x.h.Hop, x.heard)).h;
}

/// <summary>An appeal as it was written; read by the panel that decides it.</summary>
/// <param name="Text">null when erased</param>
internal sealed record WrittenAppeal(Guid Id, DateTimeOffset At, IReadOnlyList<string> Grounds, string? Text);

/// <summary>One entry of the thread, read by the reporter and by handlers.</summary>
/// <param name="Kind">message, withdrawal, checkIn, comment, dataRequest, toldAhead</param>
/// <param name="Text">null when erased, or when nothing was said</param>
internal sealed record Entry(Guid Id, string From, DateTimeOffset At, string Kind, string? Text)
{
    public const string Message = "message";
    public const string Withdrawal = "withdrawal";
    public const string CheckIn = "checkIn";
    public const string Comment = "comment";

    /// <summary>Whether they wish to be told before a measure ends (P14): yes, no; the last counts.</summary>
    public const string ToldAhead = "toldAhead";

    /// <summary>Of a check-in; of a request about data, what is asked for.</summary>
    public string? Answer { get; init; }

    /// <summary>Written with a code made for a lost one: by whoever reads the mail of the reporter, which need not be the reporter.</summary>
    public bool Renewed { get; init; }

    /// <summary>What came of it, in the words that were voted for the reporter; while that decision stands.</summary>
    public bool IsOutcome { get; init; }

    /// <summary>Said between the reporter and who decides this appeal: nobody else of those who handle the report reads it (P15).</summary>
    public Guid? Appeal { get; init; }
}
