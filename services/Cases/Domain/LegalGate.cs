namespace Coc.Cases.Domain;

/// <summary>Counsel before what could harm the body itself (R44, P17).</summary>
internal static class LegalGate
{
    public static IReadOnlyList<string> Reasons(CaseState state, DecisionContent content) =>
    [
        .. content.Remedies.Any(r => r.LongerThanTwoMonths) ? ["longerThanTwoMonths"] : Array.Empty<string>(),
        .. content.IsPermanent ? ["permanent"] : Array.Empty<string>(),
        .. content.Remedies.Any(r => r.PublicNaming) ? ["publicNaming"] : Array.Empty<string>(),
        .. state.RiskFactors.Count > 0 ? ["riskFactor"] : Array.Empty<string>(),
    ];

    /// <summary>What an adopted proposal leads to: waiting, or the decision.</summary>
    public static IEnumerable<CaseEvent> Pass(CaseState state, Proposal proposal, DateTimeOffset at) => Reasons(state, proposal.Content) switch
    {
        { Count: 0 } => Deciding.Record(state, proposal, at),
        var reasons when proposal.LegalOutcome is null || state.RiskFactors.Except(proposal.RisksKnown).Any() => [new CaseEvent.LegalAwaited(proposal.Id, reasons, at), Stages.Reached(state, CaseStage.AwaitingLegal, at)],
        _ => Settle(state, proposal, proposal.LegalOutcome!, at),
    };

    public static Decision Ask(CaseState state, CaseCommand.AskCounsel c)
    {
        if (state.Handling.Parent is not { } counsel)
        {
            return new Refusal("noCounsel", "R44", "No body with a counsel is known; record the consultation instead.");
        }

        if (Unbound(state, c.Proposal, c.About) is { } unbound)
        {
            return unbound;
        }

        var proposal = Bound(state, c.Proposal, c.About);
        var due = state.IsUrgent || c.About == Safeguarding.About ? c.At.AddHours(24) : c.At.AddDays(5);
        var demanded = c.About == Safeguarding.About || state.RiskFactors.Count > 0 || (proposal is { } id && Reasons(state, state.ProposalOf(id)!.Content).Count > 0);
        if (!demanded && c.Consents is { } said && state.ReportIds.Any(r => said.Of(r) == Consenting.No))
        {
            return new Refusal("noConsent", "P16", "No legal gate demands this question, and a reporter does not agree that counsel is asked.");
        }

        // Counsel gets the question, never the report; only what no gate demands depends on the reporter's word.
        return new List<CaseEvent>(
        [
            new CaseEvent.LegalAsked(c.Request, proposal, counsel, Texts.Panel(c.Question), Texts.PanelList(c.Include), due, c.Seat, c.At, c.About),
            .. !demanded && c.Consents is { } known ? AskReporters(state, known, counsel, due, c.At) : [],
        ]);
    }

    private static IEnumerable<CaseEvent> AskReporters(CaseState state, Consents known, string counsel, DateTimeOffset due, DateTimeOffset at) =>
    [
        .. Consenting.Ask(state, known, counsel, due, at, r => Appealing.Hears(state, r)),
        .. state.ReportIds.Where(r => Appealing.Hears(state, r) && known.Of(r) is null && !state.Consents.Any(c => c.Report == r && c.Audience == Consenting.Counsel)).Select(r => new CaseEvent.ReporterMessaged(
            Platform.Ids.V5(state.Id, $"counsel:{r}"), r, Texts.Reporter(r, $"We would like to ask a lawyer of {counsel} for advice. They get our question, not your report, and not who you are. We do this only if you agree: please say so on your page before {due:yyyy-MM-dd HH:mm} UTC."), null, at)),
    ];

    public static Decision Answer(CaseState state, CaseCommand.AnswerAsCounsel c)
    {
        if (state.LegalRequests.FirstOrDefault(r => r.Id == c.Request) is not { Outcome: null } request || state.IsOver)
        {
            return new Refusal("alreadyAnswered", "P17", "The request is answered.");
        }

        return WithEffect(state, new CaseEvent.LegalAnswered(c.Request, request.Proposal, c.Outcome, Note(c.Note), null, c.Seat, c.At, request.About));
    }

    public static Decision Consult(CaseState state, CaseCommand.RecordConsultation c) => Unbound(state, c.Proposal, c.About) is { } refusal ? refusal
        : WithEffect(state, new CaseEvent.LegalAnswered(null, Bound(state, c.Proposal, c.About), c.Outcome, Note(c.Note), Texts.Panel(c.ByWhom), c.Seat, c.At, c.About));

    // Counsel's word is about one proposal (P17): the one that is named, or the only one it can be about.
    private static Refusal? Unbound(CaseState state, Guid? named, string? about) =>
        about == Safeguarding.About ? Safeguarding.Unasked(state) // what is owed to somebody under age does not end with the decision
        : state.Stage >= CaseStage.Decided ? Refusal.AlreadyDecided
        : named is { } wanted && state.ProposalOf(wanted) is not { State: ProposalState.Open or ProposalState.AwaitingLegal } ? new("proposalClosed", "R44", "The proposal is no longer open.")
        : named is null && Pending(state).Count() > 1 ? new("whichProposal", "P17", "Several proposals are open: say which one it is about.")
        : null;

    private static Guid? Bound(CaseState state, Guid? named, string? about) => about == Safeguarding.About ? null : named ?? Pending(state).SingleOrDefault()?.Id;

    // What waits for counsel, before what is only being talked about.
    private static IEnumerable<Proposal> Pending(CaseState state) =>
        state.Proposals.Any(p => p.State == ProposalState.AwaitingLegal) ? state.Proposals.Where(p => p.State == ProposalState.AwaitingLegal) : state.Proposals.Where(p => p.State == ProposalState.Open);

    // Privileged: a key of its own, so that it can be left behind and erased apart from the panel's texts.
    private static EventStore.Sensitive<string>? Note(string? text) => text is null ? null : EventStore.Sensitive.Of(text, "counsel");

    private static Decision WithEffect(CaseState state, CaseEvent.LegalAnswered answered)
    {
        var after = state.Apply([answered]);
        return answered.Outcome != "conflicted" && answered.Proposal is { } id && after.ProposalOf(id) is { State: ProposalState.AwaitingLegal } proposal
            ? new List<CaseEvent>([answered, .. Settle(after, proposal, answered.Outcome, answered.At)])
            : answered;
    }

    // Meanwhile another body may have to decide (R15): then counsel's word frees nothing here.
    private static IEnumerable<CaseEvent> Settle(CaseState state, Proposal proposal, string outcome, DateTimeOffset at) => outcome switch
    {
        "noExposure" => Deciding.Barred(state) is { } because ? Void(state, proposal, because, at) : Deciding.Record(state, proposal, at),
        _ => Void(state, proposal, outcome, at),
    };

    private static IEnumerable<CaseEvent> Void(CaseState state, Proposal proposal, string because, DateTimeOffset at) =>
        [new CaseEvent.ProposalVoided(proposal.Id, because, at), Stages.Reached(state, CaseStage.Deliberating, at)];
}
