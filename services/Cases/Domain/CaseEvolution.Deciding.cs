namespace Coc.Cases.Domain;

internal static partial class CaseEvolution
{
    /// <summary>Decided here; Sanctions has not said yet that it goes to those who carry it out.</summary>
    public const string AwaitingNotice = "awaitingNotice";

    private static CaseState EvolveDeciding(CaseState state, CaseEvent @event) => @event switch
    {
        CaseEvent.DecisionProposed e => state with { Proposals = [.. state.Proposals, new(e.Proposal, e.Route, e.Content, e.WindowEnds, e.By, e.At)], MovingUp = e.WindowEnds is null ? state.MovingUp : SteppingUp.AfterAWord(state) },
        CaseEvent.VoteCast e => state.Proposal(e.Proposal, p => p with { Votes = [.. p.Votes.Where(v => v.Seat != e.Seat), (e.Seat, e.Vote)] }),
        CaseEvent.ObjectionRaised e => state.Proposal(e.Proposal, p => p with { ObjectedBy = e.Seat }),
        CaseEvent.ProposalAdopted e => state.Proposal(e.Proposal, p => p with { State = ProposalState.Adopted }),
        CaseEvent.ProposalFailed e => state.Proposal(e.Proposal, p => p with { State = ProposalState.Failed }),
        CaseEvent.ProposalVoided e => state.Proposal(e.Proposal, p => p with { State = ProposalState.Void }),
        CaseEvent.LegalAwaited e => state.Proposal(e.Proposal, p => p with { State = ProposalState.AwaitingLegal, LegalReasons = e.Reasons }),
        CaseEvent.LegalAsked e => state with
        {
            LegalRequests = [.. state.LegalRequests, new(e.Request, e.Proposal, e.Counsel, e.Question.Value, e.Include.Value ?? [], e.Due, e.By, e.At) { About = e.About }],
            MinorSince = state.MinorSince ?? (e.About == Safeguarding.About ? e.At : null),
            MinorFound = state.MinorFound || (state.MinorSince is null && e.About == Safeguarding.About),
        },
        CaseEvent.LegalAnswered e => Answered(state, e),
        CaseEvent.DecisionRecorded e => state.Proposal(e.Proposal, p => p with { State = ProposalState.Adopted }) with
        {
            Decision = new(e.Decision, e.Proposal, e.Findings, e.Measures, e.Offer, e.Permission, e.At) { TellBy = e.TellBy },
            Sanctions = [.. state.Sanctions, .. e.Measures.Select(m => new FollowedSanction(m.Sanction, AwaitingNotice, 0))],
        },
        CaseEvent.CommunicationDrafted e => state with { Communications = [.. state.Communications, new(e.Communication, e.To, e.Person, e.Report, e.Text.Value, e.By, e.At)] },
        CaseEvent.CommunicationApproved e => state.Communication(e.Communication, c => c with { State = "sent", ApprovedBy = e.By, SentAt = e.At }),
        CaseEvent.CommunicationReturned e => state.Communication(e.Communication, c => c with { State = "returned", Why = e.Why.Value }),
        CaseEvent.PersonTold e => state.Subject(e.Person, s => s with { Told = true, ToldAt = e.At }),
        CaseEvent.SanctionFollowed e => state with { Sanctions = state.Sanctions.Replace(s => s.Id == e.Sanction, _ => new(e.Sanction, e.State, e.OpenOrders)) },
        _ => EvolveAppeals(state, @event),
    };

    private static CaseState Answered(CaseState state, CaseEvent.LegalAnswered e)
    {
        // What is to be done for somebody under age says nothing of the body's own risk.
        var exposed = e is { Outcome: "exposureLikely", About: not Safeguarding.About };
        var after = state with
        {
            LegalRequests = state.LegalRequests.Replace(r => r.Id == e.Request, r => r with { Outcome = e.Outcome, Note = e.Note?.Value }),
            MinorCounselAt = e.About == Safeguarding.About && e.Outcome != "conflicted" ? e.At : state.MinorCounselAt,
            ExposureLikely = state.ExposureLikely || exposed,
            Exposures = exposed ? [.. state.Exposures, e.At] : state.Exposures,
        };
        return e is { Proposal: { } proposal, Outcome: not "conflicted" } ? after.Proposal(proposal, p => p with { LegalOutcome = e.Outcome, RisksKnown = state.RiskFactors }) : after;
    }

    private static CaseState Proposal(this CaseState state, Guid id, Func<Proposal, Proposal> change) =>
        state with { Proposals = state.Proposals.Replace(p => p.Id == id, change) };

    private static CaseState Communication(this CaseState state, Guid id, Func<Communication, Communication> change) =>
        state with { Communications = state.Communications.Replace(c => c.Id == id, change) };
}
