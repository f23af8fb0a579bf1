namespace Coc.Cases.Domain;

/// <summary>What turned out to be wrong is set right, and everybody who was told is told (P22).</summary>
internal static class Correcting
{
    /// <summary>Only what was linked here: the case it was filed for keeps it, so that no report is ever without one.</summary>
    public static Decision Unlink(CaseState state, CaseCommand.UnlinkReport c) => state.LinkedHere.Contains(c.Report)
        ? new CaseEvent.ReportUnlinked(c.Report, c.Seat, c.At)
        : new Refusal("notLinked", "R64", "The case was opened for this report; only one that was linked later is unlinked.");

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
            : new List<CaseEvent>([new CaseEvent.SubjectMistaken(c.Person, reason, c.Seat, c.At), .. TakenBack(state, c)]);
    }

    private static IEnumerable<CaseEvent> TakenBack(CaseState state, CaseCommand.MarkMistaken c) =>
    [
        .. state.Notices.Where(n => n.Person == c.Person && !n.Struck).Select(n => new CaseEvent.IncidentNoticeStruck(n.Id, c.At)),
        .. Protecting.EndFor(state, c.Person, c.At),
        .. state.Proposals
            .Where(p => p.State is ProposalState.Open or ProposalState.AwaitingLegal && (p.Content.Findings.Any(f => f.Person == c.Person) || p.Content.Remedies.Any(r => r.Person == c.Person)))
            .SelectMany(p => p.State == ProposalState.AwaitingLegal
                ? new CaseEvent[] { new CaseEvent.ProposalVoided(p.Id, "mistaken", c.At), Stages.Reached(state, CaseStage.Deliberating, c.At) }
                : [new CaseEvent.ProposalVoided(p.Id, "mistaken", c.At)]),
        .. Told(state, c),
    ];

    // Our words, so that nothing of what was found out is in them; the seat that says so is the second pair of eyes (P6).
    private static IEnumerable<CaseEvent> Told(CaseState state, CaseCommand.MarkMistaken c)
    {
        var sent = state.Communications.Where(m => m.State == "sent").ToList();
        if (sent.Any(m => m.Person == c.Person) || state.Accused.RoomOf(c.Person) is not null || state.Hearings.Any(h => h.Person == c.Person && h.ReasonForNone is null))
        {
            var id = Platform.Ids.V5(state.Id, $"mistaken:{c.Person}");
            yield return new CaseEvent.CommunicationDrafted(
                id, "accused", c.Person, null,
                Texts.Accused(c.Person, "We were mistaken: this is not about you. Nothing is held against you, and whatever was done because of it is being undone. We are sorry."), Guid.Empty, c.At);
            yield return new CaseEvent.CommunicationApproved(id, c.Seat, c.At);
        }

        foreach (var report in sent.Select(m => m.Report).OfType<Guid>().Distinct().Where(state.ReportIds.Contains))
        {
            yield return new CaseEvent.ReporterMessaged(
                Platform.Ids.V5(state.Id, $"mistaken:{c.Person}:{report}"), report,
                Texts.Reporter(report, "In something we wrote to you we had the wrong person in mind. It was not them, and we have set this right."), null, c.At);
        }
    }
}
