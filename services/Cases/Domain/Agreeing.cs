using System.Text.Json;
using Coc.Platform;

namespace Coc.Cases.Domain;

/// <summary>Agreements are followed up like measures and are none (P12): no order, no standing, no entry; what is missed opens a review and nothing else.</summary>
internal static class Agreeing
{
    public const string Due = "agreementStep";
    public const string Type = "agreement";

    private static readonly JsonSerializerOptions Stated = new(JsonSerializerDefaults.Web);

    public static string Write(IReadOnlyList<ProposedStep> steps) => JsonSerializer.Serialize(steps, Stated);

    /// <summary>The agreements of a decision; each has the id of its place in it, as sanctions do.</summary>
    public static IEnumerable<CaseEvent> Made(Guid decision, DecisionContent content, DateTimeOffset at) => content.Remedies
        .Select((r, index) => (Remedy: r, Agreement: Ids.V5(decision, $"{index}")))
        .Where(a => a.Remedy.Type == Type)
        .Select(a => new CaseEvent.AgreementMade(a.Agreement, a.Remedy.Person, Steps(a.Agreement, a.Remedy), at));

    /// <summary>Whoever is cleared owes nothing any more (P12, P22).</summary>
    /// <param name="madeBy">what this decision agreed with them holds all the same</param>
    public static IEnumerable<CaseEvent> EndFor(CaseState state, Guid person, DateTimeOffset at, RecordedDecision? madeBy = null)
    {
        var made = madeBy is null ? [] : state.ProposalOf(madeBy.Proposal)!.Content.Remedies.Select((_, index) => Ids.V5(madeBy.Id, $"{index}")).ToHashSet();
        return state.Agreements.Where(a => a.Person == person && a.IsOpen && !made.Contains(a.Id)).Select(a => new CaseEvent.AgreementReviewed(a.Id, "ended", null, Guid.Empty, at));
    }

    public static IEnumerable<CaseDue> DueOf(CaseState state) =>
        state.Agreements.Where(a => !a.Ended).SelectMany(a => a.Steps).Where(s => s.IsOpen).Select(s => new CaseDue(Due, s.Id, s.Due));

    public static Decision Check(CaseState state, CaseCommand.CheckStep c)
    {
        var (agreement, step) = Find(state, c.Step)!.Value;
        return agreement.Ended ? Over
            : step.Checks is { } checks && checks != c.Seat && state.SeatOf(checks) is { Clean: true } ? new Refusal("notTheChecker", "P12", "Another seat checks this step.")
            : (c.State, step.State) switch
            {
                ("extended", AgreementStep.Done) or ("missed", AgreementStep.Done) => new Refusal("stepDone", "P12", "The step is done."),
                ("extended", _) when c.Until <= step.Due => new Refusal("notLater", "P12", "It is due no earlier than that already."),
                ("extended", _) => new CaseEvent.AgreementStepExtended(agreement.Id, step.Id, c.Until!.Value, c.Seat, c.At),
                ("done", AgreementStep.Done) or ("missed", AgreementStep.Missed) => Decision.Nothing,
                ("done", _) => new CaseEvent.AgreementStepDone(agreement.Id, step.Id, c.Seat, c.At),
                _ => new CaseEvent.AgreementStepMissed(agreement.Id, step.Id, c.Seat, c.At),
            };
    }

    /// <summary>Nobody had checked it in time.</summary>
    public static Decision Pass(CaseState state, CaseCommand.PassStepTime c) =>
        !state.IsOver && Find(state, c.Step) is ({ Ended: false } agreement, { IsOpen: true } step) && step.Due <= c.At
            ? new CaseEvent.AgreementStepMissed(agreement.Id, step.Id, null, c.At)
            : Decision.Nothing;

    public static Decision Review(CaseState state, CaseCommand.ReviewAgreement c) => state.Agreements.First(a => a.Id == c.Agreement) switch
    {
        { ReviewSince: not null } => new CaseEvent.AgreementReviewed(c.Agreement, c.Outcome, Texts.OptionalPanel(c.Note), c.Seat, c.At),
        { Ended: true } => Over,
        _ when c.Outcome == "ended" => new CaseEvent.AgreementReviewed(c.Agreement, c.Outcome, Texts.OptionalPanel(c.Note), c.Seat, c.At),
        _ => new Refusal("nothingMissed", "P12", "Nothing of it was missed."),
    };

    public static (Agreement Agreement, AgreementStep Step)? Find(CaseState state, Guid step) =>
        state.Agreements.SelectMany(a => a.Steps.Select(s => ((Agreement, AgreementStep)?)(a, s))).FirstOrDefault(s => s!.Value.Item2.Id == step);

    private static Refusal Over => new("agreementEnded", "P12", "The agreement has ended.");

    private static List<AgreedStep> Steps(Guid agreement, Remedy remedy) => remedy.Steps?.Value is not { } json ? []
        : [.. JsonSerializer.Deserialize<List<ProposedStep>>(json, Stated)!.Select((s, i) => new AgreedStep(
            Ids.V5(agreement, $"step:{i}"), Texts.Accused(remedy.Person, s.Who), Texts.Accused(remedy.Person, s.What), s.Due, s.Checks, s.Sees))];
}
