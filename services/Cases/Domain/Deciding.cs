using Coc.Platform;

namespace Coc.Cases.Domain;

/// <summary>Proposals, votes, meetings, written windows, and the recorded decision.</summary>
internal static class Deciding
{
    public static Decision Propose(CaseState state, CaseCommand.Propose c)
    {
        // The order in which rules refuse is fixed: R15, R40, P22, the rest (api.md "Conventions").
        var refusal = state.SeatOf(c.Seat) is not { MayDecide: true } || state.Joint is { InformedOnly: true } ? Availability.Of(state, c.Seat, "proposals") : null;
        refusal ??= Availability.Bar(state, "proposals") ?? Unheard(state, c.Content, c.At) ?? Unidentified(state, c.Content) ?? Availability.Of(state, c.Seat, "proposals") ?? Beyond(state, c.Content) ?? Jointly.Beyond(state, c.Content) ?? Appealing.Beyond(state, c.Content) ?? Lending.Missing(state, c.Content);
        if (refusal is not null)
        {
            return refusal;
        }

        DateTimeOffset? ends = c.Route == "written" ? c.At.AddHours(state.Handling.Policy.WrittenConsentHours) : null;
        return new List<CaseEvent>([new CaseEvent.DecisionProposed(c.Proposal, c.Route, c.Content, ends, c.Seat, c.At), .. Stages.Forward(state, CaseStage.Deliberating, c.At)]);
    }

    public static Decision Vote(CaseState state, CaseCommand.Vote c)
    {
        var proposal = state.ProposalOf(c.Proposal)!;
        if (proposal.State != ProposalState.Open)
        {
            return Ended(proposal);
        }

        if (proposal.WindowEnds <= c.At)
        {
            return WindowEnded;
        }

        return proposal.Votes.Contains((c.Seat, c.Cast)) ? Decision.Nothing : new CaseEvent.VoteCast(c.Proposal, c.Seat, c.Cast, c.At);
    }

    /// <summary>One objection, or one wish for a meeting, voids a written proposal.</summary>
    public static Decision Object(CaseState state, CaseCommand.Object c)
    {
        var proposal = state.ProposalOf(c.Proposal)!;
        if (proposal.State != ProposalState.Open)
        {
            return Ended(proposal);
        }

        if (!proposal.IsWritten)
        {
            return new Refusal("voteInMeeting", "R43", "In a meeting, vote.");
        }

        if (proposal.WindowEnds <= c.At)
        {
            return WindowEnded;
        }

        return new CaseEvent[] { new CaseEvent.ObjectionRaised(c.Proposal, c.Seat, c.Kind, c.At), new CaseEvent.ProposalVoided(c.Proposal, c.Kind, c.At) };
    }

    public static Decision CloseMeeting(CaseState state, CaseCommand.CloseMeeting c)
    {
        var proposal = state.ProposalOf(c.Proposal)!;
        if (proposal.State != ProposalState.Open)
        {
            return Ended(proposal);
        }

        if (proposal.IsWritten)
        {
            return new Refusal("writtenByTime", "R43", "A written proposal is adopted by time only.");
        }

        if (c.Present.Any(p => state.SeatOf(p) is not { MayDecide: true }))
        {
            return new Refusal("presentNotOnPanel", "R42", "Only seats without a conflict count as present.");
        }

        if (Unheard(state, proposal.Content, c.At) is { } unheard)
        {
            return unheard;
        }

        var tally = Voting.Count(state, proposal, c.Present);
        return Ending(state, proposal, tally, tally.Carries(state.Handling.Policy, proposal.Content.IsPermanent), c.At);
    }

    /// <summary>Due work: the window of a written proposal is over.</summary>
    public static Decision EndWindow(CaseState state, CaseCommand.EndWindow c)
    {
        if (state.IsOver || state.ProposalOf(c.Proposal) is not { State: ProposalState.Open, WindowEnds: { } ends } proposal || ends > c.At)
        {
            return Decision.Nothing;
        }

        if (Barred(state) is { } because)
        {
            return new CaseEvent.ProposalVoided(proposal.Id, because, c.At);
        }

        if (Unheard(state, proposal.Content, c.At) is not null)
        {
            return new CaseEvent.ProposalVoided(proposal.Id, "unheard", c.At);
        }

        var tally = Voting.Count(state, proposal, []);
        return Ending(state, proposal, tally, tally.CarriesInWriting(state.Handling.Policy, proposal.Content.IsPermanent), c.At);
    }

    /// <summary>Why nothing can be decided here now, as a voided proposal says it: transfer, appeal; null: it can.</summary>
    public static string? Barred(CaseState state) => Availability.Bar(state, "proposals/close") is not { } bar ? null : bar == Refusal.AppealOpen ? "appeal" : "transfer";

    /// <summary>The decision of an adopted proposal; the instants of its measures begin no earlier than it.</summary>
    public static IEnumerable<CaseEvent> Record(CaseState state, Proposal proposal, DateTimeOffset at)
    {
        var content = proposal.Content;
        var id = Ids.V5(proposal.Id, "decision");
        var measures = content.Remedies
            .Select((r, index) => (Remedy: r, Sanction: Ids.V5(id, $"{index}")))
            .Where(m => m.Remedy.Limits)
            .Select(m => new Measure(
                m.Sanction, m.Remedy.Person, m.Remedy.Type, m.Remedy.Scope, m.Remedy.From < at ? at : m.Remedy.From, m.Remedy.Permanent ? null : m.Remedy.Until, m.Remedy.Readmission,
                content.Findings.FirstOrDefault(f => f.IsViolation && f.Person == m.Remedy.Person)?.Category ?? "unclassified",
                m.Remedy.CountsAsPriorUntil ?? (m.Remedy.Permanent ? null : m.Remedy.Until?.AddMonths(24)), TypedConditions.TypesOf(m.Remedy)))
            .ToList();
        var recorded = new CaseEvent.DecisionRecorded(
            id, proposal.Id, content.Findings, measures, content.Offer, content.NotToldFirstBecause, state.Handling.Kind != "project", at, Clocks.Within(state, at));
        yield return recorded;
        foreach (var agreed in Agreeing.Made(id, content, at))
        {
            yield return agreed;
        }

        yield return Stages.Reached(state.Apply([recorded]), CaseStage.Decided, at);
        // A case has one decision: what else was on the table goes with it.
        foreach (var other in state.Proposals.Where(p => p.State is ProposalState.Open or ProposalState.AwaitingLegal && p.Id != proposal.Id))
        {
            yield return new CaseEvent.ProposalVoided(other.Id, "decided", at);
        }

        foreach (var cleared in content.Findings.Where(f => f.Outcome == "noViolation").Select(f => f.Person).OfType<Guid>().Distinct())
        {
            foreach (var ended in Protecting.EndFor(state, cleared, at))
            {
                yield return ended;
            }
        }
    }

    private static Decision Ending(CaseState state, Proposal proposal, Tally tally, bool carried, DateTimeOffset at)
    {
        if (!carried)
        {
            return new CaseEvent.ProposalFailed(proposal.Id, tally.Yes, tally.Present, tally.Eligible, at);
        }

        List<CaseEvent> events = [new CaseEvent.ProposalAdopted(proposal.Id, tally.Yes, tally.Present, tally.Eligible, at)];
        if (tally.Yes >= 2)
        {
            events.AddRange(proposal.Content.Findings
                .Where(f => f is { IsViolation: true, Person: not null } && state.SubjectOf(f.Person.Value) is { Identification: not Identification.Confirmed })
                .Select(f => f.Person!.Value).Distinct()
                .Select(p => new CaseEvent.SubjectConfirmed(p, "decision", null, at)));
        }

        events.AddRange(LegalGate.Pass(state.Apply(events), proposal, at));
        return events;
    }

    private static Refusal WindowEnded => new("windowEnded", "R43", "The window of this proposal is over.");

    private static Refusal Ended(Proposal proposal) => proposal.State is ProposalState.Adopted or ProposalState.AwaitingLegal
        ? new("proposalAdopted", "R42", "The proposal is adopted.")
        : new("proposalClosed", "R42", "The proposal is void or failed; make a new one.");

    /// <summary>Also when it is to be adopted: meanwhile somebody may have been given time to answer (P2).</summary>
    public static Refusal? Unheard(CaseState state, DecisionContent content, DateTimeOffset at) =>
        !Appealing.NeedsNoHearing(state, content) && content.Findings.Any(f => f is { IsViolation: true, Person: { } person } && !Hearings.Heard(state, person, at))
            ? new("R40", "R40", "Record the person's response, or the reason for none, first; what a seat wrote down counts once the person has looked at it or had 72 hours to.")
            : null;

    // An adopted violation confirms a claimed person; nobody is limited who is only described, or claimed and not found to have violated.
    private static Refusal? Unidentified(CaseState state, DecisionContent content) =>
        content.Remedies.Where(r => r.Limits).Any(r => state.SubjectOf(r.Person)?.Identification switch
        {
            Identification.Confirmed => false,
            Identification.Claimed => !content.Findings.Any(f => f.IsViolation && f.Person == r.Person),
            _ => true,
        })
            ? new("P22", "P22", "A sanction needs a person confirmed by two seats.")
            : null;

    private static Refusal? Beyond(CaseState state, DecisionContent content)
    {
        if (content.Remedies.Any(r => r.Limits && !content.Findings.Any(f => f.IsViolation && f.Person == r.Person)))
        {
            return new("remedyWithoutViolation", "R46", "A measure that limits a person needs a violation found for that person.");
        }

        if (state.IsProject && content.Remedies.Any(r => r.Scope.Bodies is null || r.Scope.Bodies.Any(b => b != state.Body)))
        {
            return new("P18", "P18", "A project decides for itself; offer the measure to others.");
        }

        return state.IsProject && content.Offer is { To: null } ? new("P18", "P18", "Only the foundation offers a measure to all bodies.") : null;
    }
}
