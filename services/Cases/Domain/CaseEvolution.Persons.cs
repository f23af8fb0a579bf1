namespace Coc.Cases.Domain;

internal static partial class CaseEvolution
{
    private static CaseState EvolvePersons(CaseState state, CaseEvent @event) => @event switch
    {
        CaseEvent.SubjectsSaidSame e => state.Subject(e.Person, s => s with { SaidSame = [.. s.SaidSame, (e.Into, e.By)] }),
        CaseEvent.SubjectsMerged e => Merged(state, e) with { PersonChanges = [.. state.PersonChanges, new("merged", e.Person, e.Into, e.Reason.Value, e.By, e.At)] },
        CaseEvent.SubjectSplit e => Split(state, e) with { PersonChanges = [.. state.PersonChanges, new("split", e.Person, e.Other, e.Reason.Value, e.By, e.At)] },
        _ => EvolveRenewing(state, @event),
    };

    private static CaseState Merged(CaseState state, CaseEvent.SubjectsMerged e)
    {
        var gone = state.SubjectOf(e.Person)!;
        return (state with { Subjects = [.. state.Subjects.Where(s => s.Person != e.Person)] }).Renamed(p => p == e.Person ? e.Into : p).Subject(e.Into, s => s with
        {
            ClaimedBy = [.. s.ClaimedBy.Union(gone.ClaimedBy)],
            Claims = [.. s.Claims, .. gone.Claims],
            Accounts = [.. s.Accounts.Union(gone.Accounts)],
            Added = s.Added && gone.Added,
            Formerly = [.. s.Formerly, e.Person, .. gone.Formerly],
            SaidSame = [.. s.SaidSame.Where(said => said.Other != e.Person)],
        });
    }

    private static CaseState Split(CaseState state, CaseEvent.SubjectSplit e)
    {
        IReadOnlyList<string> theirs = e.Accounts?.Value ?? [];
        return (state with
        {
            Hearings = [.. state.Hearings.Select(h => e.Things.Contains(h.Id) ? h with { Person = e.Other } : h)],
            Interim = [.. state.Interim.Select(m => e.Things.Contains(m.Id) ? m with { Person = e.Other } : m)],
        })
        .Subject(e.Person, s => s with { Accounts = [.. s.Accounts.Except(theirs)], Claims = [.. s.Claims.Select(c => c with { Accounts = [.. c.Accounts.Except(theirs)] })] })
        .Subject(e.Other, s => s with { SplitFrom = e.Person });
    }

    // Everything of a case that names a person.
    private static CaseState Renamed(this CaseState state, Func<Guid, Guid> now)
    {
        Guid? Maybe(Guid? person) => person is { } named ? now(named) : null;
        RecordedDecision Decided(RecordedDecision d) => d with { Findings = [.. d.Findings.Select(f => f with { Person = Maybe(f.Person) })], Measures = [.. d.Measures.Select(m => m with { Person = now(m.Person) })] };
        return state with
        {
            Hearings = [.. state.Hearings.Select(h => h with { Person = now(h.Person) })],
            Interim = [.. state.Interim.Select(m => m with { Person = Maybe(m.Person) })],
            Communications = [.. state.Communications.Select(c => c with { Person = Maybe(c.Person) })],
            Proposals = [.. state.Proposals.Select(p => p with
            {
                Content = p.Content with
                {
                    Findings = [.. p.Content.Findings.Select(f => f with { Person = Maybe(f.Person) })], Remedies = [.. p.Content.Remedies.Select(r => r with { Person = now(r.Person) })],
                },
            })],
            Earlier = [.. state.Earlier.Select(Decided)],
            Agreements = [.. state.Agreements.Select(a => a with { Person = now(a.Person) })],
            Apologies = [.. state.Apologies.Select(a => a with { Person = now(a.Person) })],
            Mediations = [.. state.Mediations.Select(m => m with { Person = now(m.Person) })],
            Appeals = [.. state.Appeals.Select(a => a with { Person = Maybe(a.Person) })],
            DataRequests = [.. state.DataRequests.Select(r => r with { Person = Maybe(r.Person) })],
            Carried = [.. state.Carried.Select(t => t with { Person = Maybe(t.Person) })],
            Accused = state.Accused with
            {
                Notices = [.. state.Accused.Notices.Select(n => n with { Person = now(n.Person) })],
                // Both doors lead to the same person; who came in through one is met there.
                Rooms = [.. state.Accused.Rooms.Select(r => r with { Person = now(r.Person) }).OrderBy(r => r.EnteredAt is null)],
            },
        };
    }
}
