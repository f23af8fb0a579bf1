namespace Coc.Cases.Domain;

internal static partial class CaseEvolution
{
    private static CaseState EvolveOpening(CaseState state, CaseEvent @event) => @event switch
    {
        CaseEvent.CaseOpenedByCommittee e => WithFacts(state with
        {
            Id = e.Case,
            CodeName = e.CodeName,
            Incident = e.Incident,
            Handling = e.Handling,
            Projects = e.Handling.Kind == "project" ? [e.Handling.Slug] : [],
            Rule = "R6",
            Because = "committee",
            Opening = new(e.Risk, e.Summary.Value, e.By),
            // Nobody waits to hear that it was received.
            AcknowledgeDue = e.At,
            AcknowledgedAt = e.At,
            StatusDue = e.StatusDue,
            OpenedAt = e.At,
        }),
        CaseEvent.SubjectAdded e => state.Tied(e.Tied) with
        {
            Subjects =
            [
                .. state.Subjects.Where(s => s.Person != e.Person),
                // Confirmed by the former owner's two seats is confirmed.
                new(e.Person, e.CodeName, state.SubjectOf(e.Person)?.Identification ?? Identification.Claimed) { Added = true, ClaimedBy = e.By == Guid.Empty ? [] : [e.By], Claims = [new(e.By, e.Accounts?.Value ?? [], e.Name?.Value, e.Description?.Value, e.At)] },
            ],
        },
        CaseEvent.ConflictAskedAgain e => state.Seat(e.Seat, s => s with
        {
            Conflict = s.Conflict == Conflict.Soft ? Conflict.Soft : Conflict.Unanswered,
            AskedAgain = true,
            Seen = AskedAbout.Seen(state, s.Request),
            // It answers for everybody: what is said again is no second tie, and what others made of the old answer is no word on the new one.
            SoftConflicts = Math.Max(e.Adds ? s.SoftConflicts : 0, s.SoftTie ? 1 : 0),
            SoftAreas = e.Adds ? s.SoftAreas : [],
            Judgements = new Dictionary<Guid, (bool, Conflict?, IReadOnlyList<string>)>(),
            Confirmed = false,
            MayRead = false,
            Unavailable = false,
            RemindedAt = null,
            AskedAt = e.At,
            Due = e.Due,
        }),
        _ => EvolveAgreements(state, @event),
    };

    private static Subject Claim(Subject subject, CaseEvent.SubjectClaimed e) => subject with
    {
        ClaimedBy = e.By == Guid.Empty ? subject.ClaimedBy : [.. subject.ClaimedBy.Where(c => c != e.By), e.By], // a former owner's word is none of this panel's two
        Claims = [.. subject.Claims, new(e.By, e.Accounts?.Value ?? [], e.Name?.Value, e.Description?.Value, e.At)],
        Identification = subject.Identification == Identification.Confirmed ? Identification.Confirmed : Identification.Claimed,
    };

    // Who confirms agrees with what others claimed until then; later accounts, and what only the confirming seat names, take two words of their own.
    private static Subject Confirm(Subject subject, Guid? by) => subject with
    {
        Accounts =
        [
            .. subject.Accounts
                .Union(subject.Identification == Identification.Confirmed ? [] : subject.Claims.Where(c => c.By != by).SelectMany(c => c.Accounts))
                .Union(subject.SaidTwice),
        ],
        Identification = Identification.Confirmed,
    };
}
