namespace Coc.Cases.Domain;

/// <summary>
/// Mediation by revocable consent (R41, P6): offered to a pair, the affected person asked first and the other side only after a yes; silence is no, and a no looks like silence. While it is open nothing is
/// proposed; it ends by outcome, by either of the two, or by its own clock, without blame.
/// </summary>
internal static class Mediating
{
    public const string Due = "mediation";
    private const string Rule = "R41";

    private static readonly TimeSpan ToMediate = TimeSpan.FromDays(14);
    private static readonly string[] OfViolence = ["violen", "sexual", "assault", "rape"];

    public static Refusal Waits => new("mediationOpen", Rule, "Mediation is offered or takes place; wait for how it ends, or end it.");

    public static IEnumerable<CaseDue> DueOf(CaseState state) => state.Mediations.Where(m => m.IsOpen).Select(m => new CaseDue(Due, m.Id, m.DueAt));

    /// <summary>Whether the words of a section or category are about physical or sexual violence.</summary>
    public static bool IsViolence(string? words) => words is not null && OfViolence.Any(w => words.Contains(w, StringComparison.OrdinalIgnoreCase));

    /// <summary>Asked for by whoever it happened to, on their own page; the last word counts.</summary>
    public static bool IsWished(CaseState state, Guid thread) => state.ReportersSaid.Where(w => w.Report == thread && w.Kind == ReporterWord.Mediation).OrderBy(w => w.At).LastOrDefault() is { Answer: Mediation.Yes };

    /// <summary>Whether there is a pair to which it can be offered.</summary>
    public static bool HasPair(CaseState state) => state.MinorSince is null && !state.Proposals.Any(IsOnTheTable) && state.Subjects.Any(s => state.ThreadIds.Any(t => OnTheirPages(state, s.Person, t) && !IsOpenFor(state, s.Person, t)));

    public static Decision Offer(CaseState state, CaseCommand.OfferMediation c)
    {
        if (Barred(state, c) is { } barred)
        {
            return barred;
        }

        return !OnTheirPages(state, c.Person, c.Thread) ? new Refusal("notOnTheirPage", "P6", "Consent is given on one's own page only: both have to be there first.")
            : state.Proposals.Any(IsOnTheTable) ? new Refusal("proposalOpen", Rule, "A proposal is open; end it first, or decide.")
            : IsOpenFor(state, c.Person, c.Thread) ? Waits
            : new CaseEvent.MediationOffered(c.Mediation, c.Person, c.Thread, c.At + Mediation.ToAnswer, c.Seat, c.At);
    }

    public static Decision End(CaseState state, CaseCommand.EndMediation c)
    {
        var mediation = state.Mediations.First(m => m.Id == c.Mediation);
        return !mediation.IsOpen ? new Refusal("mediationOver", Rule, "The mediation is over.")
            : c.Outcome == Mediation.Agreement && !mediation.IsRunning ? new Refusal("mediationNotRunning", Rule, "Only where both agreed to talk there can be an agreement.")
            : new CaseEvent.MediationEnded(c.Mediation, c.Outcome, Texts.OptionalPanel(c.Note), c.Seat, c.At);
    }

    /// <summary>Once each, however often it is heard.</summary>
    public static Decision Answer(CaseState state, CaseCommand.AnswerMediation c)
    {
        if (!state.Exists || state.HasGone)
        {
            return Decision.Nothing;
        }

        if (c.Mediation is null)
        {
            return state.ThreadIds.Contains(c.Party) && state.ReportersSaid.All(w => w.Entry != c.Entry) ? new CaseEvent.ReporterWroteBack(c.Party, c.Entry, ReporterWord.Mediation, c.SaidAt, c.Answer) : Decision.Nothing;
        }

        if (state.Mediations.FirstOrDefault(m => m.Id == c.Mediation && m.IsOpen && !m.Heard.Contains(c.Entry)) is not { } mediation)
        {
            return Decision.Nothing;
        }

        var (byAffected, byPerson) = (mediation.Thread == c.Party, state.Accused.Room(c.Party)?.Person == mediation.Person && mediation.PersonAnswerBy is not null);
        if (!byAffected && !byPerson)
        {
            return Decision.Nothing;
        }

        var answered = new CaseEvent.MediationAnswered(mediation.Id, c.Entry, byAffected, c.Answer, c.At, c.SaidAt);
        return new List<CaseEvent>([answered, .. Following(mediation.Hearing(answered), c.At)]);
    }

    public static Decision Pass(CaseState state, CaseCommand.PassMediationTime c) =>
        !state.IsOver && state.Mediations.FirstOrDefault(m => m.Id == c.Mediation) is { IsOpen: true } mediation && mediation.DueAt <= c.At ? Ended(mediation, c.At) : Decision.Nothing;

    /// <summary>What follows by rule: it ends where one of the two is not in the case any more; and the affected person's page shows what changed.</summary>
    public static IEnumerable<CaseEvent> Following(CaseState state, DateTimeOffset at) =>
    [
        .. state.Mediations.Where(m => m.IsOpen && (state.MinorSince is not null || state.SubjectOf(m.Person) is not { Mistaken: false } || !state.ThreadIds.Contains(m.Thread))).Select(m => Ended(m, at)),
        .. state.Mediations.Where(m => m.Shown != m.View).Select(m => new CaseEvent.MediationShown(m.Id, m.Thread, m.View.State, m.View.Until, at)),
    ];

    /// <summary>Another body begins anew, if it wants to: what is open here ends, and both pages say so.</summary>
    public static IEnumerable<CaseEvent> Leaving(CaseState state, DateTimeOffset at)
    {
        foreach (var mediation in state.Mediations.Where(m => m.IsOpen))
        {
            yield return Ended(mediation, at);
            yield return new CaseEvent.MediationShown(mediation.Id, mediation.Thread, Mediation.Over, null, at);
            if (Release(mediation) is not null && state.Accused.RoomOf(mediation.Person) is { } room)
            {
                yield return new CaseEvent.RoomItemReleased(room.Id, mediation.Id, Due, Mediation.Over, null, at);
            }
        }
    }

    /// <summary>Would tell a panel who said what, by its name or its time (P6).</summary>
    public static bool IsNobodysToSee(CaseEvent happened) =>
        happened is CaseEvent.MediationAnswered or CaseEvent.MediationPersonAsked or CaseEvent.MediationShown or CaseEvent.RoomItemReleased { Kind: Due };

    /// <summary>What the room shows; null before the person is asked.</summary>
    public static Release? Release(Mediation mediation) => mediation.PersonAnswerBy is null ? null : new(mediation.Id, Due, mediation.View.State, mediation.View.Until);

    private static Refusal? Barred(CaseState state, CaseCommand.OfferMediation c) =>
        !c.Bars.OfAffected ? new("notAffected", "P6", "Mediation is between somebody it is about and somebody it happened to.")
        : c.Bars.Minor || state.MinorSince is not null ? new("minor", "P10", "Somebody under age is affected: there is no mediation.")
        : (c.Bars.SafetyConcern || c.Bars.Violence || IsViolence(state.Category) || state.RiskFactors.Contains(Factors.PhysicalInjury)) && !IsWished(state, c.Thread)
            ? new("mediationBarred", "P6", "With a safety concern, or physical or sexual violence, it is offered only where the affected person asks for it on their page.")
        : null;

    // A no before both would looks like silence until the time is over, also where it takes a yes back; later it ends it at once.
    private static IEnumerable<CaseEvent> Following(Mediation mediation, DateTimeOffset at) => mediation switch
    {
        { IsRunning: true } => mediation.IsWanted ? [] : [Ended(mediation, at)],
        { PersonAnswerBy: null } => mediation.ByAffected is { Yes: true } yes && yes.At < mediation.AnswerBy ? [new CaseEvent.MediationPersonAsked(mediation.Id, mediation.AnsweredBy, at)] : [],
        _ => mediation.IsWanted && mediation.ByPerson!.At < mediation.AnsweredBy && mediation.ByAffected!.At < mediation.AnsweredBy ? [new CaseEvent.MediationBegun(mediation.Id, at + ToMediate, at)] : [],
    };

    private static CaseEvent.MediationEnded Ended(Mediation mediation, DateTimeOffset at) => new(mediation.Id, Mediation.Over, null, null, at);

    private static bool IsOnTheTable(Proposal proposal) => proposal.State is ProposalState.Open or ProposalState.AwaitingLegal;

    private static bool IsOpenFor(CaseState state, Guid person, Guid thread) => state.Mediations.Any(m => m.IsOpen && m.Person == person && m.Thread == thread);

    private static bool OnTheirPages(CaseState state, Guid person, Guid thread) =>
        state.SubjectOf(person) is { Mistaken: false } && state.Accused.RoomOf(person) is { EnteredAt: not null } && (state.ReportIds.Contains(thread) || AffectedPeople.EnteredAt(state, thread) is not null);
}
