using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform;

namespace Coc.Cases.Domain;

/// <summary>Conflicts before everything else (R26 to R33, P1).</summary>
internal static class Screening
{
    public const string Reminder = "conflictReminder";
    public const string ListChanged = "listChanged";

    /// <summary>Place on the rota of the seat the reporter wrote to (R2).</summary>
    public const int Addressed = 0;

    private const int DutySeats = 2;
    private static readonly TimeSpan RemindedAfter = TimeSpan.FromHours(24);

    public static Decision Open(CaseState state, CaseCommand.Open c)
    {
        if (state.Exists)
        {
            return Decision.Nothing;
        }

        var policy = c.Handling.Policy;
        var opened = new CaseEvent.CaseOpened(
            c.Case, CodeNames.Of(c.Case), c.Incident, c.Report, c.Urgency, c.Projects, c.Event, c.Handling, c.Subjects, c.Rule, c.Because,
            policy.AcknowledgeWithin.After(c.Report.ReceivedAt, policy.Calendar), policy.StatusEvery.After(c.Report.ReceivedAt, policy.Calendar), c.At, c.Explained, c.Contradictions);
        var after = state.Apply([opened]);
        return new List<CaseEvent>(
        [
            opened, Stages.Reached(after, CaseStage.ConflictScreening, c.At), .. Jointly.Noted(after, c.JointWith, c.At),
            .. c.Follows is { } first ? [new CaseEvent.FollowsCase(first, c.Report.Kind ?? "report", c.At)] : Array.Empty<CaseEvent>(),
            .. c.Minor ? [new CaseEvent.MinorNoted(c.Report.ReceivedAt, Guid.Empty, c.At)] : Array.Empty<CaseEvent>(),
            .. Retaining.Known(after, c.Places, c.At),
            .. (c.Concerning ?? []).Except(c.Projects).Select(p => new CaseEvent.ProjectNamed(p, true, Guid.Empty, c.At)),
        ]);
    }

    /// <summary>An answer, or a later one of the same seat: raised, never lowered.</summary>
    public static Decision Answer(CaseState state, CaseCommand.AnswerConflict c)
    {
        if (state.IsOver)
        {
            return state.HasGone ? Refusal.WentElsewhere : Refusal.CaseIsOver;
        }

        if (state.SeatOf(c.Seat) is not { } seat)
        {
            return Refusal.NotOnThePanel;
        }

        if (seat.Conflict == Conflict.None && c.Answer == Conflict.None)
        {
            return Decision.Nothing;
        }

        if (c.Answer < seat.Conflict)
        {
            return new Refusal("neverLower", "P1", "An answer may be raised, never lowered.");
        }

        // Who was on the panel before the first vote, and did not know of the new person in time, comes back when they answer.
        if (seat is { Unavailable: true, AskedAgain: false } && state.Voted)
        {
            return new Refusal("voted", "P1", "Voting has begun without this seat.");
        }

        // Somebody came to the list since: who answers that there is nothing has to have seen them too. Hard is hard, whomever it was said of.
        if (c.Answer != Conflict.Hard && !seat.HasSaid && AskedAbout.IsStale(state, seat, c.Seen))
        {
            return new Refusal(ListChanged, "P1", "It is about others now than when you were asked. Look at the list once more; nothing of your answer was kept.");
        }

        var soft = c.Answer == Conflict.Soft ? TiesNotSaidYet(seat, c.Areas) : 0;
        var effective = c.Answer == Conflict.Soft && seat.SoftConflicts + soft >= 2 ? Conflict.Hard
            : c.Answer == Conflict.None && seat.SoftTie ? Conflict.Soft // what was declared beforehand holds
            : c.Answer;
        return new CaseEvent.ConflictAnswered(
            seat.Request, c.Seat, c.Answer, effective, soft, c.Areas.Count == 0 ? null : Texts.PanelList(c.Areas), Texts.OptionalPanel(c.Reason), c.At);
    }

    // Two soft ties are a hard one, whether stated at once or one after the other (R28); the same said twice is one, and so is one that is named later.
    private static int TiesNotSaidYet(PanelSeat seat, IReadOnlyList<string> areas)
    {
        var unnamed = seat.SoftConflicts - seat.SoftAreas.Distinct(StringComparer.OrdinalIgnoreCase).Count();
        return areas.Count == 0 ? (unnamed > 0 || seat is { AskedAgain: true, SoftConflicts: > 0 } ? 0 : 1) : Math.Max(0, areas.Except(seat.SoftAreas, StringComparer.OrdinalIgnoreCase).Count() - unnamed);
    }

    public static Decision Judge(CaseState state, CaseCommand.JudgeConflict c)
    {
        if (Availability.Of(state, c.Seat, Availability.NameOf(c)) is { } refusal)
        {
            return refusal;
        }

        if (state.SeatOf(c.Target) is not { Left: false, AskedAgain: false } target || c.Target == c.Seat || target.Conflict is not (Conflict.Soft or Conflict.None) || (target.Conflict == Conflict.None && c.RaiseTo is null && !SeatObjections.Open(state, c.Target)))
        {
            return new Refusal("nothingToConfirm", "R27", "Only another seat's soft answer, or one an accused person objects to, is confirmed; any other may only be raised.");
        }

        if (c.RaiseTo is { } to && to <= target.Conflict)
        {
            return new Refusal("neverLower", "P1", "The majority may only raise an answer.");
        }

        var judged = new CaseEvent.ConflictJudged(c.Target, c.Seat, c.Agrees, c.RaiseTo, c.Permitted.Count == 0 ? null : Texts.PanelList(c.Permitted), c.At);
        return new List<CaseEvent>([judged, .. Settled(state.Apply([judged]), c.Target, c.At)]);
    }

    public static Decision GiveUp(CaseState state, CaseCommand.GiveUpOnSeat c) =>
        !state.IsOver && state.SeatOf(c.Target) is { Awaited: true } seat && seat.Due <= c.At ? new CaseEvent.SeatUnavailable(c.Target, c.At) : Decision.Nothing;

    public static Guid RequestOf(Guid @case, Guid seat) => Ids.V5(@case, $"request:{seat}");

    public static DateTimeOffset RemindAt(PanelSeat seat) => seat.AskedAt + RemindedAfter;

    public static Decision Remind(CaseState state, CaseCommand.RemindSeat c) =>
        !state.IsOver && state.SeatOf(c.Target) is { Awaited: true, RemindedAt: null } seat && RemindAt(seat) <= c.At && c.At < seat.Due
            ? new CaseEvent.SeatReminded(c.Target, c.At)
            : Decision.Nothing;

    /// <summary>Also when the case is closed: who must not read it must not look it up either.</summary>
    public static Decision End(CaseState state, CaseCommand.EndSeat c) =>
        state is { Exists: true, Gone: null } ? new List<CaseEvent>([.. Leaving(state, [c.Target], c.At)]) : Decision.Nothing;

    /// <summary>Those of these seats that are still here.</summary>
    /// <param name="linked">the duplicate's case because of which</param>
    public static IEnumerable<CaseEvent> Leaving(CaseState state, IReadOnlyCollection<Guid> seats, DateTimeOffset at, Guid? linked = null) =>
        state.Handling.Seats.Select(s => s.Seat).Where(s => seats.Contains(s) && !state.Departed.Contains(s)).Select(s => new CaseEvent.SeatLeft(s, at, linked));

    /// <summary>It is about one person more: whoever had answered answers for that one too, and has no access before (P1).</summary>
    /// <param name="adds">what was stated of the others still counts: two soft ones are a hard one over everybody (R28)</param>
    public static IEnumerable<CaseEvent> AskAgain(CaseState state, Func<PanelSeat, bool> whom, DateTimeOffset at, bool adds = true) =>
        state.Panel.Where(p => p is { Left: false, Conflict: Conflict.None or Conflict.Soft } && whom(p)).Select(p => new CaseEvent.ConflictAskedAgain(p.Seat, AnswerDue(state, at), at, adds));

    /// <summary>Seats of which nothing was declared before.</summary>
    public static IReadOnlyList<Guid> NewlyTied(CaseState state, IEnumerable<Guid> soft) => [.. state.Handling.Seats.Where(s => !s.SoftTie && !state.Departed.Contains(s.Seat)).Select(s => s.Seat).Intersect(soft)];

    /// <summary>Who stated a soft tie before and is tied to somebody who was not in it then: two, so that they leave as with a hard one (R28).</summary>
    public static IEnumerable<Guid> MadeHard(CaseState state, IEnumerable<Guid> soft) => NewlyTied(state, soft).Where(s => state.SeatOf(s) is { SoftConflicts: > 0 });

    /// <summary>Those to whom a reporter of what comes to the case told who they are: they have to be asked here too.</summary>
    /// <param name="there">as the case it comes from, or who opened it there, has them</param>
    public static IEnumerable<CaseEvent> Entrusted(CaseState state, IEnumerable<HandlingSeat> there, DateTimeOffset at) =>
        state.Handling.Seats.Where(s => !s.Entrusted).Select(s => s.Seat).Intersect(there.Where(s => s.Entrusted).Select(s => s.Seat)).ToList() is { Count: > 0 } seats ? [new CaseEvent.SeatsEntrusted(seats, at)] : [];

    /// <summary>Members who are still there, those on duty first (P1), then in order.</summary>
    public static IEnumerable<HandlingSeat> Members(CaseState state) =>
        state.Handling.Seats.Where(s => s.Role == "member" && !state.Departed.Contains(s.Seat)).OrderBy(s => s.Duty ?? int.MaxValue).ThenBy(s => s.Order);

    /// <summary>Whom to ask now: at first all or the duty seats, later the next for every place that was vacated.</summary>
    public static IEnumerable<CaseEvent> AskNext(CaseState state, DateTimeOffset at)
    {
        if (state.IsOver || !state.Exists || OpeningByCommittee.IsAboutNobodyYet(state))
        {
            return [];
        }

        var overseen = state.Handling.Seats.Where(s => s.Overseen && state.SeatOf(s.Seat) is null && !state.Departed.Contains(s.Seat)).ToList();
        if (overseen.Count > 0)
        {
            return overseen.Select(s => new CaseEvent.SeatOverseen(s.Seat, at)); // before anybody is asked: it counts like an answer
        }

        var members = Members(state).ToList();
        var asked = state.Panel.Select(p => p.Seat).ToHashSet();
        // Who alone knows who reported is asked with the first, wherever they stand, also an alternate: the reporter called them (P11).
        var entrusted = state.Handling.Seats.Where(s => s is { Entrusted: true, Role: "member" or "alternate" } && !asked.Contains(s.Seat) && !state.Departed.Contains(s.Seat)).ToList();
        var next = new List<HandlingSeat>(entrusted);
        if (state.Handling.Policy.Ask == "all")
        {
            next.AddRange(members.Except(next).Where(m => !asked.Contains(m.Seat)));
        }
        else
        {
            var wanted = UrgentLadder.Holds(state) ? UrgentLadder.AskedByNow(state)
                : state.Panel.Any(p => p.Decides && (p.Conflict != Conflict.Unanswered || p.Unavailable)) ? Math.Max(DutySeats, state.Handling.Policy.PanelMinimum)
                : DutySeats;
            // Whom the reporter wrote to, or told who they are, is asked beside those on duty: what cannot wait does not wait for that one (R2, P1).
            var beside = UrgentLadder.Holds(state) ? members.Where(m => UrgentLadder.IsBeside(members, m)).Select(m => m.Seat).ToHashSet() : [];
            var hoped = state.Panel.Count(p => p.Decides && !beside.Contains(p.Seat) && (p.Clean || p.Awaited));
            var (first, inOrder) = (members.Where(m => beside.Contains(m.Seat) && !asked.Contains(m.Seat)), members.Where(m => !beside.Contains(m.Seat) && !asked.Contains(m.Seat)));
            next = [.. next.Union(first).Union(inOrder.Take(Math.Max(0, wanted - hoped)))];
        }

        // Alternates only when no member is left to ask.
        if (next.Count == 0 && members.All(m => asked.Contains(m.Seat)))
        {
            next.AddRange(Alternates(state, asked));
        }

        next.AddRange(state.Handling.Seats.Where(s => s.Role == PanelSeat.EventStaff && !asked.Contains(s.Seat) && !state.Departed.Contains(s.Seat)));
        return [.. next.Select(s => Request(state, s, at)), .. Lending.Asking(state, at), .. Engaging.Asking(state, at)];
    }

    public static CaseEvent Request(CaseState state, HandlingSeat seat, DateTimeOffset at) =>
        new CaseEvent.ConflictRequested(RequestOf(state.Id, seat.Seat), seat.Seat, [.. state.ReportIds], AnswerDue(state, at), at);

    // Elected alternates stand in for elected seats (S7, S11); any of them when the panel would stay below its minimum.
    private static IEnumerable<HandlingSeat> Alternates(CaseState state, HashSet<Guid> asked)
    {
        var waiting = state.Handling.Seats.Where(s => s.Role == "alternate" && !asked.Contains(s.Seat) && !state.Departed.Contains(s.Seat)).OrderBy(s => s.Order).ToList();
        var called = new List<HandlingSeat>();
        foreach (var kind in new[] { "elected", "appointed" })
        {
            var vacated = state.Panel.Count(p => p.IsMember && p.Vacated && p.Appointment == kind);
            var filled = state.Panel.Count(p => p is { IsMember: false, Decides: true, IsLent: false, Vacated: false } && p.Appointment == kind); // whoever is lent stands in for nobody here
            called.AddRange(waiting.Where(s => s.Appointment == kind).Take(Math.Max(0, vacated - filled)));
        }

        var possible = state.Panel.Count(p => p.Decides && (p.Clean || p.Awaited)) + called.Count;
        return [.. called, .. waiting.Except(called).Take(Math.Max(0, state.Handling.Policy.PanelMinimum - possible))];
    }

    // 48 h, or half of the time the acknowledgement has, whichever is sooner.
    public static DateTimeOffset AnswerDue(CaseState state, DateTimeOffset at)
    {
        var half = at + ((state.AcknowledgeDue - at) / 2);
        var latest = at.AddHours(48);
        return half > at && half < latest ? half : latest;
    }

    private static IEnumerable<CaseEvent> Settled(CaseState state, Guid target, DateTimeOffset at)
    {
        var seat = state.SeatOf(target)!;
        var judges = state.Panel.Where(p => p.MayDecide && p.Seat != target).ToList();
        var votes = judges.Where(j => seat.Judgements.ContainsKey(j.Seat)).Select(j => seat.Judgements[j.Seat]).ToList();
        var majority = (judges.Count / 2) + 1;
        var needed = state.Handling.Policy.ForcedRecusal == "unanimousOfOthers" ? Math.Max(1, judges.Count) : majority; // R30
        foreach (var to in new[] { Conflict.Hard, Conflict.Soft })
        {
            if (votes.Count(v => v.RaiseTo >= to) >= needed && seat.Conflict < to)
            {
                return [new CaseEvent.ConflictRaised(target, to, at)];
            }
        }

        var agreeing = votes.Where(v => v.Agrees && v.RaiseTo is null).ToList();
        if (seat.Conflict != Conflict.Soft || agreeing.Count < majority)
        {
            return [];
        }

        // What all who agreed allow; who names nothing allows nothing.
        var permitted = agreeing.Select(v => v.Permitted).Aggregate((a, b) => [.. a.Intersect(b, StringComparer.OrdinalIgnoreCase)]);
        return [new CaseEvent.SoftConflictConfirmed(target, permitted.Count > 0, Sensitive.Of(permitted, "panel"), at)];
    }
}
