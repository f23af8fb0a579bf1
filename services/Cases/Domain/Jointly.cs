using Coc.Platform;

namespace Coc.Cases.Domain;

/// <summary>
/// Joint jurisdiction (domain.md 2.2, R20): by default both bodies handle it, each under its own code. The producer of the event may act alone on seven grounds
/// and then owes a summary; the other body may still look into what is left to it.
/// </summary>
internal static class Jointly
{
    public const string Acted = "jointActed";
    public const string Unchosen = "jointUnchosen";
    public const string Reminder = "summaryReminder";
    public const string Late = "summaryOverdue";
    public const string ImmediateHarm = "immediateHarm";

    private const int SummaryWithin = 3; // business days
    private const string EventSpace = "event:";
    private static readonly TimeSpan UrgentChoice = TimeSpan.FromHours(2);
    private static readonly string[] OnTheSpot = ["eventBan", "escortOut"];

    /// <summary>The seven situations in which the producer may act alone.</summary>
    public static IReadOnlyList<string> Grounds { get; } =
        [ImmediateHarm, "vendorOnly", "noFoundationViolation", "resolvedByConversation", "riskToEmployees", "lawViolation", "legalExposure"];

    public static IEnumerable<CaseEvent> Noted(CaseState opened, string? with, DateTimeOffset at) => with is null ? []
        : [new CaseEvent.JointlyCompetent(with, opened.IsUrgent ? Earlier(at + UrgentChoice, opened.AcknowledgeDue) : opened.AcknowledgeDue, at)];

    public static IEnumerable<CaseDue> Due(CaseState state) => state.Joint switch
    {
        // Acting at once, before the other body is asked, is acting alone. It follows by itself, so that no measure waits for it.
        { Leads: true, Mode: "undecided" } when state.Interim.Count > 0 => [new(Acted, state.Id, state.Interim[0].At)],
        { Leads: true, Mode: "undecided", ChooseBy: { } by } => [new(Unchosen, state.Id, by)],
        { Overdue: true } => [],
        { OwesSummary: true, Reminded: false } j => [new(Reminder, state.Id, RemindAt(j)), new(Late, state.Id, j.SummaryDue!.Value)],
        { OwesSummary: true } j => [new(Late, state.Id, j.SummaryDue!.Value)],
        _ => [],
    };

    public static Decision Choose(CaseState state, CaseCommand.ChooseJoint c) => state.Joint switch
    {
        { Mode: var mode } when mode == c.Mode => Decision.Nothing,
        { Mode: JointState.Together } => new Refusal("alreadyTogether", "R20", "Both bodies handle it; that is not taken back."),
        _ => Chosen(state, c.Mode, c.Ground, c.Seat, c.At),
    };

    /// <summary>Time passed: the producer acted at once, or nobody chose, so both handle it; or the summary is due.</summary>
    public static Decision Pass(CaseState state, CaseCommand.PassJointTime c)
    {
        if (state.IsOver || Due(state).Where(d => d.At <= c.At).Select(d => d.Kind).ToList() is not { Count: > 0 } kinds)
        {
            return Decision.Nothing;
        }

        return kinds.Contains(Acted) ? Chosen(state, JointState.Alone, ImmediateHarm, state.Interim[0].By, c.At)
            : kinds.Contains(Unchosen) ? Chosen(state, JointState.Together, null, null, c.At)
            : kinds.Contains(Late) ? new CaseEvent.SummaryOverdue(c.At)
            : new CaseEvent.SummaryReminded(c.At);
    }

    public static Decision Tell(CaseCommand.SendSummary c) => new CaseEvent.SummarySent(Texts.Panel(c.Text), c.Seat, c.At);

    public static Decision Hear(CaseState state, CaseCommand.ReceiveSummary c) =>
        state.Exists && !state.IsOver && state.Joint is not null ? new CaseEvent.SummaryReceived(c.From, Texts.Panel(c.Text), c.At) : Decision.Nothing;

    /// <summary>The other body's case, opened or told how it goes on. Its seats are asked like those of any case.</summary>
    public static Decision Join(CaseState state, CaseCommand.Join c)
    {
        var joined = new CaseEvent.JoinedTo(c.Lead.Body, c.Lead.Id, c.Mode, c.Ground, c.SummaryDue, c.At);
        if (state.Exists)
        {
            return state.IsOver ? Decision.Nothing : new List<CaseEvent>([joined, .. Known(c.Lead, state, c.At), .. c.Mode == JointState.Together ? Told(state, c.At) : []]);
        }

        var policy = c.Handling.Policy;
        var opened = new CaseEvent.CaseOpened(
            c.Case, CodeNames.Of(c.Case), c.Lead.Incident, c.Lead.Reports[0], c.Lead.Urgency, c.Lead.Projects, c.Lead.Event, c.Handling, c.Subjects, "J10", "jointEvent",
            policy.AcknowledgeWithin.After(c.At, policy.Calendar), policy.StatusEvery.After(c.At, policy.Calendar), c.At);
        List<CaseEvent> events = [opened, joined, .. Safeguarding.Carried(c.Lead, state, c.At), .. c.Lead.Reports.Skip(1).Select(r => new CaseEvent.ReportLinked(r, Guid.Empty, c.At))];
        var after = state.Apply(events);
        return new List<CaseEvent>([.. events, Stages.Reached(after, CaseStage.Acknowledged, c.At), .. c.Mode == JointState.Together ? Told(after, c.At) : []]);
    }

    /// <summary>Somebody under age, or that it cannot wait, is no matter of one body. The other way nothing is told: who leads need not know whether the other follows it up.</summary>
    public static Decision Learn(CaseState state, CaseCommand.LearnFromLead c) =>
        state is { Exists: true, IsOver: false, Joint.Leads: false } && state.Joint.OtherCase == c.Lead.Id ? new List<CaseEvent>(Known(c.Lead, state, c.At)) : Decision.Nothing;

    public static Decision FollowUp(CaseState state, CaseCommand.OpenFollowUp c) =>
        new List<CaseEvent>([new CaseEvent.FollowUpOpened(c.Seat, c.At), .. Told(state, c.At)]);

    /// <summary>What this side may not decide, because it is the other's.</summary>
    public static Refusal? Beyond(CaseState state, DecisionContent content) => state.Joint switch
    {
        { OnlineOnly: true } when content.Remedies.Any(r => OnTheSpot.Contains(r.Type) || r.Scope.Spaces.Any(IsEvent)) => OnlineSpacesOnly,
        { Leads: true } when content.Remedies.Any(r => r.Scope.Bodies is null || r.Scope.Bodies.Any(b => b != (state.Joint.For ?? state.Body))) =>
            new("ownCodeOnly", "R20", "The event's producer decides for its own; the other body decides for its spaces."),
        _ => null,
    };

    public static Refusal? Beyond(CaseState state, string kind, IReadOnlyList<string> spaces) =>
        state.Joint is { OnlineOnly: true } && (OnTheSpot.Contains(kind) || spaces.Any(IsEvent)) ? OnlineSpacesOnly : null;

    private static Refusal OnlineSpacesOnly => new("onlineSpacesOnly", "R20", "The event is the other body's; a follow-up is limited to online spaces.");

    private static bool IsEvent(string space) => space.StartsWith(EventSpace, StringComparison.Ordinal);

    // What the other knows already is not said again.
    private static IEnumerable<CaseEvent> Known(CaseState lead, CaseState state, DateTimeOffset at) =>
    [
        .. lead.IsUrgent && !state.IsUrgent ? Hurrying.Raise(state, new CaseCommand.RaiseUrgency(Guid.Empty, at, lead.UrgentBecause ?? Hurrying.Grounds[0])).Events : [],
        .. Safeguarding.Carried(lead, state, at),
    ];

    private static CaseEvent.JointHandlingChosen Chosen(CaseState state, string mode, string? ground, Guid? by, DateTimeOffset at) => new(
        mode, ground, state.Joint!.Other, state.Joint.OtherCase ?? Ids.V5(state.Id, "joint"),
        mode == JointState.Alone ? BusinessTime.AddBusinessDays(at, SummaryWithin, state.Handling.Policy.Calendar) : null, by, at);

    // Our words, so no second seat is needed.
    private static IEnumerable<CaseEvent> Told(CaseState state, DateTimeOffset at) => state.ReportIds.Select(r => new CaseEvent.ReporterMessaged(
        Ids.V5(state.Id, $"joined:{r}"), r, Texts.Reporter(r, $"{state.Body} now looks into it as well. Its members can read what was written down, so you need not tell it again; your private code stays the same. If somebody there should not read it, please tell us who; nobody else learns it."), null, at));

    // When two thirds of the time are over, as for an offer.
    private static DateTimeOffset RemindAt(JointState joint) => joint.ChosenAt!.Value + ((joint.SummaryDue!.Value - joint.ChosenAt.Value) * 2 / 3);

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
