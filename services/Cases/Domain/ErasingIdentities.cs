namespace Coc.Cases.Domain;

/// <summary>
/// After no violation nobody keeps who it was (P19): ninety days after the decision cannot be appealed any more, what says who the person is goes, here, where the report stated it, and in the registry of persons. What
/// was said in the case stays, also for the person, who may ask for more.
/// </summary>
internal static class ErasingIdentities
{
    public const string Erase = "identityErasure";

    private static readonly TimeSpan After = TimeSpan.FromDays(90);

    public static IEnumerable<CaseDue> DueOf(CaseState state) => state is not { Stage: CaseStage.Closed, HasGone: false, AppealOf: null } ? [] :
        state.Subjects.Where(s => s is { IdentityErasedAt: { } } and { IdentityKeysDestroyed: false }).Select(s => new CaseDue(Erase, s.Person, s.IdentityErasedAt!.Value))
            .Concat(state.Subjects.Where(s => MayBeErased(state, s) && DataRequests.KeptForOthers(state, From(state)) is null).Select(s => new CaseDue(Erase, s.Person, From(state))));

    public static Decision Pass(CaseState state, CaseCommand.EraseIdentity c) =>
        state is { Stage: CaseStage.Closed, HasGone: false, AppealOf: null } && state.SubjectOf(c.Person) is { } subject && MayBeErased(state, subject)
        && From(state) <= c.At && DataRequests.KeptForOthers(state, c.At) is null
            ? new List<CaseEvent>([.. Merging.Everybody(state, c.Person).Select(p => new CaseEvent.IdentityErased(p, state.ReportIds.ToList(), c.At))])
            : Decision.Nothing;

    public static Decision Note(CaseState state, CaseCommand.NoteIdentityKeysDestroyed c) =>
        state.SubjectOf(c.Person) is { IdentityErasedAt: { }, IdentityKeysDestroyed: false } ? new CaseEvent.IdentityKeysDestroyed(c.Person, c.At) : Decision.Nothing;

    /// <summary>Whether this case still needs to know who the person is; who handed it on does not, nor does a case that is a part of another.</summary>
    public static bool Needs(CaseState state, Guid person) =>
        state is { Exists: true, HasGone: false, Linked: null, AppealOf: null } && state.SubjectOf(person) is { IdentityErasedAt: null };

    private static bool MayBeErased(CaseState state, Subject subject) =>
        subject.IdentityErasedAt is null && state.Decision is not null && Reopening.Standing(state, subject.Person)?.Findings.Any(f => f.IsViolation && f.Person == subject.Person) != true;

    private static DateTimeOffset From(CaseState state) => DataRequests.ContestableUntil(state) + After;
}
