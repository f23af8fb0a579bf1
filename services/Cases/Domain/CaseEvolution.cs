namespace Coc.Cases.Domain;

/// <summary>Remembers: event after event becomes state. Never decides, never fails on a history that was once accepted.</summary>
internal static partial class CaseEvolution
{
    public static CaseState Evolve(CaseState state, CaseEvent @event) => @event switch
    {
        CaseEvent.CaseOpened e => WithFacts(Opened(state, e)),
        CaseEvent.CaseTakenOver e => TakenOver(state, e),
        CaseEvent.StageReached e => state with
        {
            Stage = e.Stage,
            NextShown = e.Next,
            ToldShown = e.Told ?? [],
            OnHold = state.OnHold && e.Stage == state.Stage, // whatever moves it goes on with it
            MonitoredSince = (e.Stage == CaseStage.Monitoring || (e.Stage == CaseStage.Communicated && state.Sanctions.Count == 0)) && state.Decision?.Findings.Any(f => f.IsViolation) == true ? state.MonitoredSince ?? e.At : state.MonitoredSince,
        },
        CaseEvent.ConflictRequested e => Asked(state, e),
        CaseEvent.ConflictAnswered e => state.Seat(e.Seat, s => s with
        {
            Conflict = e.Effective,
            Said = e.Stated > s.Said ? e.Stated : s.Said,
            AskedAgain = false,
            SoftConflicts = s.SoftConflicts + e.SoftConflicts,
            SoftAreas = [.. s.SoftAreas, .. e.Areas?.Value ?? []],
            Unavailable = false,
            Confirmed = false,
            MayRead = false,
            Judgements = new Dictionary<Guid, (bool, Conflict?, IReadOnlyList<string>)>(),
        }),
        CaseEvent.ConflictJudged e => state.Seat(e.Seat, s => s with
        {
            Judgements = new Dictionary<Guid, (bool, Conflict?, IReadOnlyList<string>)>(s.Judgements) { [e.By] = (e.Agrees, e.RaiseTo, e.Permitted?.Value ?? []) },
        }),
        CaseEvent.SoftConflictConfirmed e => state.Seat(e.Seat, s => s with { Confirmed = true, MayRead = e.MayRead, Permitted = Permits.Known(e.MayRead, e.Permitted.Value ?? []) }),
        CaseEvent.ConflictRaised e => state.Seat(e.Seat, s => s with { Conflict = e.To, Said = e.To, Confirmed = false, MayRead = false }),
        CaseEvent.SeatUnavailable e => state.Seat(e.Seat, s => s with { Unavailable = true }),
        CaseEvent.SeatReminded e => state.Seat(e.Seat, s => s with { RemindedAt = e.At }),
        CaseEvent.LadderClimbed e => (e.Seat is { } reminded ? state.Seat(reminded, s => s with { RemindedAt = e.At }) : state) with { Rung = e.Rung },
        CaseEvent.SeatLeft e => state.Seat(e.Seat, s => s with { Left = true }) with
        {
            Departed = [.. state.Departed.Union([e.Seat])],
            LinkedHere = state.LinkedHere.Replace(l => l.Case == e.LinkedCase, l => l with { Left = [.. l.Left, e.Seat] }),
        },
        CaseEvent.SeatOverseen e => Panelled(state, e.Seat, Guid.Empty, e.At, e.At, Conflict.Hard),
        CaseEvent.TransferBecameDue e => state with { TransferDueBy = [.. state.TransferDueBy, e.Rule], TransferDueSince = state.TransferDueSince ?? e.At },
        CaseEvent.TransferNoLongerDue e => state with { TransferDueBy = [.. state.TransferDueBy.Where(r => r != e.Rule)], TransferDueSince = state.TransferDueBy.Any(r => r != e.Rule) ? state.TransferDueSince : null },
        CaseEvent.CaseSteppedUp => state,
        CaseEvent.CaseOffered e => state with { Offer = new(e.Transfer, e.To, e.Rule, e.Share, e.Context?.Value, e.NotBefore, e.AnswerBy, e.At) { Audience = e.Audience, PassedOver = e.PassedOver ?? [] } },
        CaseEvent.ConsentAsked e => state.Said(new(e.Report, e.Audience, e.Until, null)),
        CaseEvent.ConsentAnswered e => state.Said(new(e.Report, e.Audience, null, e.Answer)),
        CaseEvent.TransferNotMade => state with { Offer = state.Offer! with { State = "notMade" } },
        CaseEvent.TransferRefused => state with { Offer = state.Offer! with { State = "refused" } },
        CaseEvent.TransferRecalled e => state with { Offer = state.Offer! with { State = "recalled" }, TransferDueSince = state.TransferDueSince is null ? null : e.At },
        CaseEvent.TransferReminded => state with { Offer = state.Offer! with { Reminded = true } },
        CaseEvent.TransferDisputed e => state with { Offer = state.Offer! with { State = "disputed", Arbiter = e.Arbiter, SettleBy = e.SettleBy } },
        CaseEvent.TransferSettled e when e.Owner != state.Body => state, // the hand-over follows
        CaseEvent.TransferSettled e => state with
        {
            Offer = state.Offer! with { State = "settled" },
            Declined = Declining(state, state.Offer.To, e.By == Disputing.ByArbiter),
            Overruled = [.. state.Overruled, .. e.Overruled ?? (e.By == Disputing.ByArbiter && state.Offer.Rule is { } rule ? [new(rule, state.Offer.Arbiter ?? e.By, e.At, null)] : [])],
        },
        CaseEvent.FileSealed => state,
        CaseEvent.CaseHandedOver e => state.WithoutDrafts().WithoutEngagements(e.At) with { Offer = state.Offer! with { State = "accepted" }, Gone = new(e.Transfer, e.To, e.ToCase, e.At), Hops = e.Hop },
        CaseEvent.CaseAcknowledged e => state with { AcknowledgedAt = e.At, Unacknowledged = [], MovingUp = null },
        CaseEvent.ReporterMessaged e => state with { Messages = [.. state.Messages, (e.Message, e.Report, e.Text.Value, e.By, e.At)] },
        CaseEvent.ReporterWroteBack e => ReporterWord.IsKept(e.Kind) ? state with { ReportersSaid = [.. state.ReportersSaid, new(e.Report, e.Entry, e.Kind, e.Answer, e.At)] } : state,
        CaseEvent.UnsealingAsked e => state with
        {
            Unsealings = [.. state.Unsealings, new(e.Unsealing, e.Report, e.Exception, e.Reason.Value, e.Recipients, e.Outside?.Value, e.NotTold, e.By, e.At)],
        },
        CaseEvent.IdentityUnsealed e => state with { Unsealings = state.Unsealings.Replace(u => u.Id == e.Unsealing, u => u with { AgreedBy = e.By, UnsealedAt = e.At }) },
        CaseEvent.FollowsCase { Because: Appealing.SameDecision } e => state with { SameDecision = [.. state.SameDecision, e.Case] },
        CaseEvent.FollowsCase e => state with { Follows = (e.Case, e.Because) },
        CaseEvent.CaseTriaged e => state with { Impact = e.Impact, Risk = e.Risk, Category = e.Category ?? state.Category, MovingUp = null },
        CaseEvent.CaseAssigned e => state with { Assignee = e.Seat },
        CaseEvent.NoteAdded e => state with { Notes = [.. state.Notes, new(e.Note, e.Text.Value, e.By, e.At)] },
        CaseEvent.EvidenceAttached e => state with { Evidence = [.. state.Evidence, new(e.Evidence, e.By, e.At)] },
        CaseEvent.EvidenceCarried e => state with { Evidence = [.. state.Evidence, new(e.Evidence, null, e.AttachedAt)] },
        CaseEvent.JurisdictionFactsChanged e => state with { Facts = e.Facts },
        CaseEvent.JurisdictionEvaluated e => state with
        {
            Evaluation = new(e.To, e.Rule, e.Because, e.Rules, e.Notes, e.At),
            JurisdictionConfirmed = state.JurisdictionConfirmed && e.Rule == (state.Evaluation?.Rule ?? state.Rule), // another rule has to be looked at anew
        },
        CaseEvent.JurisdictionJudged e => state with { JurisdictionConfirmed = e.Confirmed, JurisdictionClaim = e.Confirmed ? null : e.Rule },
        CaseEvent.RiskFactorRecorded e => state with { RiskFactors = [.. state.RiskFactors.Where(f => f != e.Factor), .. e.Present ? [e.Factor] : Array.Empty<string>()] },
        CaseEvent.ProjectNamed e => state with
        {
            Projects = e.Concerned ? [.. state.Projects, e.Project] : [.. state.Projects.Where(p => p != e.Project)],
            NotConcerned = e.Concerned ? [.. state.NotConcerned.Where(p => p != e.Project)] : [.. state.NotConcerned, e.Project],
        },
        CaseEvent.StatusNoted e => state with { OnHold = e.State == "onHold", StatusDue = e.StatusDue, Status = new(e.State, e.Note?.Value, e.By, e.At), MovingUp = SteppingUp.AfterAWord(state) },
        CaseEvent.ReportLinked e => state.Came([e.Report.Report], e.At) with
        {
            Reports = [.. state.Reports, e.Report],
            Unacknowledged = state.AcknowledgedAt is null ? [.. state.Unacknowledged, e.Report.Report] : state.Unacknowledged,
        },
        CaseEvent.InterimMeasureTaken e => state with
        {
            Interim = [.. state.Interim, new(e.Measure, e.Person, e.Kind, e.Spaces, e.Until, e.Reason.Value, e.By, e.At)],
        },
        CaseEvent.InterimMeasureReviewed e => state with
        {
            Interim = state.Interim.Replace(m => m.Id == e.Measure, m => m with { Verdict = e.Verdict, Until = e.Until ?? m.Until }),
            InterimOrders = e.Verdict == "reversed" ? InterimOrders.Reversed(state, e.Measure) : state.InterimOrders,
        },
        CaseEvent.SubjectClaimed e => state.Tied(e.Tied).Subject(e.Person, s => Claim(s, e)),
        CaseEvent.SubjectConfirmed e => state.Subject(e.Person, s => Confirm(s, e.By)),
        CaseEvent.PersonHeard e => state with
        {
            Hearings = [.. state.Hearings, new(e.Hearing, e.Person, e.Response?.Value, e.Transcribed, e.ReasonForNone?.Value, e.By, e.At, e.Entry)],
        },
        CaseEvent.IncidentNoticed e => state with { Notices = [.. state.Notices.Where(n => n.Id != e.Notice), new(e.Notice, e.Person, e.Category, false)] },
        CaseEvent.IncidentNoticeStruck e => state with { Notices = state.Notices.Replace(n => n.Id == e.Notice, n => n with { Struck = true, StruckUnder = state.Decision?.Id }) },
        CaseEvent.ResolutionNoticed e => state with { ResolutionNoticedAt = e.At },
        CaseEvent.CaseClosed e => state.WithoutEngagements(e.At),
        _ => EvolvePanel(state, @event),
    };

    private static CaseState Opened(CaseState state, CaseEvent.CaseOpened e) => state with
    {
        Id = e.Case,
        CodeName = e.CodeName,
        Incident = e.Incident,
        Reports = e.Report is { } report ? [report] : [],
        Urgency = e.Urgency,
        Projects = e.Projects,
        Event = e.Event,
        Handling = e.Handling,
        Subjects = [.. e.Subjects.Select(s => new Subject(s.Person, s.CodeName, s.Identification))],
        Rule = e.Rule,
        Because = e.Because,
        AcknowledgeDue = e.AcknowledgeDue,
        StatusDue = e.StatusDue,
        OpenedAt = e.At,
        Evaluation = e.Explained is { } rules ? new(e.Handling.Slug, e.Rule, e.Because, rules, e.Notes ?? [], e.At) : null,
        Unacknowledged = e.Report is null ? [] : [e.Report.Report],
    };

    // What the routing knew needs no second answer; a case taken over was judged on the sender's facts.
    private static CaseState WithFacts(CaseState state) => state with { Facts = JurisdictionFacts.Of(state) };

    private static CaseState TakenOver(CaseState state, CaseEvent.CaseTakenOver e) => state with
    {
        Id = e.Case,
        CodeName = e.CodeName,
        Incident = e.Incident,
        Reports = e.Reports,
        Urgency = e.Urgency,
        Projects = e.Projects,
        Event = e.Event,
        Handling = e.Handling,
        Subjects = [.. e.Subjects.Select(s => new Subject(s.Person, s.CodeName, s.Identification))],
        RiskFactors = e.RiskFactors,
        Rule = "J7",
        Because = e.Rule ?? "transferred",
        AcknowledgeDue = e.AcknowledgeDue,
        AcknowledgedAt = e.AcknowledgedAt,
        StatusDue = e.StatusDue,
        Carried = e.Texts,
        CameFrom = e.FromCase,
        CameFromBody = e.From,
        Formerly = e.Formerly ?? [],
        TakenFrom = e.Taken ?? (TakenFrom.Lasts(e.Rule) ? [new(e.From, e.Rule!)] : []),
        CameBy = [e.Transfer],
        Overruled = e.Overrulings ?? [],
        Hops = e.Hop,
        OpenedAt = e.At,
        Unacknowledged = e.AcknowledgedAt is null ? [.. e.Reports.Select(r => r.Report)] : [],
    };

    private static CaseState Said(this CaseState state, Consent said) =>
        state with { Consents = [.. state.Consents.Where(c => c.Report != said.Report || c.Audience != said.Audience), said] };

    private static CaseState Asked(CaseState state, CaseEvent.ConflictRequested e) =>
        Panelled(state, e.Seat, e.Request, e.At, e.Due, Conflict.Unanswered).Seat(e.Seat, s => s with { Seen = AskedAbout.Seen(state, e.Request) });

    private static CaseState Panelled(CaseState state, Guid id, Guid request, DateTimeOffset at, DateTimeOffset due, Conflict conflict)
    {
        var seat = state.Handling.Seats.First(s => s.Seat == id);
        return state with
        {
            Panel = [.. state.Panel, new(seat.Seat, seat.Account, seat.Role, seat.Appointment, seat.Chair, seat.Order, request, at, due) { Conflict = conflict, SoftTie = seat.SoftTie, SoftConflicts = seat.SoftTie ? 1 : 0 }],
        };
    }

    private static CaseState Seat(this CaseState state, Guid seat, Func<PanelSeat, PanelSeat> change) =>
        state with { Panel = state.Panel.Replace(s => s.Seat == seat, change) };

    private static CaseState Subject(this CaseState state, Guid person, Func<Subject, Subject> change) =>
        state with { Subjects = state.Subjects.Replace(s => s.Person == person, change) };

    private static IReadOnlyList<T> Replace<T>(this IReadOnlyList<T> list, Func<T, bool> which, Func<T, T> change) => [.. list.Select(x => which(x) ? change(x) : x)];
}
