using Coc.Platform;

namespace Coc.Cases.Domain;

/// <summary>
/// No black holes (P1): a case that nobody here can take up, or that nobody took up in the time the body gave itself, moves to the next body by itself,
/// with the reason on record. Who has it in hand keeps it.
/// </summary>
internal static class SteppingUp
{
    /// <summary>Every seat is conflicted, excluded or gone.</summary>
    public const string NobodyLeft = "nobodyLeft";

    /// <summary>No seat said within the acknowledgement window that it may take the case.</summary>
    public const string NoFirstAnswer = "noFirstAnswer";

    private static readonly TimeSpan TimeToSay = TimeSpan.FromHours(48);
    private static readonly TimeSpan UrgentWindow = TimeSpan.FromHours(2);

    /// <summary>
    /// The bodies above, nearest first; last the arbiter the body's rules name (P7). Who has the other half of it comes after them: it gets the second half only where nobody else can take it.
    /// </summary>
    public static IReadOnlyList<string> Above(CaseState state) =>
        [.. new[] { state.IsProject ? state.Handling.Foundation : null, state.Handling.Kind == "parent" ? null : state.Handling.Parent, state.Handling.Policy.Arbiter }
            .Where(b => b != state.Joint?.Other).Append(state.Joint is { Leads: false, Other: var other } ? other : null)
            .OfType<string>().Where(b => b != state.Body && b != state.CameFromBody && b != state.AppealOf?.Body).Distinct()];

    public static IEnumerable<CaseDue> Due(CaseState state)
    {
        if (!state.Exists || state.IsOver || state.Contested is not null || state.Joint is { InformedOnly: true }
            || state.Panel.Any(p => p.MayDecide) || state.Offer is { IsOpen: true } || Above(state).Count == 0)
        {
            return [];
        }

        return IsNobodyLeft(state) ? [new(NobodyLeft, state.Id, state.OpenedAt)]
            : NobodyTookIt(state) ? [new(NoFirstAnswer, state.Id, WindowEnds(state))]
            : [];
    }

    /// <summary>Somebody may have answered since it fell due: then it stays.</summary>
    public static Decision Decide(CaseState state, CaseCommand.StepUp c)
    {
        if (Due(state).FirstOrDefault(d => d.At <= c.At) is not { } due || !Above(state).Contains(c.Receiver.Slug))
        {
            return Decision.Nothing;
        }

        var offer = Offer(state, c);
        return new List<CaseEvent>(
        [
            new CaseEvent.CaseSteppedUp(due.Kind, state.Body, offer.To, c.At),
            new CaseEvent.CaseOffered(offer.Id, state.Body, offer.To, offer.Rule, offer.Share, state.CodeName, [.. state.ThreadIds], null, c.At, c.At, Guid.Empty, c.At, offer.Audience),
            .. Transferring.Going(state, offer, c.NewCase, c.At),
        ]);
    }

    /// <summary>The receiver's half, as after an accepted offer; the reporter is told from there, because nobody here could have said it.</summary>
    public static IReadOnlyList<CaseEvent> Begin(CaseState sender, CaseCommand.StepUp c) =>
    [
        .. Transferring.Begin(sender.Knowing(c.Consents) with { Offer = Offer(sender, c) }, new CaseCommand.AcceptTransfer(c.At, c.Transfer, c.NewCase, c.Receiver, c.Subjects)),
        .. c.Consents is { } known ? Consenting.Ask(sender, known, c.Receiver.Slug, c.At + TimeToSay, c.At, r => Appealing.Hears(sender, r)) : [],
        .. sender.ThreadIds.Where(r => Appealing.Hears(sender, r)).Select(r => new CaseEvent.ReporterMessaged(
            Ids.V5(c.Transfer, $"told:{r}"), r, Texts.Reporter(r, $"Nobody at {sender.Body} could take {(sender.AppealOf is null ? "this" : "your appeal")} up, so {c.Receiver.Slug} has it now. You need not do anything; your private code stays the same.{(c.Consents is { } asked && sender.ReportIds.Contains(r) ? Consenting.Words(asked, r, voluntary: false, c.At + TimeToSay) : "")}"), null, c.At)),
    ];

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

    // A body that took the case over has its own window from then on. Urgent: two hours, then the foundation's duty seat (P1).
    private static DateTimeOffset WindowEnds(CaseState state)
    {
        var ends = state.CameFrom is null ? state.AcknowledgeDue : state.Handling.Policy.AcknowledgeWithin.After(state.OpenedAt, state.Handling.Policy.Calendar);
        var urgent = state.OpenedAt + UrgentWindow;
        return state is { IsUrgent: true, IsProject: true } && urgent < ends ? urgent : ends;
    }
}
