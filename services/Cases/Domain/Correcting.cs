namespace Coc.Cases.Domain;

/// <summary>What turned out to be wrong is set right, and everybody who was told is told (P22).</summary>
internal static class Correcting
{
    /// <summary>Two seats said who it is, so two take it back; until then one word is enough.</summary>
    public static Decision Mistaken(CaseState state, CaseCommand.MarkMistaken c)
    {
        var subject = state.SubjectOf(c.Person)!;
        if (subject.Mistaken || subject.DoubtedBy.Contains(c.Seat))
        {
            return Decision.Nothing;
        }

        var reason = Texts.Accused(c.Person, c.Reason);
        return subject is { Identification: Identification.Confirmed, DoubtedBy.Count: 0 }
            ? new CaseEvent.SubjectDoubted(c.Person, reason, c.Seat, c.At)
            : new List<CaseEvent>([new CaseEvent.SubjectMistaken(c.Person, reason, c.Seat, c.At), .. Protecting.EndFor(state, c.Person, c.At), .. TakenBack(state, c.Person, c.Seat, c.At)]);
    }

    /// <summary>
    /// What another body found out while it had the case is not forgotten when the case comes back: what was said here about that person is taken back here too. Measures come back as they were reviewed there.
    /// </summary>
    public static IEnumerable<CaseEvent> FoundMistakenThere(CaseState there, CaseState here, DateTimeOffset at) =>
        from subject in there.Subjects
        where subject.Mistaken && here.SubjectOf(subject.Person) is { Mistaken: false }
        let told = there.Communications.Any(m => m.Id == WordsFor(there, subject.Person))
        from happened in TakenBack(here, subject.Person, Guid.Empty, at, told).Prepend(new CaseEvent.SubjectMistaken(subject.Person, Texts.Accused(subject.Person, subject.MistakenBecause ?? ""), Guid.Empty, at))
        select happened;

    private static IEnumerable<CaseEvent> TakenBack(CaseState state, Guid person, Guid seat, DateTimeOffset at, bool toldThere = false) =>
    [
        .. state.Notices.Where(n => n.Person == person && !n.Struck).Select(n => new CaseEvent.IncidentNoticeStruck(n.Id, at)),
        .. state.Proposals
            .Where(p => p.State is ProposalState.Open or ProposalState.AwaitingLegal && (p.Content.Findings.Any(f => f.Person == person) || p.Content.Remedies.Any(r => r.Person == person)))
            .SelectMany(p => p.State == ProposalState.AwaitingLegal
                ? new CaseEvent[] { new CaseEvent.ProposalVoided(p.Id, "mistaken", at), Stages.Reached(state, CaseStage.Deliberating, at) }
                : [new CaseEvent.ProposalVoided(p.Id, "mistaken", at)]),
        .. Agreeing.EndFor(state, person, at),
        .. Told(state, person, seat, at, toldThere),
    ];

    private static Guid WordsFor(CaseState state, Guid person) => Platform.Ids.V5(state.Id, $"mistaken:{person}");

    // Our words, so that nothing of what was found out is in them; who says so is the second pair of eyes (P6).
    private static IEnumerable<CaseEvent> Told(CaseState state, Guid person, Guid seat, DateTimeOffset at, bool toldThere)
    {
        var sent = state.Communications.Where(m => m.State == "sent").ToList();
        if (!toldThere && (sent.Any(m => m.Person == person) || state.Accused.RoomOf(person) is not null || state.Hearings.Any(h => h.Person == person && h.ReasonForNone is null)))
        {
            var id = WordsFor(state, person);
            yield return new CaseEvent.CommunicationDrafted(
                id, "accused", person, null,
                Texts.Accused(person, "We were mistaken: this is not about you. Nothing is held against you, and whatever was done because of it is being undone. We are sorry."), Guid.Empty, at);
            yield return new CaseEvent.CommunicationApproved(id, seat, at);
        }

        foreach (var report in sent.Select(m => m.Report).OfType<Guid>().Distinct().Where(state.ThreadIds.Contains))
        {
            yield return new CaseEvent.ReporterMessaged(
                Platform.Ids.V5(state.Id, $"mistaken:{person}:{report}"), report,
                Texts.Reporter(report, "In something we wrote to you we had the wrong person in mind. It was not them, and we have set this right."), null, at);
        }
    }
}
