using Coc.Contracts.Channel;
using Coc.Platform;

namespace Coc.Cases.Domain;

/// <summary>
/// Bodies of one or two (P1): they acknowledge, preserve and protect, and decide what limits nobody; for a decision that limits somebody the foundation lends a co-decider, or takes the case over. Nobody chooses
/// who is lent: the foundation's seats are asked about conflicts in their recorded order, one after the other (P8).
/// </summary>
internal static class Lending
{
    public const string Command = "co-decider";
    public const string Role = "lent";
    public const string Due = "coDecider";

    private const int Small = 2;
    private static readonly TimeSpan TimeToExclude = TimeSpan.FromHours(48);

    public static bool IsSmall(CaseState state) => state.Handling.Seats.Count(s => s.Role == "member") <= Small;

    /// <summary>So few may not decide this by themselves; not the parent, to whom nobody lends, nor who has nobody above either.</summary>
    public static bool NeedsCoDecider(CaseState state, DecisionContent content) => IsSmall(state) && state.Handling.Kind != "parent" && (CanBeLent(state) || SteppingUp.Above(state).Count > 0) && content.Remedies.Any(r => r.Limits);

    public static Refusal? Missing(CaseState state, DecisionContent content) => NeedsCoDecider(state, content) && !state.Panel.Any(p => p is { IsLent: true, MayDecide: true })
        ? new("coDecider", "P1", state.IsProject ? "So few do not limit anybody alone: ask the foundation for a co-decider, or offer it the case." : "So few do not limit anybody alone: offer the case to the body above.")
        : null;

    /// <summary>Why nobody is asked for now.</summary>
    public static Refusal? Unaskable(CaseState state) =>
        !IsSmall(state) || !CanBeLent(state) ? new("notSmall", "P1", "Only a project with one or two members is lent a co-decider.")
        : IsOpen(state) ? new("alreadyAsked", "P1", "The foundation was asked for a co-decider already.")
        : state.Contested is not null ? Refusal.HandOverIsContested
        : state.Offer is { IsOpen: true } ? new("alreadyOffered", "R17", "The case is offered to another body; recall the offer first.")
        : DueElsewhere(state) is { } due ? new("R15", "R15", $"Rule {due.Rule} holds: another body decides. Offer the case to {due.To}.")
        : null;

    private static bool CanBeLent(CaseState state) => state.IsProject && state.Handling.Foundation != state.Body && state.Handling.Foundation != state.AppealOf?.Body;

    // That whoever was lent cannot decide is why others are asked for; anything else sends the case away.
    private static (string Rule, string To)? DueElsewhere(CaseState state) => TransferTriggers.Of(state with { Loan = null }) is [var due, ..] ? due : null;

    // It may go to another body altogether: then nobody more of it learns of it here.
    private static bool MayGo(CaseState state) => state.IsOver || state.Contested is not null || state.Offer is { IsOpen: true } || DueElsewhere(state) is not null;

    public static Decision Ask(CaseState state, CaseCommand.AskCoDecider c)
    {
        var notBefore = state.IsUrgent ? c.At : c.At + TimeToExclude;
        HandlingSeat[] lent =
        [
            .. c.Lender.Seats.Where(s => s is { Role: "member" or "alternate", Overseen: false } && state.Handling.Seats.All(own => own.Seat != s.Seat && own.Account != s.Account))
                .OrderBy(s => s.Role != "member").ThenBy(s => s.Duty ?? int.MaxValue).ThenBy(s => s.Order)
                .Select((s, i) => s with { Role = Role, Chair = false, Duty = null, Order = state.Handling.Seats.Count + i + 1 }),
        ];
        if (state.Loan is not null && lent.Length == 0)
        {
            return new Refusal("alreadyAsked", "P1", "The foundation was asked for a co-decider already, and has nobody else.");
        }

        var asked = new CaseEvent.CoDeciderAsked(c.Lender.Slug, lent, notBefore, c.Seat, c.At, Consenting.Lent);

        // As before a transfer (P16): who is written about hears ahead who would read, and may exclude people.
        return new List<CaseEvent>([asked, .. c.Consents is { } known ? Consenting.Ask(state, known, c.Lender.Slug, notBefore, c.At, r => Appealing.Hears(state, r)) : [], .. state.ThreadIds.Where(t => Appealing.Hears(state, t)).Select(t => new CaseEvent.ReporterMessaged(
            Ids.V5(state.Id, state.Loan is null ? $"coDecider:{t}" : $"coDecider:{c.At.UtcTicks}:{t}"), t, Texts.Reporter(t, $"We are few, so one person of {c.Lender.Slug} may be asked to decide with us, from {notBefore:yyyy-MM-dd HH:mm} UTC on. If somebody there should not read it, please tell us who before then; nobody else learns it.{(c.Consents is { } said && state.ReportIds.Contains(t) ? Consenting.Words(said, t, voluntary: false, notBefore) : "")}"), null, c.At))]);
    }

    /// <summary>The time to exclude people is over: the first is asked.</summary>
    public static Decision Pass(CaseState state, CaseCommand.PassCoDeciderTime c) => new List<CaseEvent>(Asking(state, c.At));

    /// <summary>One is asked after the other: whoever was silent is not waited for any more once the next one is asked.</summary>
    public static IEnumerable<CaseEvent> Asking(CaseState state, DateTimeOffset at) => Next(state, at).SelectMany(next => state.Panel
        .Where(p => p is { IsLent: true, Left: false, Conflict: Conflict.Unanswered }).Select(p => (CaseEvent)new CaseEvent.SeatLeft(p.Seat, at)).Append(Screening.Request(state, next, at)));

    public static IEnumerable<CaseDue> DueOf(CaseState state) => state.Loan is { } loan && Next(state, loan.NotBefore).Any() ? [new(Due, state.Id, loan.NotBefore)] : [];

    /// <summary>The next seat to ask, while none of them takes part or may come to.</summary>
    public static IEnumerable<HandlingSeat> Next(CaseState state, DateTimeOffset at) => state.Loan is { } loan && loan.NotBefore <= at && state.Stage < CaseStage.AwaitingLegal && !MayGo(state) && !state.Panel.Any(p => p.IsLent && (p.Clean || p.Awaited))
        ? Left(state).Take(1)
        : [];

    /// <summary>Of all the foundation has, nobody can decide with this body: then it cannot be decided here.</summary>
    public static bool IsExhausted(CaseState state) => state.Loan is not null && state.Stage < CaseStage.AwaitingLegal && !state.Panel.Any(p => p.IsLent && (p.Clean || p.Awaited)) && !Left(state).Any();

    /// <summary>Somebody lent takes part, or may come to.</summary>
    public static bool IsOpen(CaseState state) => state.Loan is not null && !IsExhausted(state);

    /// <summary>Where somebody lent reads, only reports come in whose reporters heard of it two days ahead, in the case those were in (P16).</summary>
    public static bool ToldAhead(CaseState own, CaseState into, DateTimeOffset at) => !IsOpen(into) || (own.Loan is { } loan && loan.Lender == into.Loan!.Lender && loan.NotBefore <= at);

    /// <summary>Another was lent in place of this one: two do not take part at once.</summary>
    public static bool IsReplaced(CaseState state, Guid seat) => state.SeatOf(seat) is { IsLent: true } && state.Panel.Any(p => p.IsLent && p.Seat != seat && (p.Clean || p.Awaited));

    /// <summary>Somebody may still be asked.</summary>
    public static bool HasMore(CaseState state) => Left(state).Any();

    private static IEnumerable<HandlingSeat> Left(CaseState state) => state.Handling.Seats.Where(s => s.Role == Role && state.SeatOf(s.Seat) is null && !state.Departed.Contains(s.Seat)).OrderBy(s => s.Order);
}

/// <summary>What the foundation was asked for.</summary>
/// <param name="NotBefore">until then people may be excluded</param>
/// <param name="Audience">as whom somebody lent reads: what a reporter says of one person there says nothing of the whole body (P16)</param>
internal sealed record Loan(string Lender, DateTimeOffset NotBefore, string Audience);
