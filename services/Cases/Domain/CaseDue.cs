namespace Coc.Cases.Domain;

/// <summary>Work that time alone brings, read off the state: what is no longer true simply is not due any more.</summary>
/// <param name="Kind">conflictAnswer, conflictReminder, urgentRung, coDecider, engagement, writtenWindow, stepUpNotice, nobodyLeft, noFirstAnswer, notAcknowledged, statusMissed, dueTransfer, transferReminder, transferUnanswered, transferUnsettled, handOverUnsettled, consentWindow, jointActed, jointUnchosen, summaryReminder, summaryOverdue, agreementStep, mediation, dataRequest, dataErasure, identityErasure, clockBreach, turnEnds, destroyKeys</param>
/// <param name="Thing">seat, engagement, proposal, transfer or the case</param>
internal sealed record CaseDue(string Kind, Guid Thing, DateTimeOffset At)
{
    public const string DestroyKeys = "destroyKeys";

    public static IEnumerable<CaseDue> Of(CaseState state) => state switch
    {
        // The sender's keys are kept for a recall or a dispute, then destroyed (architecture.md "Transfer").
        { HasGone: true, Contested: { } contest } => [new(Returning.Unsettled, contest.Transfer, contest.SettleBy)],
        { Gone: { } gone } => [new(DestroyKeys, gone.Transfer, gone.At + Returning.Window)],
        { HasGone: true } => [],
        { IsOver: true } => [.. DataRequests.DueOf(state), .. ErasingIdentities.DueOf(state)],
        _ =>
        [
            .. state.Panel.Where(p => p.Awaited).Select(p => new CaseDue("conflictAnswer", p.Seat, p.Due)),
            .. state.Panel.Where(p => p.Awaited && p.RemindedAt is null && Screening.RemindAt(p) < p.Due).Select(p => new CaseDue(Screening.Reminder, p.Seat, Screening.RemindAt(p))),
            .. UrgentLadder.Due(state),
            .. Lending.DueOf(state),
            .. Engaging.DueOf(state),
            .. Transferring.DueOf(state),
            .. state.Proposals.Where(p => p is { State: ProposalState.Open, WindowEnds: not null }).Select(p => new CaseDue("writtenWindow", p.Id, p.WindowEnds!.Value)),
            .. Disputing.Due(state),
            .. Consenting.Due(state),
            .. Jointly.Due(state),
            .. Agreeing.DueOf(state),
            .. Mediating.DueOf(state),
            .. DataRequests.DueOf(state),
            .. SteppingUp.Due(state),
            .. Clocks.DueOf(state),
            .. HandingOn.DueOf(state),
        ],
    };
}
