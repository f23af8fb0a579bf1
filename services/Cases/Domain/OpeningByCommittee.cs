using Coc.Contracts.Channel;

namespace Coc.Cases.Domain;

/// <summary>
/// A case without a report (R6). Everybody is asked about conflicts as for any case, once it is about somebody; who opens it knows what it is about and says by that to have none, as who
/// answers a notice does. Nobody is told, because nobody reported it.
/// </summary>
internal static class OpeningByCommittee
{
    public static Decision Open(CaseState state, CaseCommand.OpenByCommittee c)
    {
        if (state.Exists)
        {
            return Decision.Nothing; // asked again
        }

        if (c.Handling.Seats.FirstOrDefault(s => s.Seat == c.Seat) is not { Role: "member" or "alternate" } seat)
        {
            return Refusal.NotOnThePanel;
        }

        var policy = c.Handling.Policy;
        var opened = new CaseEvent.CaseOpenedByCommittee(
            c.Case, CodeNames.Of(c.Case), c.Case, c.Handling, c.Risk, Texts.Panel(c.Summary), policy.StatusEvery.After(c.At, policy.Calendar), c.Seat, c.At);
        var request = Screening.RequestOf(c.Case, c.Seat);
        return new List<CaseEvent>(
        [
            opened,
            .. c.About is { } about ? [Added(about)] : Array.Empty<CaseEvent>(),
            new CaseEvent.ConflictRequested(request, c.Seat, [], c.At, c.At),
            new CaseEvent.ConflictAnswered(request, c.Seat, Conflict.None, seat.SoftTie ? Conflict.Soft : Conflict.None, 0, null, null, c.At), // what was declared beforehand holds
            Stages.Reached(state.Apply([opened]), CaseStage.Acknowledged, c.At),
        ]);
    }

    /// <summary>Nobody can say whether they have a tie to nobody (P1): the others are asked when somebody is named, or described. If who opened it takes part no more, somebody else has to.</summary>
    public static bool IsAboutNobodyYet(CaseState state) => state is { Opening: not null, Subjects.Count: 0, Reports.Count: 0 } && state.Panel.Any(p => p.Clean);

    /// <summary>Everybody about whom seats said who it is, also where a report only described them: their own seats are set aside. One seat's word is enough for that, as it is for whom a report names (P1).</summary>
    public static IReadOnlyList<StatedPerson> SaidToBe(CaseState state) => [.. state.Subjects.Where(s => s is { Mistaken: false, Claims.Count: > 0 }).Select(AsStated)];

    /// <summary>The next owner's panel answers for them too, as it does for whom a report names; and whom seats said to be somebody, is that somebody there.</summary>
    public static IEnumerable<CaseEvent> Carried(CaseState from, IReadOnlyList<CaseSubject> subjects, DateTimeOffset at) =>
        from subject in @from.Subjects
        where subject is { Mistaken: false, Claims.Count: > 0 }
        from known in subjects
        where known.Person == subject.Person
        select subject.Added ? Added(subject with { CodeName = known.CodeName }, at) : (CaseEvent)Said(subject, at);

    /// <summary>Persons found out in another case of whom nothing is known here.</summary>
    public static IEnumerable<Subject> FoundOutThere(CaseState there, CaseState here) => there.Subjects.Where(s => s is { Added: true, Mistaken: false } && here.SubjectOf(s.Person) is null);

    /// <summary>A person as another case knows them.</summary>
    public static CaseEvent.SubjectAdded Added(Subject subject, DateTimeOffset at)
    {
        var said = AsStated(subject);
        return Added(new(Guid.Empty, at, subject.Person, subject.CodeName, said.Accounts, said.Name, said.Description));
    }

    /// <summary>What seats of another case said of persons who are known here too.</summary>
    public static IEnumerable<CaseEvent> SaidThere(CaseState there, CaseState here, DateTimeOffset at) =>
        from subject in there.Subjects
        where subject is { Mistaken: false, Claims.Count: > 0 }
        let known = here.SubjectOf(subject.Person)
        where known is { Mistaken: false }
        let said = AsStated(subject)
        where said.Accounts.Except(known.Claims.SelectMany(c => c.Accounts)).Any() || (said.Name is not null && known.Claims.All(c => c.Name != said.Name))
        select Said(subject, at);

    private static CaseEvent.SubjectClaimed Said(Subject subject, DateTimeOffset at)
    {
        var said = AsStated(subject);
        return Persons.Claim(new(Guid.Empty, at, subject.Person, said.Accounts, said.Name, said.Description, false), said.Accounts);
    }

    private static StatedPerson AsStated(Subject subject) => new(
        [.. subject.Claims.SelectMany(c => c.Accounts).Union(subject.Accounts)], subject.Claims.Select(c => c.Name).FirstOrDefault(n => n is not null),
        subject.Claims.Select(c => c.Description).FirstOrDefault(d => d is not null));

    /// <summary>One person more. Whoever had answered for the others answers again; who adds the person knows whom it is about (P1).</summary>
    public static Decision AddSubject(CaseState state, CaseCommand.AddSubject c)
    {
        if (state.SubjectOf(c.Person) is { Mistaken: false })
        {
            return Persons.Identify(state, new CaseCommand.Identify(c.Seat, c.At, c.Person, c.Accounts, c.Name, c.Description, true) { SetAside = c.SetAside, Soft = c.Soft });
        }

        if (state.SubjectOf(c.Person) is not null)
        {
            return new Refusal("mistaken", "P22", "It was found that this person was mistaken for somebody else.");
        }

        if (state.Stage >= CaseStage.AwaitingLegal)
        {
            return new Refusal("alreadyDecided", "P3", "What is decided names its persons; reopen the case to add one.");
        }

        return new List<CaseEvent>(OneMore(state, c));
    }

    /// <summary>It is about one person more: who must not read leaves before, everybody else answers for them too (P1).</summary>
    public static IEnumerable<CaseEvent> OneMore(CaseState state, CaseCommand.AddSubject c)
    {
        var (gone, tied) = (c.SetAside.Union(Screening.MadeHard(state, c.Soft)).ToHashSet(), Screening.NewlyTied(state, c.Soft));
        return
        [
            .. Screening.Leaving(state, gone, c.At),
            Added(c) with { Tied = tied.Count == 0 ? null : tied },
            .. Screening.AskAgain(state, p => (p.Seat != c.Seat || tied.Contains(p.Seat)) && !gone.Contains(p.Seat), c.At),
        ];
    }

    public static CaseEvent.SubjectAdded Added(CaseCommand.AddSubject c)
    {
        var owner = Texts.IdentityOf(c.Person);
        return new(
            c.Person, c.CodeName, c.Accounts.Count == 0 ? null : EventStore.Sensitive.Of(c.Accounts, owner), EventStore.Sensitive.OfOptional(c.Name, owner),
            EventStore.Sensitive.OfOptional(c.Description, owner), c.Seat, c.At);
    }
}
