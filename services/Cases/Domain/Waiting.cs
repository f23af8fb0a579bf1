using Coc.Contracts.Channel;
using Coc.Platform;

namespace Coc.Cases.Domain;

/// <summary>
/// For whom something in a case waits, so that they can be told that something does (P21). Behind the same wall as everything else: before a seat has answered nothing but
/// its own conflict request waits for it, and for a hard one nothing does.
/// </summary>
internal static class Waiting
{
    public const string ConflictRequest = "conflictRequest";
    public const string Clock = "clock";
    public const string Approval = "approval";

    /// <summary>Somebody outside the panel wrote to it: from a room, or a request about data, which has a clock of its own.</summary>
    public const string Answer = "answer";

    public const string MeasureReview = "measureReview";
    public const string AccusedNotice = "accusedNotice";
    public const string Summary = "summary";

    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public static Guid ReminderOf(Guid inCase, Guid seat) => Ids.V5(inCase, $"waits:reminder:{seat}");

    public static Guid RungOf(Guid inCase, int rung, Guid seat) => Ids.V5(inCase, $"waits:rung:{rung}:{seat}");

    /// <summary>Each time anew, so that each is told of.</summary>
    public static Guid AgainOf(Guid inCase, Guid seat, DateTimeOffset askedAt) => Ids.V5(inCase, $"waits:again:{seat}:{askedAt.UtcTicks}");

    public static Guid ConfirmationOf(Guid request) => Ids.V5(request, "waits:confirmation");

    /// <summary>One seat said who somebody is; it takes a second.</summary>
    public static Guid IdentificationOf(Guid person, Guid by, DateTimeOffset at) => Ids.V5(person, $"waits:identification:{by}:{at.UtcTicks}");

    /// <summary>One seat says that it was somebody else.</summary>
    public static Guid DoubtOf(Guid person, Guid by) => Ids.V5(person, $"waits:doubt:{by}");

    /// <summary>Something of it was missed; each time anew.</summary>
    public static Guid ReviewOf(Guid agreement, DateTimeOffset since) => Ids.V5(agreement, $"waits:review:{since.UtcTicks}");

    /// <summary>A vote in writing is void by somebody's objection: what was voted counts no more.</summary>
    public static Guid ObjectionOf(Guid proposal) => Ids.V5(proposal, "waits:objection");

    public static Guid WarningOf(Guid inCase, string clock, DateTimeOffset due) => Ids.V5(inCase, $"waits:{clock}:warning:{due.UtcTicks}");

    public static Guid BreachOf(Guid inCase, string clock, DateTimeOffset due) => Ids.V5(inCase, $"waits:{clock}:breach:{due.UtcTicks}");

    /// <summary>When a quarter of the time is left, at most a day before its end.</summary>
    public static DateTimeOffset WarnAt(DateTimeOffset from, DateTimeOffset due)
    {
        var quarter = (due - from) / 4;
        return due - (quarter < TimeSpan.Zero ? TimeSpan.Zero : quarter > Longest ? Longest : quarter);
    }

    /// <summary>Whether it waits for a person who holds these seats.</summary>
    /// <param name="holders">who holds what is sealed; null: nobody anything</param>
    public static bool Is(CaseState state, string kind, Guid thing, IReadOnlyList<TicketSeat> held, Holders? holders = null) => state is { Exists: true, HasGone: false } && kind switch
    {
        Clock => CaseWall.Exists(state, held) is { Clean: true } seat && Running(state, seat).Any(c => thing == WarningOf(state.Id, c.Clock, c.Due) || thing == BreachOf(state.Id, c.Clock, c.Due)),
        Answer => CaseWall.Exists(state, held) is { MayDecide: true } seat && IsNews(state, thing, seat),
        Approval when state.DataRequests.Any(r => r.Draft?.Id == thing) => CaseWall.Exists(state, held) is { } seat && Awaits(state, thing, seat), // also when the case is closed
        Approval when state.Unsealings.FirstOrDefault(u => u.Id == thing) is { } asked =>
            CaseWall.Exists(state, held) is { } seat && Availability.Of(state, seat.Seat, "unsealings/agree") is null && Unsealing.CanAgree(state, asked, seat.Seat, holders ?? Holders.None), // a court asks when it asks
        _ when state.IsOver => false,
        ConflictRequest => IsAsked(state, thing, held),
        Approval => CaseWall.Exists(state, held) is { } seat && Awaits(state, thing, seat) || IsCounsel(state, thing, held),
        _ => false,
    };

    private static bool IsAsked(CaseState state, Guid thing, IReadOnlyList<TicketSeat> held)
    {
        var seats = state.Panel.Where(p => held.Any(h => h.Id == p.Seat && CaseWall.IsOfBody(state, h))).ToList();
        return !CaseWall.IsHard(state, held)
            && seats.Any(p => p is { AskedAgain: true, Left: false } && thing == AgainOf(state.Id, p.Seat, p.AskedAt) || p.Awaited && (thing == p.Request || thing == ReminderOf(state.Id, p.Seat) || Enumerable.Range(1, state.Rung).Any(rung => thing == RungOf(state.Id, rung, p.Seat))));
    }

    /// <summary>The month in which a request about data is answered.</summary>
    public static string ClockOf(Guid dataRequest) => $"{DataRequests.Due}:{dataRequest}";

    // Whom an objection is against does not judge it, and is not told of it.
    private static bool IsNews(CaseState state, Guid thing, PanelSeat seat) =>
        state.Accused.Rooms.Any(r => r.Entries.Any(e => e.Id == thing)) || state.Accused.Checked.Values.Contains(thing) || state.Accused.Objections.Any(o => o.Id == thing && o.Seat != seat.Seat)
        || state.DataRequests.Any(r => r.Id == thing && r.IsOpen) || state.CommentRequests.Any(r => r.Comments.Any(c => c.Entry == thing))
        || state.Engagements.Any(e => e.Words.Any(w => w.Id == thing))
        || state.ReportersSaid.Any(w => w is { Kind: ReporterWord.CheckIn, Answer: ReporterWord.Worse } && w.Entry == thing);

    private static IEnumerable<(string Clock, DateTimeOffset Due)> Running(CaseState state, PanelSeat seat) =>
        [.. state.IsOver ? [] : Working(state), .. Reviewing(state, seat), .. seat.MayDecide ? state.DataRequests.Where(r => r.IsOpen).Select(r => (ClockOf(r.Id), r.Due)) : [], .. seat.MayDecide ? Monitoring.Open(state, DateTimeOffset.MinValue).Select(l => (Monitoring.Command, l.Due)) : []];

    // Whoever acted alone is reviewed by another, also when the case is closed (P9).
    private static IEnumerable<(string Clock, DateTimeOffset Due)> Reviewing(CaseState state, PanelSeat seat) =>
        Availability.Of(state, seat.Seat, "interim-measures/review") is null ? state.Interim.Where(m => m.AwaitsReview && m.By != seat.Seat && m.ByAccount != seat.Account).Select(m => (MeasureReview, m.Until)) : [];

    private static IEnumerable<(string Clock, DateTimeOffset Due)> Working(CaseState state) => state.Joint is { InformedOnly: true } ? [] :
    [
        .. Agreeing.DueOf(state).Select(d => (Agreeing.Due, d.At)),
        .. Clocks.Running(state),
        .. Retaining.Running(state),
        .. state.Accused.Deferred.Select(n => (AccusedNotice, n.LookAgain!.Value)),
        .. state.Joint is { OwesSummary: true, SummaryDue: { } summary } ? [(Summary, summary)] : Array.Empty<(string, DateTimeOffset)>(),
    ];

    // What this seat could do about it now; its own drafts, measures and answers wait for others.
    private static bool Awaits(CaseState state, Guid thing, PanelSeat seat)
    {
        if (state.Communications.FirstOrDefault(c => c.Id == thing) is { } draft)
        {
            return draft.State == "draft" && draft.By != seat.Seat && May("communications/approve");
        }

        if (state.ProposalOf(thing) is { } proposal)
        {
            return proposal.State == ProposalState.Open && proposal.Votes.All(v => v.Seat != seat.Seat) && May("proposals/votes");
        }

        if (state.HandingOn is { } handing && handing.Note == thing)
        {
            return handing.To == seat.Seat && May(HandingOn.Taking);
        }

        if (state.Proposals.FirstOrDefault(p => p.ObjectedBy is not null && thing == ObjectionOf(p.Id)) is { } objected)
        {
            return objected.Id == state.Proposals[^1].Id && objected.ObjectedBy != seat.Seat && May("proposals"); // until it is on the table again
        }

        if (state.DataRequests.FirstOrDefault(r => r.Draft?.Id == thing) is { } asked)
        {
            return asked.Draft!.By != seat.Seat && May(DataRequests.Approving);
        }

        if (state.Renewals.FirstOrDefault(r => r.Id == thing) is { } renewal)
        {
            return renewal.AgreedAt is null && renewal.By != seat.Seat && May("code-renewals/agree");
        }

        if (state.Interim.FirstOrDefault(m => m.Id == thing) is { } measure)
        {
            return measure.AwaitsReview && measure.By != seat.Seat && measure.ByAccount != seat.Account && May("interim-measures/review");
        }

        if (state.Agreements.FirstOrDefault(x => x.ReviewSince is { } since && thing == ReviewOf(x.Id, since)) is not null)
        {
            return May("agreements/review");
        }

        if (state.Subjects.Where(p => !p.Mistaken).SelectMany(p => p.Claims.Select(k => (Person: p, Claim: k))).FirstOrDefault(x => thing == IdentificationOf(x.Person.Person, x.Claim.By, x.Claim.At)) is { Person: { } person, Claim: { } claim })
        {
            return claim.By != seat.Seat && IsUnconfirmed(person, claim) && !person.Claims.Any(k => k.By == seat.Seat && k.At >= claim.At) && May("subjects");
        }

        if (state.Subjects.FirstOrDefault(p => p.DoubtedBy.Any(by => thing == DoubtOf(p.Person, by))) is { } doubted)
        {
            return !doubted.Mistaken && !doubted.DoubtedBy.Contains(seat.Seat) && May("subjects/mistaken");
        }

        return state.Panel.FirstOrDefault(p => thing == ConfirmationOf(p.Request)) is { Conflict: Conflict.Soft, Confirmed: false, Left: false, AskedAgain: false } soft
            && soft.Seat != seat.Seat && !soft.Judgements.ContainsKey(seat.Seat) && May("conflict-confirmations");

        bool May(string name) => Availability.Of(state, seat.Seat, name) is null;
    }

    private static bool IsUnconfirmed(Subject person, SubjectClaim claim) => person.Identification != Identification.Confirmed || claim.Accounts.Except(person.Accounts).Any();

    private static bool IsCounsel(CaseState state, Guid thing, IReadOnlyList<TicketSeat> held) =>
        state.LegalRequests.FirstOrDefault(r => r.Id == thing) is { Outcome: null } request
        && held.Any(h => h.Role == "counsel" && h.Body == request.Counsel) && Consenting.CounselMayRead(state, request);
}
