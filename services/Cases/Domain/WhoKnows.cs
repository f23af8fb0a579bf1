namespace Coc.Cases.Domain;

/// <summary>
/// Who of the persons a case is about knows of it. Whoever does is told how it ended, also when nothing was found about them (R39, P2); whoever does not, and of whom nothing was found, does not learn by its
/// end that there was anything.
/// </summary>
internal static class WhoKnows
{
    /// <summary>Somebody told them, asked them or wrote to them, or they felt a measure. Of an appeal only by what its own panel did: the room is the first case's, and who did not appeal does not hear of it.</summary>
    public static bool Knows(CaseState state, Guid person) =>
        state.AppealOf?.Person == person
        || (state.Accused.RoomOf(person) is { } room && (state.AppealOf is null || room.MadeHere))
        || state.Accused.Notices.Any(n => n.Person == person && n.LookAgain is null)
        || state.Communications.Any(c => c is { To: "accused", State: "sent" } && c.Person == person)
        || state.Hearings.Any(h => h.Person == person && h.ReasonForNone is null)
        || (state.AppealOf is null && state.Carried.Any(c => c.Kind == "hearing" && c.Person == person))
        || state.Interim.Any(m => m.Person == person)
        || state.Earlier.Any(d => d.Measures.Any(m => m.Person == person));

    /// <summary>The latest decision that says something about the person finds a violation.</summary>
    public static bool IsViolator(CaseState state, Guid person) => Reopening.Standing(state, person) is { } standing && standing.Findings.Any(f => f.IsViolation && f.Person == person);

    /// <summary>Is to be told of the decision at hand, and was not.</summary>
    public static bool IsOwedTheEnd(CaseState state, Subject subject) =>
        state.Decision is { } decision && subject is { Told: false, Mistaken: false }
        && (Must(state, decision, subject.Person) || (Knows(state, subject.Person) && !state.Accused.Deferred.Any(n => n.Person == subject.Person && n.At >= decision.At)));

    /// <summary>Nothing was found about them: a reason on record not to tell them now stands in place of the word.</summary>
    public static bool MayBeSpared(CaseState state, Guid person) =>
        state.Decision is { } decision && state.SubjectOf(person) is { Told: false, Mistaken: false } && !Must(state, decision, person) && Knows(state, person);

    /// <summary>Why nobody writes to the person now; who may know it from another case or an earlier owner is left to the panel.</summary>
    public static Refusal? NeverKnew(CaseState state, Guid person) =>
        state is { Decision: { } decision, AppealOf: null, Joint: null, CameFrom: null } && state.SubjectOf(person) is { Told: false } && !Must(state, decision, person) && !Knows(state, person)
            ? new("neverKnew", "R39", "Nothing was found about this person, who never knew of the case: they are not told of it now.")
            : null;

    // What is found against somebody, or asked of them, they are told whatever they knew. What an appeal, or a joint decision, says about somebody changes what they were told elsewhere.
    private static bool Must(CaseState state, RecordedDecision decision, Guid person) =>
        IsViolator(state, person)
        || (Reopening.Standing(state, person) is { } standing && state.ProposalOf(standing.Proposal)!.Content.Remedies.Any(r => r.Person == person))
        || ((state.AppealOf is not null || state.Joint is not null) && decision.Findings.Any(f => f.Person == person));
}
