using Coc.Contracts.Channel;
using Coc.Platform;

namespace Coc.Cases.Domain;

/// <summary>
/// No black holes (P1): a case that nobody here can take up, or that nobody took up in the time the body gave itself, moves to the next body by itself,
/// with the reason on record; whoever reported hears 48 hours ahead, of an urgent one at once, who would read it (P16). Who has it in hand, and says so as often as the body promised, keeps it.
/// </summary>
internal static class SteppingUp
{
    /// <summary>Every seat is conflicted, excluded or gone.</summary>
    public const string NobodyLeft = "nobodyLeft";

    /// <summary>No seat said within the acknowledgement window that it may take the case.</summary>
    public const string NoFirstAnswer = "noFirstAnswer";

    /// <summary>Seats may take it, and none of them told the reporter within the window that they have it, nor triaged it.</summary>
    public const string NotAcknowledged = "notAcknowledged";

    /// <summary>They had it in hand, and did not say in time how it stands (R10): who waits for a word is left alone with it, as if nobody had it.</summary>
    public const string StatusMissed = "statusMissed";

    /// <summary>Reporters are to be told where it moves.</summary>
    public const string Notice = "stepUpNotice";

    private static readonly TimeSpan TimeToSay = TimeSpan.FromHours(48);
    private static readonly TimeSpan UrgentWindow = TimeSpan.FromHours(2);

    /// <summary>
    /// The bodies above, nearest first; last the arbiter the body's rules name (P7). Who has the other half of it comes after them: it gets the second half only where nobody else can take it. Who handed it on because it
    /// could not decide does not get it again; a body above that gave it down does.
    /// </summary>
    public static IReadOnlyList<string> Above(CaseState state) =>
        [.. new[] { state.IsProject ? state.Handling.Foundation : null, state.Handling.Kind == "parent" ? null : state.Handling.Parent, state.Handling.Policy.Arbiter }
            .Where(b => b != state.Joint?.Other).Append(state.Joint is { Leads: false, Other: var other } ? other : null)
            .OfType<string>().Where(b => b != state.Body && (b != state.CameFromBody || CameDown(state)) && b != state.AppealOf?.Body).Distinct()];

    private static bool CameDown(CaseState state) => state.IsProject && (state.CameFromBody == state.Handling.Foundation || state.CameFromBody == state.Handling.Parent);

    /// <summary>
    /// Those of them to whom it moves by itself: not back to who gave it back, or to whom an arbiter said that it does not go, until nobody is left here and they did not know that.
    /// </summary>
    public static IReadOnlyList<string> Next(CaseState state) =>
        [.. Above(state).Where(b => !state.Declined.Any(d => d.Body == b && !(IsNobodyLeft(state) && PanelStrength.Missing(state).Except(d.Missing).Any())))];

    public static IEnumerable<CaseDue> Due(CaseState state)
    {
        if (Cause(state) is not var (because, at) || state.Offer is { IsOpen: true })
        {
            return [];
        }

        if (Next(state).Count == 0)
        {
            return because == NobodyLeft ? [new(because, state.Id, at)] : []; // for whoever gets a seat here
        }

        return MovesAtOnce(state) ? [new(because, state.Id, at)]
            : state.MovingUp is { } moving && IsAnnounced(moving, because) ? [new(because, state.Id, moving.NotBefore > at ? moving.NotBefore : at)]
            : [new(Notice, state.Id, because == NoFirstAnswer ? AheadOf(state, at) : at)];
    }

    /// <summary>It moves by itself because nobody here takes part.</summary>
    public static bool HasNobody(CaseState state) => Cause(state) is { Because: NobodyLeft or NoFirstAnswer } && Next(state).Count > 0;

    /// <summary>That somebody is silent was told of that silence: of the next one it is told anew.</summary>
    public static MovingUp? AfterAWord(CaseState state) => state.MovingUp is { Because: StatusMissed } ? null : state.MovingUp;

    // There is nobody to tell of what a committee opened by itself.
    private static bool MovesAtOnce(CaseState state) => state.IsUrgent || !state.ThreadIds.Any(r => Appealing.Hears(state, r));

    private static (string Because, DateTimeOffset At)? Cause(CaseState state) =>
        !state.Exists || state.IsOver || state.Contested is not null || state.Joint is { InformedOnly: true } ? null
        : IsNobodyLeft(state) ? (NobodyLeft, state.OpenedAt)
        : NobodyTookIt(state) && !state.Panel.Any(p => p.MayDecide) ? (NoFirstAnswer, UrgentWindowEnds(state))
        : NobodyTookIt(state) && state.Stage < CaseStage.Triaged ? (NotAcknowledged, TakenUpBy(state))
        : OwesAWord(state) ? (StatusMissed, SaidBy(state))
        : null;

    // Of silence reporters hear before the window ends, but not before a third of it has passed.
    private static DateTimeOffset AheadOf(CaseState state, DateTimeOffset ends)
    {
        var (ahead, third) = (ends - TimeToSay, HereSince(state) + ((ends - HereSince(state)) / 3));
        return ahead > third ? ahead : third;
    }

    /// <summary>Somebody may have answered since it fell due: then it stays.</summary>
    public static Decision Decide(CaseState state, CaseCommand.StepUp c)
    {
        if (Due(state).FirstOrDefault(d => d.At <= c.At) is not { } due || !Next(state).Contains(c.Receiver.Slug))
        {
            return Decision.Nothing;
        }

        // Also where somebody else has seats for it by now: who reads is told ahead.
        if (!MovesAtOnce(state) && !(state.MovingUp is { } moving && moving.To == c.Receiver.Slug && IsAnnounced(moving, Cause(state)!.Value.Because)))
        {
            return new List<CaseEvent>(Announced(state, c));
        }

        var offer = Offer(state, c);
        return new List<CaseEvent>(
        [
            new CaseEvent.CaseSteppedUp(due.Kind, state.Body, offer.To, c.At),
            new CaseEvent.CaseOffered(offer.Id, state.Body, offer.To, offer.Rule, offer.Share, state.CodeName, [.. state.ThreadIds], null, c.At, c.At, Guid.Empty, c.At, offer.Audience),
            .. Transferring.Going(state, offer, c.NewCase, c.At),
        ]);
    }

    /// <summary>
    /// Nobody is left here, and nobody above can have it: then those are asked who got a seat of this body since. Otherwise a case keeps the seats of its receipt (P8). A person who was of it before is not of it by another seat.
    /// </summary>
    public static Decision CallSeats(CaseState state, CaseCommand.CallSeats c)
    {
        if (Cause(state) is not { Because: NobodyLeft })
        {
            return Decision.Nothing;
        }

        HandlingSeat[] called = [.. c.Seats.Where(s => s.Role is "member" or "alternate" && state.Handling.Seats.All(known => known.Seat != s.Seat && known.Account != s.Account))];
        return called.Length == 0 ? Decision.Nothing : new CaseEvent.SeatsCalled(called, c.At);
    }

    /// <summary>The receiver's half, as after an accepted offer; the reporter is told from there, because nobody here could have said it.</summary>
    public static IReadOnlyList<CaseEvent> Begin(CaseState sender, CaseCommand.StepUp c) =>
    [
        .. Transferring.Begin(sender.Knowing(c.Consents) with { Offer = Offer(sender, c) }, new CaseCommand.AcceptTransfer(c.At, c.Transfer, c.NewCase, c.Receiver, c.Subjects)),
        .. c.Consents is { } known ? Consenting.Ask(sender, known, c.Receiver.Slug, c.At + TimeToSay, c.At, r => Appealing.Hears(sender, r)) : [],
        .. sender.ThreadIds.Where(r => Appealing.Hears(sender, r)).Select(r => new CaseEvent.ReporterMessaged(
            Ids.V5(c.Transfer, $"told:{r}"), r, Texts.Reporter(r, $"{Why(sender)}, so {c.Receiver.Slug} has it now. You need not do anything; your private code stays the same.{(c.Consents is { } asked && sender.ReportIds.Contains(r) ? Consenting.Words(asked, r, voluntary: false, c.At + TimeToSay) : "")}"), null, c.At)),
    ];

    private static IEnumerable<CaseEvent> Announced(CaseState state, CaseCommand.StepUp c)
    {
        var because = Cause(state)!.Value.Because;
        var notBefore = c.At + TimeToSay; // by then the window is over: nobody is told more than that ahead
        yield return new CaseEvent.StepUpAnnounced(because, c.Receiver.Slug, notBefore, c.At);
        foreach (var thread in state.ThreadIds.Where(r => Appealing.Hears(state, r)))
        {
            yield return new CaseEvent.ReporterMessaged(
                Ids.V5(state.Id, $"movesUp:{c.At.UtcTicks}:{thread}"), thread,
                Texts.Reporter(thread, $"{Unless(state, because)} before {notBefore:yyyy-MM-dd HH:mm} UTC, it moves to {c.Receiver.Slug} by itself, and its members can read it. If somebody there should not read it, please tell us who before then; nobody else learns it."), null, c.At);
        }
    }

    private static string Unless(CaseState state, string because) => because == StatusMissed
        ? $"{state.Body} has not said in time how {What(state)} stands. If it does not do so"
        : $"If nobody at {state.Body} takes {What(state)} up";

    private static string Why(CaseState sender) => Cause(sender) is { Because: StatusMissed }
        ? $"{sender.Body} did not say how {What(sender)} stands"
        : $"Nobody at {sender.Body} could take {What(sender)} up";

    private static string What(CaseState state) => state.AppealOf is null ? "this" : "your appeal";

    // A rule that already gives the case to that body is the better reason.
    private static TransferOffer Offer(CaseState state, CaseCommand.StepUp c) => new(
        c.Transfer, c.Receiver.Slug, TransferTriggers.Of(state).Where(d => d.To == c.Receiver.Slug).Select(d => d.Rule).FirstOrDefault() ?? "P1", "all", null, c.At, c.At, c.At)
    {
        Audience = c.Consents?.Audience,
    };

    // What reporters said when they filed decides what travels; it is recorded where the case goes on.
    private static CaseState Knowing(this CaseState state, Consents? known) => known is null ? state : state with
    {
        Consents = [.. state.Consents.Where(c => c.Audience != known.Audience), .. state.ReportIds.Select(r => new Consent(r, known.Audience, null, known.Of(r)))],
    };

    // Of an appeal the reporters hear nothing from a panel's acknowledgement: that somebody has it in hand shows in the triage.
    private static bool NobodyTookIt(CaseState state) => state.AcknowledgedAt is null || state is { AppealOf: not null, Stage: < CaseStage.Triaged };

    // A silent seat may still come back; it is not gone before the window is over.
    private static bool IsNobodyLeft(CaseState state) =>
        state.Handling.Seats.Where(s => s.Role is "member" or "alternate").All(s => state.Departed.Contains(s.Seat) || state.SeatOf(s.Seat) is { Left: true } or { Conflict: Conflict.Hard or Conflict.Soft });

    // That nobody answered says nothing of somebody who may take it by now, and has time of their own.
    private static bool IsAnnounced(MovingUp moving, string because) => because switch
    {
        NotAcknowledged => moving.Because is null or NotAcknowledged,
        StatusMissed => moving.Because == StatusMissed,
        _ => true,
    };

    // To whoever's page follows this case, or to who appealed. A vote in writing, and a mediation, is known to those it concerns and ends by itself.
    private static bool OwesAWord(CaseState state) =>
        state.Stage < CaseStage.Decided && (state.AppealOf is not null || state.FollowedReports.Any()) && !state.Proposals.Any(p => p is { State: ProposalState.Open, IsWritten: true }) && !state.Mediations.Any(m => m.IsOpen);

    // Nobody there to be told ahead, or no time for it: then the panel has the time in which an offer is answered, so that it is not gone with the mail that says it is late.
    private static DateTimeOffset SaidBy(CaseState state)
    {
        var own = state is { CameFrom: null, CameBack: null } ? state.StatusDue : Later(state.StatusDue, Clocks.Within(state, HereSince(state)));
        return MovesAtOnce(state) ? Transferring.AnswerTime(state, own) : own;
    }

    private static DateTimeOffset HereSince(CaseState state) => state.CameBack?.At ?? state.OpenedAt;

    // A body that took the case over, or got it back, has its own window from then on.
    private static DateTimeOffset WindowEnds(CaseState state) =>
        state is { CameFrom: null, CameBack: null } ? state.AcknowledgeDue : state.Handling.Policy.AcknowledgeWithin.After(HereSince(state), state.Handling.Policy.Calendar);

    // To say that it is urgent takes it from nobody: who takes part then has the time in which an urgent offer is answered.
    private static DateTimeOffset TakenUpBy(CaseState state) => state.UrgentSince is { } since ? Later(WindowEnds(state), Transferring.AnswerTime(state, since)) : WindowEnds(state);

    // Urgent: two hours, then the foundation's duty seat (P1).
    private static DateTimeOffset UrgentWindowEnds(CaseState state)
    {
        var urgent = Later(state.HurryFrom, HereSince(state)) + UrgentWindow;
        var ends = state.UrgentSince is null ? WindowEnds(state) : Later(WindowEnds(state), urgent);
        return state is { IsUrgent: true, IsProject: true } && urgent < ends ? urgent : ends;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}

/// <summary>What reporters were told about a case that moves by itself.</summary>
/// <param name="Because">why, as announced</param>
internal sealed record MovingUp(string To, DateTimeOffset NotBefore, string? Because = null);

/// <summary>A body that gave the case back, or of which an arbiter said that the case does not go there.</summary>
/// <param name="Missing">whose seats could not decide here then</param>
internal sealed record Declined(string Body, IReadOnlyList<Guid> Missing);
